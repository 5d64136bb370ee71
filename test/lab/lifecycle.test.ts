import * as pacemaker from "../../sdk";
import { emptyCluster, testCluster, type TestCluster } from "./support/cluster";
import { fixed, livesOf, livesProgram, type Declared, type Life } from "./support/lives";
import { epochOf, lineOf, placeOf, shown } from "./support/shown";
import { testStack, type TestStack } from "./support/stack";
import { until } from "./support/until";

let cluster: TestCluster;
let stack: TestStack;
let lives: Life[];

const program = (declared: Declared) => livesProgram(cluster, lives, declared);

const expectShown = async (step: (life: Life) => string | undefined) => {
  const lines = await shown(cluster);
  for (const life of lives) {
    const line = step(life);
    if (line === undefined) continue;
    const there = lines.find((each) => each === line || each.endsWith(` ${line}`) || each.includes(` ${line} `));
    // Where it is not, what is in its place says more than the whole configuration.
    expect(there === undefined ? lineOf(lines, life.type === "Node" ? "3" : life.id) : line).toBe(line);
  }
};
const everySame = () => ({ same: lives.length + fixed + 1 });

beforeAll(async () => {
  cluster = await testCluster();
  lives = livesOf(cluster);
  await emptyCluster(cluster);
  stack = await testStack(program(({ first }) => first));
});
afterAll(async () => {
  await stack.remove();
});

test("created: the cluster has each", async () => {
  const { summary } = await stack.up();
  expect(summary.resourceChanges).toEqual({ create: lives.length + fixed + 1 });
  await expectShown(({ first }) => first.shown);
  const addresses = await Promise.all(cluster.lab.machines.map((machine) => cluster.ask(machine, "ip -brief address")));
  for (const up of [`${cluster.free(21)}/32`, `${cluster.free6(21)}/128`])
    expect(addresses.filter((each) => each.includes(` ${up}`))).toHaveLength(1);
});

test("the same again, and the same in other words: no change, here or there", async () => {
  const before = await epochOf(cluster);
  expect((await stack.up()).summary.resourceChanges).toEqual(everySame());
  stack.program = program(({ first, same }) => ({ args: same ?? first.args }));
  expect((await stack.up()).summary.resourceChanges).toEqual(everySame());
  expect((await stack.refresh()).summary.resourceChanges).toEqual(everySame());
  expect((await stack.up()).summary.resourceChanges).toEqual(everySame());
  expect(await epochOf(cluster)).toBe(before);
});

test("what failed is forgotten with its resource", async () => {
  const stale = await testStack(() => {
    const on = { provider: new pacemaker.Provider("cluster", cluster.connection) };
    new pacemaker.Primitive("frail", { agent: "ocf:pacemaker:Dummy", operations: { monitor: { interval: "1s" } } }, on);
    return Promise.resolve({});
  });
  await stale.up();
  const node = Number((await placeOf(cluster, "frail"))?.replace("node", ""));
  await cluster.ask(node, "rm /run/Dummy-frail.state");
  const traces = () =>
    cluster.ask(1, "cibadmin --query --scope status | grep -c -e fail.*frail -e frail.*fail || true");
  await until("the failure", traces, (count) => Number(count) > 0);
  await stale.destroy();
  await until("no trace", traces, (count) => Number(count) === 0);
  await stale.remove();
});

test("another agent and other arguments in place, in one change of the CIB", async () => {
  const before = await epochOf(cluster);
  const at = (life: Life) => (life.id === "dummy" ? life.second : { args: life.same ?? life.first.args });
  stack.program = program(at);
  expect((await stack.up()).summary.resourceChanges).toEqual({ same: lives.length + fixed, update: 1 });
  expect((await epochOf(cluster)) - before).toBe(1);
  await expectShown((life) => (life.id === "dummy" ? life.second.shown : life.first.shown));
  expect(await cluster.ask(1, "crm_mon -1")).toMatch(/dummy\s+\(ocf:pacemaker:Stateful\):\s+(Started|Unpromoted) node/);
});

