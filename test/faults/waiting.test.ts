import { killMachine } from "../../lab/lab";
import * as pacemaker from "../../sdk";
import { emptyCluster, testCluster, type TestCluster } from "../lab/support/cluster";
import { testStack, type TestStack } from "../lab/support/stack";
import { until } from "../lab/support/until";
import { whole } from "../lab/support/whole";

let cluster: TestCluster;
let stack: TestStack;
beforeAll(async () => {
  cluster = await testCluster();
  await emptyCluster(cluster);
  stack = await testStack(() => {
    const on = { provider: new pacemaker.Provider("cluster", { ...cluster.connection, connectTimeout: "4s" }) };
    new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
    const agent = { agent: "ocf:pacemaker:Dummy", params: { op_sleep: 6 } };
    const slow = new pacemaker.Primitive("slow", agent, on);
    new pacemaker.Location("elsewhere", { resource: slow, node: "node2", score: "INFINITY" }, on);
    return Promise.resolve({});
  });
});
afterAll(async () => {
  await stack.remove();
});

/** What becomes of the host that is asked, and what brings it back. */
const ends: Record<string, { happens: () => Promise<unknown>; undo: () => Promise<unknown> }> = {
  "the host dies": {
    happens: () => killMachine(cluster.lab.name, 1),
    undo: async () => {
      cluster = await testCluster();
    },
  },
  "its cluster ends": {
    // Nothing starts it again.
    happens: () => cluster.ask(1, "systemctl mask --runtime pacemaker && systemctl kill --signal KILL pacemaker"),
    undo: () => cluster.ask(1, "systemctl unmask --runtime pacemaker && systemctl start pacemaker"),
  },
};

test.each(Object.entries(ends))(
  "%s while all that is left to do is to wait: the next one is asked",
  async (_, { happens, undo }) => {
    const before = stack.output.length;
    const said = () => stack.output.slice(before);
    const up = stack.up();
    try {
      await until(
        "the wait for a start",
        () => Promise.resolve(said()),
        (output) => /waiting for slow (to start|\(starting)/.test(output),
      );
      await happens();
      await up;
    } finally {
      await up.catch(() => undefined);
      await undo();
      await whole(cluster);
    }
    expect(said()).toContain(`This run goes on through ${cluster.hosts[1] ?? ""}`);
    expect(await cluster.ask(1, "crm_mon -1")).toMatch(/\bslow\s.*Started node2/);
    expect((await stack.up()).summary.resourceChanges).toEqual({ same: 5 });
    await stack.destroy();
  },
);
