import {
  ClusterProperty,
  Colocation,
  Order,
  Primitive,
  Provider,
  ResourceDefault,
  ResourceDefaults,
  Tag,
} from "../../sdk";
import { emptyCluster, testCluster, type TestCluster } from "./support/cluster";
import { now, operationsSince } from "./support/history";
import { epochOf, placeOf as placeIn, shown } from "./support/shown";
import { testStack, type TestStack } from "./support/stack";
import { until } from "./support/until";

let cluster: TestCluster;
let stack: TestStack;

interface Names {
  /** The first resource's id in the cluster, and that of a set of defaults. */
  ip: string;
  defaults: string;
  /** What the program calls its resources. */
  prefix?: string;
}

/** The set of defaults is declared first, and the second resource only when the first is there. */
const program =
  ({ ip, defaults, prefix = "" }: Names) =>
  () => {
    const on = { provider: new Provider("cluster", cluster.connection) };
    const agent = "ocf:pacemaker:Dummy";
    new ClusterProperty(`${prefix}fencing`, { name: "stonith-enabled", value: false }, on);
    new ResourceDefaults(`${prefix}defaults`, { cibId: defaults, values: { "resource-stickiness": 100 } }, on);
    const first = new Primitive(`${prefix}ip`, { cibId: ip, agent }, on);
    const web = new Primitive(`${prefix}web`, { cibId: "web", agent }, { ...on, dependsOn: first });
    new Colocation(`${prefix}web-with-ip`, { cibId: "web-with-ip", resource: web, with: first, score: "INFINITY" }, on);
    return Promise.resolve({});
  };

const pair =
  (more: (on: { provider: Provider }) => void = () => undefined) =>
  () => {
    const on = { provider: new Provider("cluster", cluster.connection) };
    new ClusterProperty("stonith-enabled", { value: false }, on);
    new ResourceDefault("resource-stickiness", { value: 100 }, on);
    const agent = "ocf:pacemaker:Dummy";
    const [first, then] = [new Primitive("first", { agent }, on), new Primitive("then", { agent }, on)];
    new Colocation("then-with-first", { resource: then, with: first, score: "INFINITY" }, on);
    new Order("then-after-first", { first, then, kind: "Mandatory" }, on);
    more(on);
    return Promise.resolve({});
  };

const placeOf = (id: string) => placeIn(cluster, id);

beforeAll(async () => {
  cluster = await testCluster();
  await emptyCluster(cluster);
  stack = await testStack(program({ ip: "ip", defaults: "first-defaults" }));
});
afterAll(async () => {
  await stack.remove();
});

test("replaced in the middle of a run: the old ones are gone, and nothing else is held or left out", async () => {
  await stack.up();
  stack.program = program({ ip: "other-ip", defaults: "other-defaults" });
  const { summary } = await stack.up({ parallel: 1 });
  expect(summary.resourceChanges?.["replace"]).toBe(2);
  expect(await cluster.ask(1, "cibadmin --query --scope configuration")).not.toContain("held-for");
  const lines = await shown(cluster);
  expect(lines).toContain("colocation web-with-ip inf: web other-ip");
  expect(lines.filter((line) => line.startsWith("rsc_defaults"))).toEqual([
    "rsc_defaults other-defaults: resource-stickiness=100",
  ]);
  expect(await placeOf("web")).toBe(await placeOf("other-ip"));
  expect((await stack.up()).summary.resourceChanges).toEqual({ same: 7 });
});

test("another name in the program without an alias: the cluster's objects stay as they are", async () => {
  const [since, before] = [await now(cluster), await epochOf(cluster)];
  stack.program = program({ ip: "other-ip", defaults: "other-defaults", prefix: "new-" });
  const { summary } = await stack.up();
  expect(summary.resourceChanges).toEqual({ create: 5, delete: 5, same: 2 });
  expect(stack.output).toMatch(/Primitive ip deleted .*stays in the cluster/);
  expect(await epochOf(cluster)).toBe(before);
  expect(await operationsSince(cluster, since)).toEqual([]);
  expect((await stack.refresh()).summary.resourceChanges).toEqual({ same: 7 });
});

test("replaced by wish, with the same id: it is there afterwards", async () => {
  const { summary } = await stack.up({ replace: ["**Primitive::new-web"] });
  expect(summary.resourceChanges?.["replace"]).toBe(1);
  expect(await placeOf("web")).toBe(await placeOf("other-ip"));
});

test("deleted alone, by --target: what stays in the program runs on, and comes together again", async () => {
  await stack.destroy();
  stack.program = pair();
  await stack.up();
  await stack.destroy({ target: ["**Primitive::first"], targetDependents: true });
  expect(await cluster.ask(1, "cibadmin --query --scope configuration")).not.toContain("held-for");
  await until(
    "the other runs",
    () => placeOf("then"),
    (place) => place !== undefined,
  );
  await stack.destroy({ target: ["**ResourceDefault::resource-stickiness"] });
  expect((await shown(cluster)).filter((line) => line.startsWith("rsc_defaults"))).toEqual([]);
  await stack.up();
  expect(await placeOf("first")).toBe(await placeOf("then"));
});

test("a delete that the cluster refuses leaves it running", async () => {
  await cluster.ask(1, "crm configure role watcher read ref:then");
  try {
    await expect(stack.destroy({ target: ["**Primitive::then"], targetDependents: true })).rejects.toThrow(
      /Primitive then is refused/,
    );
    expect(await cluster.ask(1, "cibadmin --query --scope configuration")).not.toContain("held-for");
    await until(
      "it runs on",
      () => placeOf("then"),
      (place) => place !== undefined,
    );
  } finally {
    await cluster.ask(1, "crm configure delete watcher");
  }
  expect((await stack.up()).summary.resourceChanges?.["same"]).toBeGreaterThan(0);
});

const held = `<primitive id="then"><meta_attributes id="then-pulumi-hold" score="INFINITY">
  <nvpair id="then-pulumi-hold-target-role" name="target-role" value="Stopped"/>
  <nvpair id="then-pulumi-hold-held-for" name="held-for" value="(deletion)"/>
</meta_attributes></primitive>`;

test("what a run that died left held runs again with the next one that writes anything", async () => {
  await cluster.ask(1, `cibadmin --modify --scope resources --xml-text '${held}'`);
  await until(
    "it is stopped",
    () => placeOf("then"),
    (place) => place === undefined,
  );
  stack.program = pair((on) => new Tag("both", { references: ["first", "then"] }, on));
  await stack.up();
  expect(await placeOf("then")).toBe(await placeOf("first"));
  expect(await cluster.ask(1, "cibadmin --query --scope configuration")).not.toContain("held-for");
});