test("every argument of every kind changes in place", async () => {
  stack.program = program(({ second }) => second);
  const { summary } = await stack.up();
  expect(summary.resourceChanges).toEqual({ same: fixed + 2, update: lives.length - 1 });
  await expectShown(({ second }) => second.shown);
});

test("drift by hand: a refresh names each field, an up mends it", async () => {
  for (const { drift } of lives) await cluster.ask(1, drift.by);
  const { stdout } = await stack.refresh();
  for (const { type, id, drift } of lives)
    expect(stdout).toMatch(new RegExp(`${type} ${id} updated .*\\[diff: ${drift.fields}\\]`));
  const { summary } = await stack.up();
  expect(summary.resourceChanges).toEqual({ same: fixed + 1, update: lives.length });
  await expectShown(({ second }) => second.shown);
});

test("a field that leaves the program leaves the CIB; an operator's own value beside it stays", async () => {
  for (const { fewer } of lives) if (fewer) await cluster.ask(1, fewer.beside);
  stack.program = program(({ second, fewer }) => fewer ?? second);
  const { summary } = await stack.up();
  const changed = lives.filter(({ fewer }) => fewer).length;
  expect(summary.resourceChanges).toEqual({ same: fixed + 1 + lives.length - changed, update: changed });
  await expectShown(({ second, fewer }) => (fewer ?? second).shown);
});

test("another name in the program, with an alias and the same id: the cluster sees nothing of it", async () => {
  const before = await epochOf(cluster);
  stack.program = program(({ second, fewer, id }) => ({ ...(fewer ?? second), name: `new-${id}`, aliases: [id] }));
  expect((await stack.up()).summary.resourceChanges).toEqual(everySame());
  expect((await stack.refresh()).summary.resourceChanges).toEqual(everySame());
  expect((await stack.up()).summary.resourceChanges).toEqual(everySame());
  expect(await epochOf(cluster)).toBe(before);
  await expectShown(({ second, fewer }) => (fewer ?? second).shown);
});

test("deleted by hand: a refresh sees it, an up brings it back", async () => {
  const going = lives.filter(({ deleted }) => deleted);
  for (const { deleted } of going) await cluster.ask(1, deleted ?? "");
  const refreshed = await stack.refresh();
  expect(refreshed.summary.resourceChanges?.["delete"]).toBe(going.length);
  const { summary } = await stack.up();
  expect(summary.resourceChanges?.["create"]).toBe(going.length);
  await expectShown(({ second, fewer }) => (fewer ? undefined : second.shown));
});

test("another id is another object: the old one goes, the new one comes", async () => {
  stack.program = program(({ second, fewer, id, otherId }) => ({
    ...(fewer ?? second),
    name: `new-${id}`,
    id: otherId ?? id,
  }));
  const { summary } = await stack.up();
  const replaced = lives.filter(({ otherId }) => otherId).length;
  expect(summary.resourceChanges?.["replace"]).toBe(replaced);
  const lines = await shown(cluster);
  const about = (id: string) => lines.filter((line) => new RegExp(`(^| )${id}([ =:]|$)`).test(line));
  for (const { id, otherId = "" } of lives.filter((life) => life.otherId && life.type !== "Node"))
    expect({ [id]: about(id), [otherId]: about(otherId).length > 0 }).toEqual({ [id]: [], [otherId]: true });
  expect(lines).toContain("node 2: node2 attributes rack=c");
  expect(lines).toContain("node 3: node3 attributes operators=own");
});

test("destroyed: the cluster is as it was, a node keeps what an operator gave it", async () => {
  await stack.destroy();
  const lines = (await shown(cluster)).filter((line) => line !== "");
  expect(lines.filter((line) => !/^property|dc-version|have-watchdog|cluster-/.test(line))).toEqual([
    "node 1: node1",
    "node 2: node2",
    "node 3: node3 attributes operators=own",
  ]);
});
