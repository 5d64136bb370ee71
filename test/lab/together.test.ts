import {
  Colocation,
  ClusterProperty,
  Location,
  Node,
  Order,
  Primitive,
  Provider,
  ResourceDefault,
  Tag,
} from "../../sdk";
import { emptyCluster, testCluster, type TestCluster } from "./support/cluster";
import { now, operationsSince, said, type Ran } from "./support/history";
import { ended, processes, signal } from "./support/processes";
import { testStack, type TestStack } from "./support/stack";
import { inputsSince } from "./support/transitions";
import { until } from "./support/until";

/** Chains of resources, each on the node of the one before it and started after it; heads that avoid each other. */
const chains = ["a", "b", "c", "d"];
const members = [1, 2, 3];
const primitives = chains.flatMap((chain) => members.map((n) => `${chain}${n}`));
const links = chains.flatMap((chain) =>
  members.slice(1).map((n) => ({ before: `${chain}${n - 1}`, after: `${chain}${n}` })),
);
const apart = [
  { one: "a1", other: "b1" },
  { one: "c1", other: "d1" },
];
const constraints = [
  ...links.flatMap(({ before, after }) => [
    { id: `${after}-with-${before}`, names: [before, after] },
    { id: `${after}-after-${before}`, names: [before, after] },
  ]),
  ...apart.map(({ one, other }) => ({ id: `${one}-not-with-${other}`, names: [one, other] })),
];

let cluster: TestCluster;
let stack: TestStack;

type Fencing = "first" | "last";

const program = (fencing: Fencing) => () => {
  const on = { provider: new Provider("web", cluster.connection) };
  const decide = () => new ClusterProperty("stonith-enabled", { value: false }, on);
  if (fencing === "first") decide();
  new ResourceDefault("resource-stickiness", { value: 100 }, on);
  const made = new Map(primitives.map((id) => [id, new Primitive(id, { agent: "ocf:pacemaker:Dummy" }, on)]));
  const of = (id: string) => made.get(id) ?? id;
  for (const { before, after } of links) {
    new Colocation(`${after}-with-${before}`, { resource: of(after), with: of(before), score: "INFINITY" }, on);
    new Order(`${after}-after-${before}`, { first: of(before), then: of(after), kind: "Mandatory" }, on);
  }
  for (const { one, other } of apart)
    new Colocation(`${one}-not-with-${other}`, { resource: of(one), with: of(other), score: "-INFINITY" }, on);
  if (fencing === "last") decide();
  return Promise.resolve({});
};

/** The cluster has nothing left to do. */
const quiet = () =>
  until(
    "an idle cluster",
    () =>
      cluster.ask(
        1,
        "crmadmin --status $(crmadmin --dc_lookup --quiet); crm_simulate --live-check --run --output-as=xml",
      ),
    (seen) => seen.includes("S_IDLE") && !seen.includes("<rsc_action "),
  );

/** What of the program's rules a history breaks. */
function broken(history: readonly Ran[]): string[] {
  const at = new Map<string, number>();
  return history.flatMap((ran) => {
    const { operation, resource, machine } = ran;
    if (operation === "stop") at.delete(resource);
    if (operation !== "start") return [];
    at.set(resource, machine);
    const lonely = links.filter(({ before, after }) => after === resource && at.get(before) !== machine);
    const crowded = apart.filter(
      ({ one, other }) => [one, other].includes(resource) && at.get(one) === at.get(other) && at.has(one),
    );
    return [...lonely, ...crowded].map((rule) => `${said(ran)} against ${JSON.stringify(rule)}`);
  });
}

/** Starts that the scheduler decided on when a constraint about the resource was not in the CIB. */
async function early(history: readonly Ran[], since: string): Promise<string[]> {
  const inputs = await inputsSince(cluster, since);
  return history
    .filter(({ operation }) => operation === "start")
    .flatMap((ran) => {
      const input = inputs.findLast(({ at }) => at <= ran.at);
      if (!input) return [`${said(ran)}: no input of the scheduler before it`];
      return constraints
        .filter(({ id, names }) => names.includes(ran.resource) && !input.ids.includes(id))
        .map(({ id }) => `${said(ran)} before ${id}`);
    });
}

beforeAll(async () => {
  cluster = await testCluster();
});
beforeEach(async () => {
  await emptyCluster(cluster);
  stack = await testStack(program("first"));
});
afterEach(async () => {
  await stack.remove();
});

