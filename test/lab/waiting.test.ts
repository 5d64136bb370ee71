import * as pacemaker from "../../sdk";
import { emptyCluster, testCluster, type TestCluster } from "./support/cluster";
import { installMoody, moody } from "./support/moody";
import { configurationOf, placeOf } from "./support/shown";
import { testStack, type TestStack } from "./support/stack";

type Moods = Readonly<Record<string, Partial<pacemaker.PrimitiveArgs> & { custom?: string }>>;

let cluster: TestCluster;
let stack: TestStack;

const program =
  (moods: Moods, settings: Partial<pacemaker.ProviderArgs> = {}, fencing = true) =>
  (): Promise<Record<string, unknown>> => {
    const provider = new pacemaker.Provider("cluster", { ...cluster.connection, ...settings });
    if (fencing) new pacemaker.ClusterProperty("stonith-enabled", { value: false }, { provider });
    for (const [id, { custom, ...args }] of Object.entries(moods))
      new pacemaker.Primitive(
        id,
        { agent: moody, ...args },
        { provider, ...(custom !== undefined && { customTimeouts: { create: custom, delete: custom } }) },
      );
    return Promise.resolve({});
  };

/** Runs the engine, which must fail, and gives what it said. */
const failing = async (run: () => Promise<unknown>): Promise<string> => {
  const before = stack.output.length;
  await expect(run()).rejects.toThrow();
  return stack.output.slice(before);
};
const heard = async (run: () => Promise<unknown>): Promise<string> => {
  const before = stack.output.length;
  await run();
  return stack.output.slice(before);
};
const nodeOf = (id: string) => placeOf(cluster, id);
const initErrors = async (): Promise<string[]> =>
  (await stack.state()).filter((each) => "initErrors" in each).map(({ id }) => String(id));

/** The cluster and the engine's memory of it as at the beginning. */
async function emptyAgain(): Promise<void> {
  await emptyCluster(cluster);
  await stack.remove();
  stack = await testStack(program({}));
}

beforeAll(async () => {
  cluster = await testCluster();
  await emptyCluster(cluster);
  await installMoody(cluster);
  stack = await testStack(program({}));
});
afterAll(async () => {
  await stack.remove();
});

/** Short enough for a test; crm says that it is shorter than advised, and takes it. */
const hasty = { start: { timeout: "4s" }, stop: { timeout: "4s" } };

test("until committed: a create returns when it is in the CIB, whatever comes of it; a resource's own word counts", async () => {
  stack.program = program(
    {
      hanging: { params: { start: "hang" }, operations: hasty },
      sulking: { params: { start: "fail" } },
      waited: { await: "settled" },
    },
    { await: "committed" },
  );
  await stack.up();
  expect(await initErrors()).toEqual([]);
  expect(await nodeOf("waited")).toMatch(/node\d/);
  for (const id of ["hanging", "sulking"]) expect(await configurationOf(cluster)).toContain(`id="${id}"`);
  await emptyAgain();
});

test("what fails, fails on one node, or outlasts its limit says so; each alone", async () => {
  stack.program = program({
    sulky: { params: { start: "fail" } },
    picky: { params: { start: "node1" } },
    sleepy: { params: { start: "hang" }, operations: hasty, timeouts: { create: "3s" } },
    dreamy: { params: { start: "hang" }, operations: hasty, custom: "4s" },
    plain: {},
  });
  const output = await failing(() => stack.up());
  for (const node of ["node1", "node2", "node3"])
    expect(output).toContain(`sulky: start failed on ${node}: error (the moon is full)`);
  expect(output).toContain("[FAILED_IN_CLUSTER]");
  expect(output).toMatch(/the limit is over, still to be done: sleepy .*\[NOT_SETTLED\]/);
  expect(output).toMatch(/the limit is over, still to be done: dreamy .*\[NOT_SETTLED\]/);
  expect(output).toMatch(/waiting for (sulky|sleepy|dreamy) .*on node\d/);
  expect((await initErrors()).sort()).toEqual(["dreamy", "sleepy", "sulky"]);
  expect(await nodeOf("plain")).toMatch(/node\d/);
  expect(await nodeOf("picky")).toMatch(/node[23]/);
  expect(await configurationOf(cluster)).toContain('id="sulky"');
});

