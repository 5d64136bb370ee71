import * as pacemaker from "../../sdk";
import { emptyCluster, testCluster, type TestCluster } from "./support/cluster";
import { now, operationsSince, said } from "./support/history";
import { configurationOf } from "./support/shown";
import { testStack, type TestStack } from "./support/stack";

interface Declared {
  primitives?: readonly string[];
  /** Primitives that do not start. */
  broken?: readonly string[];
  /** Members by group. */
  groups?: Readonly<Record<string, readonly string[]>>;
  /** What is cloned, by clone. */
  clones?: Readonly<Record<string, string>>;
  /** Resources that stay with another. */
  together?: Readonly<Record<string, string>>;
}

let cluster: TestCluster;
let stack: TestStack;

const program =
  ({ primitives = [], broken = [], groups = {}, clones = {}, together = {} }: Declared) =>
  (): Promise<Record<string, unknown>> => {
    const on = { provider: new pacemaker.Provider("cluster", cluster.connection) };
    new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
    new pacemaker.ResourceDefault("resource-stickiness", { value: 100 }, on);
    const made = new Map<string, pacemaker.ClusterResource>(
      primitives.map((id) => [id, new pacemaker.Primitive(id, { agent: "ocf:pacemaker:Dummy" }, on)]),
    );
    for (const id of broken)
      made.set(
        id,
        new pacemaker.Primitive(id, { agent: "ocf:heartbeat:apache", params: { configfile: "/nowhere.conf" } }, on),
      );
    const of = (id: string) => made.get(id) ?? id;
    for (const [id, members] of Object.entries(groups))
      made.set(id, new pacemaker.Group(id, { members: members.map(of) }, on));
    for (const [id, resource] of Object.entries(clones))
      made.set(id, new pacemaker.Clone(id, { resource: of(resource), meta: { interleave: true } }, on));
    for (const [resource, other] of Object.entries(together))
      new pacemaker.Colocation(`${resource}-with-${other}`, { resource: of(resource), with: of(other) }, on);
    return Promise.resolve({});
  };

const ran = async (since: string) => (await operationsSince(cluster, since)).map(said);
const operations = async (since: string) =>
  (await operationsSince(cluster, since)).map(({ operation, resource }) => `${operation} ${resource}`);

beforeAll(async () => {
  cluster = await testCluster();
  await emptyCluster(cluster);
});
beforeEach(async () => {
  stack = await testStack(program({}));
});
afterEach(async () => {
  await stack.destroy();
  await stack.remove();
});

const all: Declared = {
  primitives: ["disk", "files", "address", "probe", "web"],
  groups: { services: ["disk", "files", "address"] },
  clones: { "probe-clone": "probe" },
  together: { web: "services" },
};

test.each([1, 8])(
  "a group, a clone and what is with them start once and stop once, at --parallel %d",
  async (parallel) => {
    stack.program = program(all);
    let since = await now(cluster);
    await stack.up({ parallel });
    const started = await operationsSince(cluster, since);
    expect(started.filter(({ operation }) => operation !== "start").map(said)).toEqual([]);
    const once = started.filter(({ resource }) => resource !== "probe");
    expect(once.map(({ resource }) => resource).filter((each) => each !== "web")).toEqual(["disk", "files", "address"]);
    expect(new Set(once.map(({ machine }) => machine)).size).toBe(1);
    expect(started.filter(({ resource }) => resource === "probe")).toHaveLength(cluster.hosts.length);
    expect(await configurationOf(cluster)).not.toContain("held-for");
    expect((await stack.up({ parallel })).summary.resourceChanges).toEqual({ same: 12 });
    expect((await stack.refresh()).summary.resourceChanges).toEqual({ same: 12 });

    since = await now(cluster);
    await stack.destroy({ parallel });
    const stopped = await operationsSince(cluster, since);
    expect(stopped.filter(({ operation }) => operation !== "stop").map(said)).toEqual([]);
    expect(await configurationOf(cluster)).not.toMatch(/<primitive|<group|<clone|<rsc_/);
  },
);

test("a member comes in the middle, goes out and is deleted: nobody else restarts", async () => {
  stack.program = program({ primitives: ["one", "three"], groups: { row: ["one", "three"] } });
  await stack.up();
  let since = await now(cluster);
  stack.program = program({ primitives: ["one", "two", "three"], groups: { row: ["one", "two", "three"] } });
  await stack.up();
  expect(await operations(since)).toEqual(["start two"]);
  expect(await cluster.ask(1, "crm configure show row")).toContain("group row one two three");

  since = await now(cluster);
  stack.program = program({ primitives: ["one", "two", "three"], groups: { row: ["one", "three"] } });
  await stack.up();
  expect(await ran(since)).toEqual([]);
  stack.program = program({ primitives: ["one", "three"], groups: { row: ["one", "three"] } });
  await stack.up();
  expect(await operations(since)).toEqual(["stop two"]);
});

test("a group that goes leaves its members running; one that goes with some of them as well", async () => {
  stack.program = program({ primitives: ["one", "two", "three"], groups: { row: ["one", "two", "three"] } });
  await stack.up();
  const since = await now(cluster);
  stack.program = program({ primitives: ["one", "two", "three"] });
  await stack.up();
  expect(await ran(since)).toEqual([]);
  stack.program = program({ primitives: ["one", "two", "three"], groups: { row: ["one", "two", "three"] } });
  await stack.up();
  stack.program = program({ primitives: ["two", "three"] });
  const later = await now(cluster);
  await stack.up();
  expect(await operations(later)).toEqual(["stop one"]);
});

test("what an operator says of a group stays, what the program says is drift", async () => {
  stack.program = program({ primitives: ["one", "two"], groups: { row: ["one", "two"] } });
  await stack.up();
  await cluster.ask(1, "crm_resource -r row --meta -p priority -v 7");
  expect((await stack.refresh()).summary.resourceChanges).toEqual({ same: 7 });
  await cluster.ask(1, "crm -F configure modgroup row remove two");
  expect((await stack.refresh()).stdout).toMatch(/Group row updated .*\[diff: ~members\]/);
  await stack.up();
  expect(await cluster.ask(1, "crm configure show row")).toMatch(/group row one two[^]*priority=7/);
});

test("one that does not start does not join, and those in the group run on", async () => {
  stack.program = program({ primitives: ["one", "three"], groups: { row: ["one", "three"] } });
  await stack.up();
  const since = await now(cluster);
  stack.program = program({
    primitives: ["one", "three"],
    broken: ["two"],
    groups: { row: ["one", "two", "three"] },
  });
  await expect(stack.up()).rejects.toThrow(/two: start failed on node\d: not installed/);
  expect((await operations(since)).filter((each) => !each.endsWith(" two"))).toEqual([]);
  expect(await cluster.ask(1, "crm configure show row")).toMatch(/group row one three/);

  stack.program = program({ primitives: ["one", "two", "three"], groups: { row: ["one", "two", "three"] } });
  await stack.up();
  expect((await operations(since)).filter((each) => !each.endsWith(" two"))).toEqual([]);
  expect(await cluster.ask(1, "crm configure show row")).toMatch(/group row one two three/);
  expect(await configurationOf(cluster)).not.toMatch(/-joins-|held-for/);
});