describe.each([
  { parallel: 1, fencing: "last" },
  { parallel: 8, fencing: "first" },
  { parallel: 64, fencing: "last" },
] as const)("32 objects at --parallel $parallel, fencing declared $fencing", ({ parallel, fencing }) => {
  test("take effect together, and go together", async () => {
    stack.program = program(fencing);
    let since = await now(cluster);
    await stack.up({ parallel });
    await quiet();
    const up = await operationsSince(cluster, since);
    expect(up.map(({ operation, resource }) => `${operation} ${resource}`).sort()).toEqual(
      primitives.map((id) => `start ${id}`),
    );
    expect(broken(up)).toEqual([]);
    expect(await early(up, since)).toEqual([]);
    expect(await cluster.ask(1, "cibadmin --query")).not.toContain("held-for");

    // What has moved would like to move back, but for its stickiness.
    await cluster.ask(1, "crm node standby node1");
    await quiet();
    await cluster.ask(1, "crm node online node1");
    await quiet();

    since = await now(cluster);
    await stack.destroy({ parallel });
    await quiet();
    const down = await operationsSince(cluster, since);
    expect(down.map(({ operation, resource }) => `${operation} ${resource}`).sort()).toEqual(
      primitives.map((id) => `stop ${id}`),
    );
    const inputs = await inputsSince(cluster, since);
    expect(
      inputs.filter(({ ids, fencing }) => fencing === undefined && primitives.some((id) => ids.includes(id))),
    ).toEqual([]);
    expect(await cluster.ask(1, "cibadmin --query --scope configuration")).not.toMatch(
      /<primitive|<rsc_|stonith-enabled|stickiness/,
    );
  });
});

/** Two that belong together, and one whose constraint the test chooses. */
const trio = (third?: string) => () => {
  const on = { provider: new Provider("web", cluster.connection) };
  new ClusterProperty("stonith-enabled", { value: false }, on);
  new ResourceDefault("resource-stickiness", { value: 100 }, on);
  const agent = "ocf:pacemaker:Dummy";
  const [a, b, c] = ["a", "b", "c"].map((id) => new Primitive(id, { agent }, on)) as [Primitive, Primitive, Primitive];
  const pair = [
    new Colocation("b-with-a", { resource: b, with: a, score: "INFINITY" }, on),
    new Order("b-after-a", { first: a, then: b, kind: "Mandatory" }, on),
  ];
  // After those: the engine begins nothing new once something has failed.
  if (third !== undefined)
    new Colocation("c-with-third", { resource: c, with: third, score: "INFINITY" }, { ...on, dependsOn: pair });
  return Promise.resolve({});
};

test("tags, patterns and nodes are there before what they decide about starts", async () => {
  stack.program = () => {
    const on = { provider: new Provider("web", cluster.connection) };
    const made = ["tagged-one", "tagged-two", "patterned"].map(
      (id) => new Primitive(id, { agent: "ocf:pacemaker:Dummy" }, on),
    );
    const tag = new Tag("friends", { references: made.slice(0, 2) }, on);
    new Location("not-on-first", { resource: tag, node: "node1", score: "-INFINITY" }, on);
    new Location("nothing-on-first", { pattern: "^pattern", node: "node1", score: "-INFINITY" }, on);
    new Node("node2", { standby: true, attributes: { rack: "b" } }, on);
    new ClusterProperty("stonith-enabled", { value: false }, on);
    return Promise.resolve({});
  };
  const since = await now(cluster);
  await stack.up({ parallel: 1 });
  await quiet();
  expect((await operationsSince(cluster, since)).map(said).sort()).toEqual(
    ["patterned", "tagged-one", "tagged-two"].map((id) => `start ${id} on 3`),
  );
  expect(await cluster.ask(1, "cibadmin --query")).not.toContain("held-for");
  await stack.destroy({ parallel: 1 });
  expect(await cluster.ask(1, "cibadmin --query --scope nodes")).not.toMatch(/standby|rack/);
});

/** How machines called one of their tools, while something was done. */
async function callsOf(tool: string, act: () => Promise<unknown>): Promise<string[]> {
  const instead = `/usr/local/sbin/${tool}`;
  const log = `/run/${tool}.log`;
  const everywhere = (script: string) => Promise.all(cluster.lab.machines.map((n) => cluster.ask(n, script)));
  await everywhere(
    `printf '#!/bin/sh\necho "$*" >> ${log}\nexec /usr/sbin/${tool} "$@"\n' > ${instead}; chmod 755 ${instead}; : > ${log}`,
  );
  try {
    await act();
    return (await everywhere(`cat ${log}`)).join("").split("\n").filter(Boolean);
  } finally {
    await everywhere(`rm -f ${instead} ${log}`);
  }
}

test("a refresh reads the CIB once, and a second up not at all", async () => {
  stack.program = trio("a");
  await stack.up();
  expect(await callsOf("cibadmin", () => stack.refresh())).toEqual(["--query"]);
  expect(await callsOf("cibadmin", () => stack.up())).toEqual([]);
  await stack.destroy();
});

test("crm is asked once about a program, however many changes it takes", async () => {
  stack.program = () => {
    const on = { provider: new Provider("web", cluster.connection) };
    new ClusterProperty("stonith-enabled", { value: false }, on);
    const made = ["a", "b", "c"].map(
      (id) =>
        new Primitive(
          id,
          {
            agent: "ocf:pacemaker:Dummy",
            // Nothing is in the order of the alphabet.
            params: { state: `/run/${id}.state`, fake: "yes" },
            meta: { "resource-stickiness": 1, "migration-threshold": 3 },
            operations: { stop: { timeout: "20s" }, monitor: { timeout: "20s", interval: "1h" } },
          },
          on,
        ),
    );
    for (const each of made) new Location(`${each.cibId}-on-node1`, { resource: each, score: 1, node: "node1" }, on);
    return Promise.resolve({});
  };
  const up = () => stack.up({ parallel: 1 });
  expect((await callsOf("crm", up)).filter((each) => each.includes("load update"))).toHaveLength(1);
  await stack.destroy();
});