test("the next up, with the causes mended, cleans the failures and succeeds", async () => {
  stack.program = program({ sulky: {}, picky: {}, sleepy: {}, dreamy: {}, plain: {} });
  await stack.up();
  expect(await initErrors()).toEqual([]);
  const monitor = await cluster.ask(1, "crm_mon -1");
  expect(monitor).not.toContain("Failed");
  expect(monitor.match(/Moody\):\s+Started/g)).toHaveLength(5);
});

test("what starts only once the cluster is told so, and fails, fails the call that told it; until it runs", async () => {
  await emptyAgain();
  const late = (start: string) => () => {
    const provider = new pacemaker.Provider("cluster", cluster.connection);
    new pacemaker.ClusterProperty("stonith-enabled", { value: false }, { provider });
    const sulky = new pacemaker.Primitive("sulky", { agent: moody, params: { start } }, { provider });
    new pacemaker.ClusterProperty("maintenance-mode", { value: false }, { provider, dependsOn: sulky });
    return Promise.resolve({});
  };
  stack.program = late("fail");
  for (const round of [1, 2]) {
    expect([round, await failing(() => stack.up())]).toEqual([
      round,
      expect.stringMatching(/maintenance-mode[^]*sulky: start failed on node\d: error \(the moon is full\)/),
    ]);
    expect(await initErrors()).toEqual(["maintenance-mode"]);
  }
  stack.program = late("ok");
  await stack.up();
  expect(await initErrors()).toEqual([]);
  expect(await nodeOf("sulky")).toMatch(/node\d/);
  expect((await stack.up()).summary.resourceChanges).toEqual({ same: 5 });
  await stack.destroy();
  await emptyAgain();
});

test("a stop that fails: nothing is deleted, the object is as it was, and the reason is said", async () => {
  stack.program = program({ plain: { params: { stop: "fail" } }, sulky: {} });
  await stack.up();
  const before = await configurationOf(cluster);
  stack.program = program({});
  const output = await failing(() => stack.up());
  expect(output).toMatch(/plain: stop failed on node\d: error \(the moon is full\)/);
  const after = await configurationOf(cluster);
  expect(after).toContain('id="plain"');
  expect(after).not.toContain("pulumi-hold");
  expect(after).not.toContain('id="sulky"');
  expect(before.match(/<primitive id="plain"[^]*?<\/primitive>/)?.[0]).toBe(
    after.match(/<primitive id="plain"[^]*?<\/primitive>/)?.[0],
  );
  await cluster.ask(1, "crm_resource -r plain -d stop && crm_resource -r plain --cleanup");
  await stack.up();
  expect(await configurationOf(cluster)).not.toContain("plain");
});

test("a restart that cannot stop it is an error, though it runs; the next up, with the cause mended, succeeds", async () => {
  stack.program = program({ stubborn: { params: { stop: "fail" } } });
  await stack.up();
  const node = Number((await nodeOf("stubborn"))?.replace("node", ""));
  stack.program = program({ stubborn: { params: { stop: "fail", passwd: "new" } } });
  expect(await failing(() => stack.up())).toMatch(/stubborn: stop failed on node\d: error \(the moon is full\)/);
  expect(await initErrors()).toEqual(["stubborn"]);
  await cluster.ask(node, "rm /run/moody-stubborn");
  stack.program = program({ stubborn: {} });
  await stack.up();
  expect(await initErrors()).toEqual([]);
  expect(await nodeOf("stubborn")).toMatch(/node\d/);
  await stack.destroy();
});

