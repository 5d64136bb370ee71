import { setIsolated } from "../../lab/machines";
import * as pacemaker from "../../sdk";
import { emptyCluster, testCluster, type TestCluster } from "../lab/support/cluster";
import { arm, disarm, forgetFaults, holdAt, prepareFaults, sign, signed, type Fault } from "./fault";
import { ended, processes, signal } from "../lab/support/processes";
import { shown } from "../lab/support/shown";
import { testStack, type TestStack } from "../lab/support/stack";
import { until } from "../lab/support/until";

let cluster: TestCluster;
let stack: TestStack;

type Version = "one" | "other";

/** Between its two versions something is created, changed and deleted, of what runs and of what is said of it. */
const program = (version: Version) => () => {
  const settings = { ...cluster.connection, connectTimeout: "4s", commandTimeout: "15s" };
  const on = { provider: new pacemaker.Provider("cluster", settings) };
  const dummy = (id: string) =>
    new pacemaker.Primitive(id, { agent: "ocf:pacemaker:Dummy", params: { fake: version } }, on);
  new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
  new pacemaker.ResourceDefault("resource-stickiness", { value: version === "one" ? 100 : 200 }, on);
  const [first, second] = [dummy("first"), dummy("second")];
  new pacemaker.Colocation("together", { resource: second, with: first, score: "INFINITY" }, on);
  if (version === "one") new pacemaker.Order("in-order", { first, then: second, kind: "Mandatory" }, on);
  const own = dummy(`only-${version}`);
  new pacemaker.Location(`place-${version}`, { resource: own, node: "node2", score: 100 }, on);
  return Promise.resolve({});
};

/** The configuration after an undisturbed run of each. */
const undisturbed = new Map<Version, string[]>();
const configured = async () => (await shown(cluster)).filter((line) => !line.startsWith("node ")).sort();

let version: Version = "one";
const turn = () => {
  version = version === "one" ? "other" : "one";
  stack.program = program(version);
};

/** One more up, and the cluster is as if nothing had been; the one after that has nothing to do. */
async function recovers(): Promise<void> {
  await stack.up();
  expect(await configured()).toEqual(undisturbed.get(version));
  const { summary } = await stack.up();
  expect(Object.keys(summary.resourceChanges ?? {})).toEqual(["same"]);
  const state = await stack.state();
  expect(state.filter((each) => "initErrors" in each || "pendingReplacement" in each)).toEqual([]);
  expect(new Set(state.map(({ urn }) => urn)).size).toBe(state.length);
  expect(await cluster.ask(1, "crm_mon -1")).toMatch(new RegExp(`only-${version}\\s.*Started node2`));
}

interface Run {
  /** Did the run come as far as the fault? */
  met: boolean;
  failed: boolean;
  output: string;
}

/** From one version to the other with a fault on the way. */
async function disturbed(fault: Fault): Promise<Run> {
  turn();
  await arm(cluster, fault);
  const before = stack.output.length;
  const failed = await stack.up().then(
    () => false,
    () => true,
  );
  return { met: await disarm(cluster), failed, output: stack.output.slice(before) };
}

beforeAll(async () => {
  cluster = await testCluster();
  await emptyCluster(cluster);
  await prepareFaults(cluster);
  stack = await testStack(program("one"));
  for (let i = 0; i < 2; i++) {
    turn();
    await stack.up();
    undisturbed.set(version, await configured());
  }
});
afterAll(async () => {
  await stack.destroy();
  await stack.remove();
  await forgetFaults(cluster);
});

/** PACEMAKER_TEST_FAULTS=all: at every command that a run takes, rather than at some. */
const all = process.env["PACEMAKER_TEST_FAULTS"] === "all";
const every = Array.from({ length: 100 }, (_, i) => i + 1);