const stopped = (id: string) =>
  `<primitive id="${id}" class="ocf" provider="pacemaker" type="Dummy"><meta_attributes id="${id}-meta"><nvpair id="${id}-role" name="target-role" value="Stopped"/></meta_attributes></primitive>`;

test.each([
  { way: "mended", third: "a" },
  { way: "taken out of the program", third: undefined },
])("a constraint that fails leaves its primitive held, until it is $way", async ({ third }) => {
  // No check sees beforehand that its id is taken.
  await cluster.ask(
    1,
    `cibadmin --create --scope resources --xml-text '${stopped("theirs")}'
     cibadmin --create --scope constraints --xml-text '<rsc_location id="c-with-third" rsc="theirs" node="node1" score="0"/>'`,
  );
  let since = await now(cluster);
  stack.program = trio("theirs");
  await expect(stack.up()).rejects.toThrow(/c-with-third is taken by a rsc_location/);
  expect(stack.output).toMatch(/Primitive c .*held until .*c-with-third/);
  expect(await cluster.ask(1, "crm_resource --resource c --locate 2>&1 || true")).toContain("NOT running");
  const [first, second, ...others] = await operationsSince(cluster, since);
  expect([first?.resource, second?.resource, others]).toEqual(["a", "b", []]);
  await cluster.ask(
    1,
    `cibadmin --delete --xpath "//*[@id='c-with-third']"; cibadmin --delete --xpath "//*[@id='theirs']"`,
  );

  since = await now(cluster);
  stack.program = trio(third);
  await stack.up();
  const [ran, ...more] = await operationsSince(cluster, since);
  expect([ran?.operation, ran?.resource, more]).toEqual(["start", "c", []]);
  if (third !== undefined) expect(ran?.machine).toBe(first?.machine);
  expect(await cluster.ask(1, "cibadmin --query")).not.toContain("held-for");
  await stack.destroy();
});

test.each([
  ["maintenance-mode", true],
  ["stop-all-resources", true],
  ["symmetric-cluster", false],
])("nothing starts before %s, declared last, is there", async (name, value) => {
  const since = await now(cluster);
  stack.program = () => {
    const on = { provider: new Provider("web", cluster.connection) };
    new ClusterProperty("stonith-enabled", { value: false }, on);
    // Where nodes must be named a resource without a place is an error: this one has one.
    const one = new Primitive("a", { agent: "ocf:pacemaker:Dummy" }, on);
    new Location("a-on-node2", { resource: one, node: "node2", score: 100 }, on);
    new ClusterProperty(name, { value }, on);
    return Promise.resolve({});
  };
  await stack.up({ parallel: 1 });
  const ran = (await operationsSince(cluster, since)).map(said);
  expect(ran).toEqual(name === "symmetric-cluster" ? ["start a on 2"] : []);
  await stack.destroy({ parallel: 1 });
});

test("what an id names is waited for, unless there is no slot for it", async () => {
  stack.program = () => {
    const on = { provider: new Provider("web", cluster.connection) };
    new ClusterProperty("stonith-enabled", { value: false }, on);
    new Location("last-on-node2", { resource: "last", node: "node2", score: 100 }, on);
    const first = new Primitive("first", { agent: "ocf:pacemaker:Dummy" }, on);
    new Primitive("last", { agent: "ocf:pacemaker:Dummy" }, { ...on, dependsOn: [first] });
    return Promise.resolve({});
  };
  await expect(stack.up({ parallel: 1 })).rejects.toThrow(/last-on-node2 names last, which .*NOT_FOUND/);
  const since = await now(cluster);
  await stack.up({ parallel: 2 });
  expect((await operationsSince(cluster, since)).map(said)).toContain("start last on 2");
  await stack.destroy();
});

test.each(["engine", "provider"] as const)(
  "the %s is killed between two commits: the next up goes on",
  async (which) => {
    const since = await now(cluster);
    stack.program = trio("a");
    const killed = stack.up().catch((error: unknown) => error);
    await cluster.ask(1, "until cibadmin --query | grep -q held-for; do sleep 0.05; done");
    const { engine, provider } = processes();
    await signal(which === "engine" ? engine : provider, "SIGKILL", stack);
    expect(await killed).toBeInstanceOf(Error);
    await ended(provider);
    if (which === "engine") await stack.stack.cancel();
    await stack.up();
    const ran = await operationsSince(cluster, since);
    expect(ran.map(({ operation, resource }) => `${operation} ${resource}`).sort()).toEqual([
      "start a",
      "start b",
      "start c",
    ]);
    expect(new Set(ran.map(({ machine }) => machine)).size).toBe(1);
    expect(await cluster.ask(1, "cibadmin --query")).not.toContain("held-for");
    await stack.destroy();
  },
);
