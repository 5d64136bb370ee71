import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setIsolated } from "../../lab/machines";
import { emptyCluster, testCluster } from "../lab/support/cluster";
import { configurationOf } from "../lab/support/shown";
import { until } from "../lab/support/until";
import { whole } from "../lab/support/whole";
import { blackholes, toHost } from "./happenings";
import { sharedTrial } from "./trial";

const on = sharedTrial();
afterEach(() => {
  on().settings = {};
});

test.each(Object.entries(toHost))("in the middle of a run %s", (_, happening) => on().survives(happening));

/** The second machine has no quorum and knows it. */
async function cutOff(): Promise<void> {
  const { cluster } = on();
  await blackholes(cluster, 2, "add");
  await until(
    "node2 alone",
    () => cluster.ask(2, "crm_mon -1"),
    (seen) => seen.includes("WITHOUT quorum"),
  );
}

async function joined(): Promise<void> {
  const { cluster } = on();
  await blackholes(cluster, 2, "del");
  await whole(cluster);
}

test("no host of the list has quorum: the run fails, and nothing is written", async () => {
  const { cluster } = on();
  const [, two = ""] = cluster.hosts;
  const run = await on().ready("create");
  await cutOff();
  const before = await configurationOf(cluster, 2);
  on().settings = { hosts: [two] };
  expect(await run()).toMatch(new RegExp(`${two.replaceAll(".", "\\.")}: .*quorum.*\\[NO_QUORUM\\]`));
  expect(await configurationOf(cluster, 2)).toBe(before);
  await joined();
  on().settings = {};
  await on().recovers("create");
});

describe("the next host of the list", () => {
  test("belongs to another cluster: nothing is written there, the run goes on through the third", async () => {
    const { cluster } = on();
    const stranger = await testCluster({ machines: 1, beside: "other" });
    await emptyCluster(stranger);
    const key = (await cluster.ask(1, "cat ~admin/.ssh/authorized_keys")).trim();
    await stranger.ask(1, `cd ~admin/.ssh; grep -qF '${key}' authorized_keys || echo '${key}' >>authorized_keys`);
    const known = [cluster, stranger].map((each) => readFileSync(each.connection.hostKeys.file, "utf8")).join("");
    const file = join(on().stack.stack.workspace.workDir, "known_hosts");
    writeFileSync(file, known);
    const before = await configurationOf(stranger);
    const [one = "", ...others] = cluster.hosts;
    on().settings = { hosts: [one, ...stranger.hosts, ...others], hostKeys: { file } };
    const lost = () => setIsolated(cluster.lab, 1, true);
    const heard = on().stack.output.length;
    expect(await on().held("create", { when: "before", command: 4 }, lost)).toEqual({ met: true, failure: undefined });
    expect(await configurationOf(stranger)).toBe(before);
    const said = on().stack.output.slice(heard);
    for (const [host, code] of [
      [one, "SSH_UNREACHABLE"],
      [stranger.hosts[0], "OTHER_CLUSTER"],
    ])
      expect(said).toMatch(new RegExp(`${host}: .*\\[${code}\\][^\\[]*This run goes on through ${others[0]}`));
    await setIsolated(cluster.lab, 1, false);
    await whole(cluster);
    await on().recovers("create");
  });

  test("is in a partition without quorum: the run goes on through the third", async () => {
    const { cluster } = on();
    await cutOff();
    const lost = { when: "during", command: 4, happens: "systemctl stop ssh; kill -9 $1" } as const;
    expect(await on().disturbed("create", lost)).toEqual({ met: true, failure: undefined });
    await cluster.ask(1, "systemctl start ssh");
    await joined();
    await on().recovers("create");
  });
});