test.each([
  { when: "before", some: [4] },
  { when: "during", some: [3] },
  { when: "after", some: [5, 12] },
] as const)("the connection dies $when a command: the run goes on through another", async ({ when, some }) => {
  for (const command of all ? every : some) {
    const { met, failed, output } = await disturbed({ happens: "kill -9 $1", when, command });
    expect({ command, failed: failed && output }).toEqual({ command, failed: false });
    await recovers();
    if (!met) break;
  }
});

const blackholes = (add: "add" | "del") =>
  cluster.hosts
    .slice(1)
    .map((host) => `ip route ${add} blackhole ${host}/32`)
    .join("; ");
/** Everything that a command of ours could be put into, as full as it is or empty again. */
const resize = (size: string) =>
  `for each in /dev/shm /run /tmp; do mount --options-mode ignore -o remount,size=${size} $each; done`;

interface Happening {
  happens: string;
  /** Succeeds where it has happened. */
  proof: string;
  undo?: string;
  mayFail?: boolean;
}

/** What happens to the first host in the middle of a run, and how it is undone. */
const happenings: Record<string, () => Happening> = {
  "its cluster is stopped": () => ({
    happens: "systemctl stop pacemaker",
    proof: "! systemctl --quiet is-active pacemaker",
    undo: "systemctl start pacemaker",
  }),
  "it goes into standby": () => ({
    happens: "crm_standby -N node1 -v on",
    proof: "crm_standby -N node1 --quiet -G | grep on",
    undo: "crm_standby -N node1 -D",
  }),
  "its disk is full": () => ({
    happens: resize("$(($(df -k --output=used $each | tail -1)))k"),
    proof: "df /run | grep 100%",
    undo: resize("50%"),
  }),
  // What is written before the cluster notices is in that partition alone, until it meets the others.
  "it is in a partition without quorum": () => ({
    happens: blackholes("add"),
    proof: "ip route | grep blackhole",
    undo: blackholes("del"),
    mayFail: true,
  }),
  "the connection hangs": () => ({ happens: `kill -STOP $1 && ${sign}; sleep 40; kill -9 $1`, proof: signed }),
  "crm is killed": () => ({
    happens: `for i in $(seq 100); do kill -9 $(pgrep -x crm) && ${sign} && break; sleep 0.02; done`,
    proof: signed,
  }),
};

const whole = () =>
  until(
    "a whole cluster",
    () => cluster.ask(1, "crm_mon -1"),
    (seen) => seen.includes("Online: [ node1 node2 node3 ]"),
  );

test.each(Object.entries(happenings))("in the middle of a run %s", async (_, happening) => {
  const { happens, proof, undo, mayFail } = happening();
  const { failed, output } = await disturbed({ happens, when: "during", command: 4 });
  await cluster.ask(1, proof);
  if (undo !== undefined) await cluster.ask(1, undo);
  await whole();
  if (!mayFail) expect(failed && output).toBe(false);
  await recovers();
});

test("in the middle of a run it can no longer be reached: the run goes on through another host", async () => {
  turn();
  const { met, release, failed } = await holdAt(cluster, { when: "before", command: 4 }, () => stack.up());
  await met;
  await setIsolated(cluster.lab, 1, true);
  await release();
  expect(await failed).toBe(false);
  await setIsolated(cluster.lab, 1, false);
  await whole();
  await recovers();
});

test.each(["SIGINT", "SIGKILL"] as const)(
  "the engine gets a %s before a command, and when it is done",
  async (name) => {
    for (const when of ["before", "after"] as const)
      for (const command of all ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : [1, 4]) {
        turn();
        const { met, release, failed } = await holdAt(cluster, { when, command }, () => stack.up());
        await met;
        const { engine, provider } = processes();
        await signal(engine, name, stack);
        await release();
        expect(await failed).toBe(true);
        await ended(provider);
        if (name === "SIGKILL") {
          await stack.stack.cancel();
          await stack.refresh({ clearPendingCreates: true });
        }
        await recovers();
      }
  },
);