test("a limit for all resources of the provider, and one for a delete that changed alone", async () => {
  const slow = { params: { start: "hang", stop: "hang" }, operations: hasty };
  stack.program = program({ sleepy: slow }, { timeouts: { create: "3s" } });
  expect(await failing(() => stack.up())).toMatch(/still to be done: sleepy .*\[NOT_SETTLED\]/);
  // Afresh: where its failures are cleaned node by node it may move, and this stop hangs.
  await emptyAgain();
  stack.program = program({ sleepy: { ...slow, params: { stop: "hang" }, operations: { stop: { timeout: "30s" } } } });
  await stack.up();
  stack.program = program({
    sleepy: {
      ...slow,
      params: { stop: "hang" },
      operations: { stop: { timeout: "30s" } },
      timeouts: { delete: "2s" },
    },
  });
  expect((await stack.up()).summary.resourceChanges).toEqual({ same: 4 });
  const began = Date.now();
  expect(await failing(() => stack.destroy())).toMatch(/the limit is over, still to be done: sleepy/);
  expect(Date.now() - began).toBeLessThan(20_000);
  await emptyAgain();
});

test.each([
  ["maintenance mode", "crm_attribute -n maintenance-mode -v true", {}, "the cluster is in maintenance mode"],
  ["stop-all-resources", "crm_attribute -n stop-all-resources -v true", {}, "is told to stop everything"],
  ["an unmanaged resource", "true", { meta: { "is-managed": false } }, "sleeper is not managed"],
  ["a resource that is to be stopped", "true", { meta: { "target-role": "Stopped" } }, ""],
])("%s: says what holds it back, and waits for nothing", async (_, by, args, words) => {
  await cluster.ask(1, by);
  stack.program = program({ sleeper: args });
  const began = Date.now();
  const output = await heard(() => stack.up());
  expect(Date.now() - began).toBeLessThan(20_000);
  expect(output).toContain(words);
  expect(await nodeOf("sleeper")).toBeUndefined();
  await emptyAgain();
});

test("without a word on fencing nothing would start: refused, until the program or somebody else has one", async () => {
  const before = await configurationOf(cluster);
  stack.program = program({ sleeper: {} }, {}, false);
  const refusal = /neither the program nor the cluster has a fencing device/;
  expect(await failing(() => stack.preview())).toMatch(refusal);
  expect(await failing(() => stack.up())).toMatch(refusal);
  expect(await configurationOf(cluster)).toBe(before);
  await cluster.ask(1, "crm_attribute -n stonith-enabled -v false");
  await stack.up();
  expect(await nodeOf("sleeper")).toBeDefined();
  await emptyAgain();
});

test("no node can run it: says so, and the next up with a node succeeds", async () => {
  await cluster.ask(1, "for n in 1 2 3; do crm_standby -N node$n -v on; done");
  stack.program = program({ homeless: {} });
  expect(await failing(() => stack.up())).toMatch(/no node can run homeless/);
  await cluster.ask(1, "crm_standby -N node2 -D");
  await stack.up();
  expect(await nodeOf("homeless")).toBe("node2");
  await stack.destroy();
});

test("a resource that runs is not deleted while the cluster does nothing: refused with the reason", async () => {
  stack.program = program({ plain: {} });
  await stack.up();
  await cluster.ask(1, "crm_attribute -n maintenance-mode -v true");
  const before = await configurationOf(cluster);
  expect(await failing(() => stack.destroy())).toMatch(/plain runs and cannot be stopped: .*maintenance mode/);
  // The property is out of the state by now, and goes with the resource, whenever that goes.
  const mark = />\s*<meta_attributes id="plain-pulumi-last"[^]*?<\/meta_attributes>\s*<\/primitive>/;
  const left = await configurationOf(cluster);
  expect(left).toMatch(mark);
  expect(left.replace(mark, "/>")).toBe(before);
  await cluster.ask(1, "crm_attribute -n maintenance-mode -D");
  await stack.destroy();
  expect(await configurationOf(cluster)).not.toMatch(/stonith-enabled|pulumi/);
});
