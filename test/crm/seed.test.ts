import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sameConfiguration } from "../../provider/cib/equal";
import { change, said } from "./support/changes";
import { closeTrees, FileCluster, releases } from "./support/file-cluster";

afterAll(closeTrees);

const seed = readFileSync(join(__dirname, "../cases/seed.crm"), "utf8");

const program = [
  change("failoverIp", { cibId: "failover-ip", ip: "10.0.2.10", cidrNetmask: 32, monitorInterval: "10s" }),
  change("primitive", {
    cibId: "apache-ha",
    agent: "ocf:heartbeat:apache",
    params: { configfile: "/etc/apache2/apache2.conf" },
    operations: { monitor: { interval: "1min" } },
  }),
  change("colocation", { cibId: "apache-with-ip", resource: "apache-ha", with: "failover-ip", score: "inf" }),
  change("order", { cibId: "apache-after-ip", first: "failover-ip", then: "apache-ha" }),
  change("clusterProperty", { name: "stonith-enabled", value: false }),
  change("clusterProperty", { name: "no-quorum-policy", value: "ignore" }),
  change("resourceDefault", { name: "resource-stickiness", value: 100 }),
];

describe.each(releases)("the seed's configuration on %s", (debian) => {
  test("is one change, and what crm itself makes of the notes", async () => {
    const [ours, theirs] = [await FileCluster.of(debian, ""), await FileCluster.of(debian, "")];
    const loaded = await theirs.run({
      script: "crm configure load update $PWD/seed.crm",
      files: { "seed.crm": seed },
    });
    expect(loaded).toMatchObject({ status: 0 });
    expect(said(await ours.submit(program))).toEqual(program.map(() => "fulfilled"));
    const cib = await ours.cib();
    expect(sameConfiguration(cib, await theirs.cib())).toBe(true);
    expect(cib.attributes["epoch"]).toBe("2");
  });

  test("is one change in the engine's worst order as well", async () => {
    const cluster = await FileCluster.of(debian, "");
    expect(said(await cluster.submit(program.toReversed()))).toEqual(program.map(() => "fulfilled"));
    expect((await cluster.cib()).attributes["epoch"]).toBe("2");
  });

  test("as crm has written it, is adopted without a change", async () => {
    const cluster = await FileCluster.of(debian, "");
    await cluster.run({ script: "crm configure load update $PWD/seed.crm", files: { "seed.crm": seed } });
    const before = await cluster.cib();
    expect(said(await cluster.submit(program))).toEqual(program.map(() => "fulfilled"));
    expect(await cluster.cib()).toEqual(before);
  });
});
