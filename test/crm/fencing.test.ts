import { hold } from "../../provider/cib/hold";
import { changeElement, runnables } from "../../provider/cib/document";
import { propertyOf } from "../../provider/cib/properties";
import { removeOrDefer, withDeferred } from "../../provider/handler/deferred";
import { kinds } from "../../provider/kinds";
import type { Change } from "../../provider/cluster/writer";
import { change, said } from "./support/changes";
import { closeTrees, FileCluster, releases } from "./support/file-cluster";

afterAll(closeTrees);

const web = change("primitive", { cibId: "web", agent: "ocf:heartbeat:Dummy" });
const decision = change("clusterProperty", { name: "stonith-enabled", value: false });

/** As the program's handler writes a primitive that waits for the decision. */
const held: Change = {
  ...web,
  apply: (cib) => {
    const written = web.apply(cib);
    return runnables(written).reduce(
      (made, each) => changeElement(made, each, hold(each, ["stonith-enabled"])),
      written,
    );
  },
};

describe.each(releases)("a cluster without a word about fencing on %s", (debian) => {
  test("takes a resource: that the cluster starts nothing was so before", async () => {
    const cluster = await FileCluster.of(debian, "");
    expect(said(await cluster.submit([web]))).toEqual(["fulfilled"]);
  });

  test("is not made by a change while there are resources", async () => {
    const cluster = await FileCluster.of(debian, "");
    await cluster.submit([web, decision]);
    const before = await cluster.cib();
    const [outcome] = said(await cluster.submit([change("clusterProperty", { name: "stonith-enabled", value: true })]));
    expect(outcome).toMatch(/ClusterProperty stonith-enabled is refused: .*start-up disabled/);
    expect(await cluster.cib()).toEqual(before);
  });

  test("takes one together with the decision", async () => {
    const cluster = await FileCluster.of(debian, "");
    expect(said(await cluster.submit([web, decision]))).toEqual(["fulfilled", "fulfilled"]);
  });

  test("takes one that is held until the decision, which releases it", async () => {
    const cluster = await FileCluster.of(debian, "");
    expect(said(await cluster.submit([held]))).toEqual(["fulfilled"]);
    const [outcome] = await cluster.submit([decision]);
    expect(outcome).toMatchObject({ status: "fulfilled", value: { released: ["web"] } });
    expect(JSON.stringify(await cluster.cib())).not.toContain("held-for");
  });

  test("keeps the decision until the last resource goes", async () => {
    const cluster = await FileCluster.of(debian, "");
    await cluster.submit([web, decision]);
    const args = { name: "stonith-enabled", value: false };
    const deferral = { kind: "ClusterProperty", name: args.name, args, leaving: [] };
    const apply: Change["apply"] = (cib) => removeOrDefer(cib, kinds.clusterProperty.remove(cib, args), deferral);
    expect(said(await cluster.submit([{ ...decision, apply }]))).toEqual(["fulfilled"]);
    expect(propertyOf(await cluster.cib(), "stonith-enabled")).toBe("false");
    const gone = { cibId: "web", agent: "ocf:heartbeat:Dummy" };
    const without: Change["apply"] = (cib) => withDeferred(cib, kinds.primitive.remove(cib, gone));
    expect(said(await cluster.submit([{ ...web, apply: without }]))).toEqual(["fulfilled"]);
    expect(propertyOf(await cluster.cib(), "stonith-enabled")).toBeUndefined();
  });
});
