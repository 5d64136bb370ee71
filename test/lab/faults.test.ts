import * as pacemaker from "../../sdk";
import { emptyCluster, testCluster, type TestCluster } from "./support/cluster";
import { arm, disarm, forgetFaults, prepareFaults, type Fault } from "./support/fault";
import { shown } from "./support/shown";
import { testStack, type TestStack } from "./support/stack";

let cluster: TestCluster;
let stack: TestStack;

const versions = ["one", "other"] as const;
type Version = (typeof versions)[number];

/** Between its two versions something is created, changed, deleted, and put into a group or out of it. */
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
const undisturbed: Partial<Record<Version, string[]>> = {};
/** How many commands such a run takes on the first host. */
let commands = 0;

const configured = async () => (await shown(cluster)).sort();

/** One more up, and the cluster is as if nothing had been; the one after that has nothing to do. */
async function recovers(version: Version): Promise<void> {
  stack.program = program(version);
  await stack.up();
  expect(await configured()).toEqual(undisturbed[version]);
  const { summary } = await stack.up();
  expect(Object.keys(summary.resourceChanges ?? {})).toEqual(["same"]);
  const state = await stack.state();
  expect(state.filter((each) => "initErrors" in each)).toEqual([]);
  expect(new Set(state.map(({ urn }) => urn)).size).toBe(state.length);
  expect(await cluster.ask(1, "crm_mon -1")).toContain(`only-${version}\t(ocf:pacemaker:Dummy):\t Started node2`);
}

let version: Version = "one";
const other = (): Version => (version === "one" ? "other" : "one");

/** From one version to the other with a fault on the way; what the engine said of it, if it failed. */
async function disturbed(fault: Fault): Promise<string> {
  version = other();
  stack.program = program(version);
  await arm(cluster, fault);
  const before = stack.output.length;
  const failed = await stack.up().then(
    () => false,
    () => true,
  );
  expect(await disarm(cluster)).toBe(true);
  return failed ? stack.output.slice(before) : "";
}

beforeAll(async () => {
  cluster = await testCluster();
  await emptyCluster(cluster);
  await prepareFaults(cluster);
  stack = await testStack(program("one"));
  for (const each of ["one", "other", "one"] as const) {
    version = each;
    stack.program = program(each);
    await arm(cluster, { happens: "true", when: "before", command: 1000 });
    await stack.up();
    commands = 1000 - Number(await cluster.ask(1, "cat /dev/shm/fault/left"));
    undisturbed[each] = await configured();
  }
});
afterAll(async () => {
  await stack.destroy();
  await stack.remove();
  await forgetFaults(cluster);
});

/** Every third command each, so that each point in time of a run is met. */
const points = (when: Fault["when"], from: number) => ({ when, from });

test.each([points("before", 1), points("during", 2), points("after", 3)])(
  "the connection dies $when a command",
  async ({ when, from }) => {
    for (let command = from; command <= commands; command += 3) {
      await disturbed({ happens: "kill -9 $1", when, command });
      await recovers(version);
    }
  },
);
