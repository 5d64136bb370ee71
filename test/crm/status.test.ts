import { changeElement, findResource } from "../../provider/cib/document";
import { failures, sayFailure } from "../../provider/cib/failures";
import { hold } from "../../provider/cib/hold";
import { whyNotRunning } from "../../provider/cluster/held-back";
import { isRunning, outstanding } from "../../provider/cluster/progress";
import { parseStatus, statusCommand } from "../../provider/crm/status";
import { change, fencingDecided } from "./support/changes";
import { closeTrees, FileCluster, releases } from "./support/file-cluster";

afterAll(closeTrees);

const web = change("primitive", {
  cibId: "web",
  agent: "ocf:heartbeat:Dummy",
  operations: { monitor: { interval: "10s" } },
});
const withMeta = (meta: object) => change("primitive", { cibId: "web", agent: "ocf:heartbeat:Dummy", meta });
const standby = change("node", { name: "node1", standby: true });
const nodesUp = "--node-up node1 --node-up node2";

async function look(cluster: FileCluster) {
  const status = parseStatus(await cluster.run(statusCommand));
  const cib = await cluster.cib();
  return { status, cib, left: outstanding(status, ["web"]), runs: isRunning(status, "web") };
}

describe.each(releases)("what %s's scheduler says", (debian) => {
  async function started(): Promise<FileCluster> {
    const cluster = await FileCluster.of(debian, fencingDecided);
    await cluster.simulate(nodesUp);
    await cluster.submit([web]);
    return cluster;
  }

  test("of a resource that is to start, and has started", async () => {
    const cluster = await started();
    const before = await look(cluster);
    expect(before).toMatchObject({ left: ["web to start on node1"], runs: false });
    expect(before.status.nodes.map(({ name, online }) => [name, online])).toEqual([
      ["node1", true],
      ["node2", true],
    ]);
    await cluster.simulate();
    expect(await look(cluster)).toMatchObject({ left: [], runs: true });
  });

  test("of a node that goes on standby", async () => {
    const cluster = await started();
    await cluster.simulate();
    await cluster.submit([standby]);
    const { left, status } = await look(cluster);
    expect(left).toEqual([expect.stringMatching(/^web to move on node[12]$/)]);
    expect(status.nodes[0]).toMatchObject({ standby: true });
    await cluster.simulate();
    const after = await look(cluster);
    expect(after).toMatchObject({ left: [], runs: true });
    expect(after.status.resources).toMatchObject([{ id: "web", role: "Started", nodes: ["node2"] }]);
  });

  test("of a monitor that failed, in the agent's words", async () => {
    const cluster = await started();
    await cluster.simulate();
    await cluster.simulate(`--op-inject web_monitor_10000@node1=5`);
    expect(failures(await cluster.cib()).map(sayFailure)).toEqual([
      expect.stringMatching(/^web: monitor failed on node1: not installed/),
    ]);
  });

  test("of a resource that is held, and why", async () => {
    const cluster = await FileCluster.of(debian, fencingDecided);
    await cluster.simulate(nodesUp);
    const held = {
      ...web,
      apply: (cib: Parameters<typeof web.apply>[0]) => {
        const written = web.apply(cib);
        const live = findResource(written, "web");
        return live ? changeElement(written, live, hold(live, ["with-ip"])) : written;
      },
    };
    await cluster.submit([held]);
    await cluster.simulate();
    const { cib, status, left, runs } = await look(cluster);
    expect({ left, runs }).toEqual({ left: [], runs: false });
    expect(whyNotRunning(cib, status, "web")).toBe("web is held until with-ip is there");
  });

  test.each([
    [
      "stop-all-resources",
      change("clusterProperty", { name: "stop-all-resources", value: true }),
      /told to stop everything/,
    ],
    ["maintenance-mode", change("clusterProperty", { name: "maintenance-mode", value: "yes" }), /maintenance mode/],
    ["target-role", withMeta({ "target-role": "stopped" }), /target-role/],
    ["is-managed", withMeta({ "is-managed": "off" }), /not managed/],
  ])("of a resource that is kept from running: %s", async (_why, reason, words) => {
    const cluster = await started();
    await cluster.submit([reason]);
    await cluster.simulate();
    const { cib, status, left, runs } = await look(cluster);
    expect({ left, runs }).toEqual({ left: [], runs: false });
    expect(whyNotRunning(cib, status, "web")).toMatch(words);
  });
});
