import fc from "fast-check";
import handlers from "../../provider";
import { Handler } from "../../provider/handler";
import { kinds } from "../../provider/kinds";
import { whyNotText } from "../../provider/kinds/fields";
import type { AnyKind } from "../../provider/kinds/kind";
import * as pacemaker from "../../sdk";
import { emptyCluster, testCluster, type TestCluster } from "./support/cluster";
import { pathsOf, withValue } from "./support/fields";
import { hostile, hostileTexts, trap } from "./support/hostile";
import { configurationOf } from "./support/shown";
import { testStack } from "./support/stack";

type Properties = Record<string, unknown>;
type Name = keyof typeof kinds;
interface Case {
  name: Name;
  path: readonly string[];
  value: unknown;
  inputs: Properties;
  id: string;
}

let cluster: TestCluster;

/** What is right, so that one field at a time can be wrong. Nothing here starts anything. */
let count = 0;
const stopped = { meta: { "target-role": "Stopped" } };
const bases: Record<Name, () => Properties> = {
  failoverIp: () => ({ cibId: `x${++count}`, ip: cluster.free6(1000 + count), ...stopped }),
  primitive: () => ({ cibId: `x${++count}`, agent: "ocf:pacemaker:Dummy", ...stopped }),
  resourceTemplate: () => ({ cibId: `x${++count}`, agent: "ocf:pacemaker:Dummy" }),
  group: () => ({ cibId: `x${++count}`, members: ["one"], ...stopped }),
  clone: () => ({ cibId: `x${++count}`, resource: "one", ...stopped }),
  bundle: () => ({ cibId: `x${++count}`, podman: { image: "x" }, ...stopped }),
  location: () => ({ cibId: `x${++count}`, resource: "one", node: "node1", score: 1 }),
  colocation: () => ({ cibId: `x${++count}`, resource: "one", with: "two" }),
  order: () => ({ cibId: `x${++count}`, first: "one", then: "two", kind: "Optional" }),
  ticket: () => ({ cibId: `x${++count}`, ticket: "t", resource: "one", lossPolicy: "freeze" }),
  tag: () => ({ cibId: `x${++count}`, references: ["one"] }),
  fencingTopology: () => ({ cibId: `x${++count}`, node: `n${count}`, levels: { 1: ["one"] } }),
  clusterProperties: () => ({ cibId: `x${++count}`, values: { [`x${count}-value`]: 1 } }),
  resourceDefaults: () => ({ cibId: `x${++count}`, values: { [`x${count}-value`]: 1 } }),
  operationDefaults: () => ({ cibId: `x${++count}`, values: { [`x${count}-value`]: 1 } }),
  aclRole: () => ({ cibId: `x${++count}`, permissions: [{ kind: "read", xpath: "/cib" }] }),
  aclTarget: () => ({ cibId: `x${++count}`, roles: ["reader"] }),
  aclGroup: () => ({ cibId: `x${++count}`, roles: ["reader"] }),
  alert: () => ({ cibId: `x${++count}`, path: "/bin/true" }),
  clusterProperty: () => ({ name: `x${++count}`, value: 1 }),
  resourceDefault: () => ({ name: `x${++count}`, value: 1 }),
  operationDefault: () => ({ name: `x${++count}`, value: 1 }),
  node: () => ({ name: `node${(++count % 3) + 1}` }),
  sysctlSetting: () => ({ key: "net.ipv4.ip_nonlocal_bind", value: 0 }),
};
const names = Object.keys(kinds) as Name[];

const handlerOf = (name: Name) => {
  const handler = handlers[name];
  if (!handler) throw new Error(`no handler ${name}`);
  return handler;
};
/** What one run checks, another deletes: nothing that a run has declared goes in it. */
const judges = Object.fromEntries(names.map((name) => [name, new Handler(kinds[name] as unknown as AnyKind)]));
const idOf = (inputs: Properties) => (inputs["cibId"] ?? inputs["name"]) as string;

/** Why check refuses it; none when it does not. */
async function refusals({ name, inputs }: Pick<Case, "name" | "inputs">): Promise<string[]> {
  const answer = await judges[name]?.check({}, inputs);
  return (answer?.failures ?? []).map(({ reason }) => reason);
}

const casesOf = (name: Name): Case[] =>
  pathsOf(kinds[name].schema).flatMap((path) =>
    hostile.map((value) => {
      const inputs = withValue(bases[name](), path, value) as Properties;
      return { name, path, value, inputs, id: idOf(inputs) };
    }),
  );

/** Fields that stand in the CIB as they are written, whatever else is said, and do not decide what the object is. */
const verbatim = ({ name, path, value }: Case): boolean =>
  kinds[name].place === "cib" &&
  ![
    "cibId",
    "name",
    "adopt",
    "timeouts",
    "clearMoves",
    "ids",
    "resource",
    "with",
    "first",
    "then",
    "agent",
    "ip",
    "nodeAttribute",
    "select",
  ].includes(path[0] ?? "") &&
  (typeof value === "string" || typeof value === "number" || typeof value === "boolean");

/** All values below each object of the CIB, as the cluster's own machine reads its XML. */
async function valuesById(): Promise<Record<string, string[]>> {
  const script = `
import json, sys, xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.buffer.read())
every = lambda each: [value for below in each.iter() for value in below.attrib.values()]
found = {}
for section in root:
    for thing in section:
        if thing.tag in ("cluster_property_set", "meta_attributes"):
            for pair in thing: found[pair.get("name")] = [pair.get("value")]
        found[thing.get("uname") or thing.get("id")] = every(thing)
print(json.dumps(found))`;
  const out = await cluster.ask(1, `cibadmin --query --xpath /cib/configuration | python3 -c '${script}'`);
  return JSON.parse(out) as Record<string, string[]>;
}

interface Made {
  each: Case;
  id: string;
  outs: Properties;
}

/** All at once: they become one change of the CIB. */
async function createAll(cases: readonly Case[]): Promise<{ made: Made[]; failed: { each: Case; error: Error }[] }> {
  const results = await Promise.allSettled(
    cases.map(async (each) => {
      const made = await handlerOf(each.name).create(each.inputs);
      return { each, id: made.id, outs: made.outs as Properties };
    }),
  );
  return {
    made: results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : [])),
    failed: results.flatMap((result, i) => {
      const each = cases[i];
      return result.status === "rejected" && each ? [{ each, error: result.reason as Error }] : [];
    }),
  };
}
const deleteAll = (made: readonly Made[]) =>
  Promise.all(made.map(({ each, id, outs }) => handlerOf(each.name).delete(id, outs)));

async function expectNoTrap(): Promise<void> {
  for (const machine of cluster.lab.machines)
    expect(await cluster.ask(machine, `ls ${trap} 2>/dev/null; cibadmin -Q | grep -c 'id="injected"' || true`)).toBe(
      "0\n",
    );
}

/** crm itself spells a constraint's score out. */
function written({ path, value }: Case): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return path[0] === "score" && (text === "inf" || Number(text) >= 1_000_000) ? "INFINITY" : text;
}

/** Every object is there with exactly that value, or refused with its name and not there at all. */
async function expectWhole({ made, failed }: Awaited<ReturnType<typeof createAll>>): Promise<void> {
  const there = await valuesById();
  for (const { each, id } of made) {
    const { name, path, value } = each;
    expect({ name, path, value, there: there[id] }).toEqual({
      name,
      path,
      value,
      there: expect.arrayContaining([written(each)]) as unknown,
    });
  }
  for (const { each, error } of failed) {
    expect(error.message).toContain(`${kinds[each.name].type} ${each.id}`);
    if (each.name !== "node") expect(there).not.toHaveProperty([each.id]);
  }
}

beforeAll(async () => {
  cluster = await testCluster();
  await emptyCluster(cluster);
  await cluster.ask(
    1,
    `cat > /tmp/start <<'CRM'
property stonith-enabled=false enable-startup-probes=false
primitive one ocf:pacemaker:Dummy
primitive two ocf:pacemaker:Dummy
role reader read xpath:/cib
CRM
crm -F configure load update /tmp/start`,
  );
  const config = (settings: object) => ({
    config: new Map(Object.entries(settings).map(([key, value]) => [`pacemaker:${key}`, JSON.stringify(value)])),
  });
  for (const name of names) {
    await handlerOf(name).configure(config(cluster.connection));
    await judges[name]?.configure(config({ ...cluster.connection, connectTimeout: "9s" }));
  }
});
afterAll(async () => {
  await emptyCluster(cluster);
});

/** Two arguments that do not go together, or one that another needs: either may be named. */
const aboutOthers = /: (cannot be together with|is required|takes one of|needs an)/;

test.each(names)("%s: each argument with each wrong value is refused with its path, or taken", async (name) => {
  expect(await refusals({ name, inputs: bases[name]() })).toEqual([]);
  for (const each of casesOf(name)) {
    const path = each.path.join(".");
    for (const reason of await refusals(each)) {
      const fits = [`${path}: `, `${path}.`, `${each.path[0] ?? ""}.`].some((start) => reason.startsWith(start));
      expect({ name, path, value: each.value, reason, fits }).toMatchObject(
        aboutOthers.test(reason) ? {} : { fits: true },
      );
    }
  }
  for (const path of [["extra"], ["timeouts", "extra"]])
    expect(await refusals({ name, inputs: withValue(bases[name](), path, 1) as Properties })).toEqual([
      expect.stringMatching(/Unrecognized key: "extra"/),
    ]);
});

/** Kinds of which many can be beside each other and name the same resources. */
const singly = [
  "failoverIp",
  "primitive",
  "resourceTemplate",
  "location",
  "colocation",
  "order",
  "ticket",
  "tag",
  "clusterProperty",
  "resourceDefault",
  "operationDefault",
  "clusterProperties",
  "resourceDefaults",
  "operationDefaults",
  "aclRole",
  "alert",
] as const satisfies Name[];

test("what is taken is in the CIB exactly as written; nothing else happens", async () => {
  const all = singly.flatMap(casesOf);
  const taken: Case[] = [];
  for (const each of all.filter(verbatim)) if ((await refusals(each)).length === 0) taken.push(each);
  expect(taken.length).toBeGreaterThan(100);
  const created = await createAll(taken);
  await expectWhole(created);
  expect(created.made.length).toBeGreaterThan(100);
  await expectNoTrap();
  await deleteAll(created.made);
  expect(Object.keys(await valuesById()).filter((id) => /^x\d+$/.test(id))).toEqual([]);
});

test("whatever is typed as a value arrives unchanged, also when it changes", async () => {
  const text = fc.oneof(fc.string({ unit: "binary", maxLength: 30 }), fc.constantFrom(...hostileTexts));
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 20, maxLength: 20 }), async (texts) => {
      const cases = texts.map((value): Case => {
        const inputs = withValue(bases.primitive(), ["params", "fake"], value) as Properties;
        return { name: "primitive", path: ["params", "fake"], value, inputs, id: idOf(inputs) };
      });
      const refused = await Promise.all(cases.map(refusals));
      const created = await createAll(cases.filter((_, i) => refused[i]?.length === 0));
      expect(created.failed).toEqual([]);
      await expectWhole(created);
      const next = created.made.map((each, i) => {
        const { value } = created.made[(i + 1) % created.made.length]?.each ?? each.each;
        const inputs = withValue(each.each.inputs, ["params", "fake"], value) as Properties;
        return { ...each, each: { ...each.each, value, inputs } };
      });
      const made = await Promise.all(
        next.map(async (each) => {
          const updated = await handlerOf("primitive").update(each.id, each.outs, each.each.inputs);
          return { ...each, outs: updated.outs as Properties };
        }),
      );
      await expectWhole({ made, failed: [] });
      await deleteAll(made);
    }),
    { numRuns: 2 },
  );
  await expectNoTrap();
});

test("what crm refuses leaves the configuration as it was", async () => {
  const before = await configurationOf(cluster);
  const refused = [
    { agent: "ocf:heartbeat:NoSuchAgent" },
    { agent: "ocf:heartbeat:IPaddr2" },
    { agent: "ocf:pacemaker:Dummy", params: { no_such: 1 } },
    { agent: "ocf:heartbeat:IPaddr2", params: { ip: "10.0.2.10", "no.such": "a b" } },
  ].map((args): Case => {
    const inputs = { ...bases.primitive(), ...args };
    return { name: "primitive", path: ["agent"], value: "", inputs, id: idOf(inputs) };
  });
  const dangling = (["colocation", "order"] as const).map((name): Case => {
    const inputs = { ...bases[name](), [name === "order" ? "first" : "with"]: "nowhere" };
    return { name, path: [], value: "", inputs, id: idOf(inputs) };
  });
  const { made, failed } = await createAll([...refused, ...dangling]);
  expect(made).toEqual([]);
  expect(failed).toHaveLength(refused.length + dangling.length);
  expect(await configurationOf(cluster)).toBe(before);
});

test("through the engine: the same texts, in every place that takes them", async () => {
  const texts = hostileTexts.filter((text) => whyNotText(text) === undefined && text.length < 300);
  const ascii = texts.filter((text) => /^[ -~]*$/.test(text)).join("");
  const attributes = Object.fromEntries(texts.map((text, i) => [`a${i}`, text]));
  const stack = await testStack(() => {
    const on = { provider: new pacemaker.Provider("cluster", cluster.connection) };
    new pacemaker.Node("node2", { attributes }, on);
    new pacemaker.Primitive(
      "texts",
      {
        agent: "ocf:pacemaker:Dummy",
        params: { fake: ascii },
        meta: { ...attributes, "target-role": "Stopped" },
        operations: { monitor: { interval: 10, params: attributes } },
      },
      on,
    );
    return Promise.resolve({});
  });
  await stack.up();
  const there = await valuesById();
  expect(there["node2"]).toEqual(expect.arrayContaining(texts));
  expect(there["texts"]).toEqual(expect.arrayContaining([...texts, ascii]));
  expect((await stack.refresh()).summary.resourceChanges).toEqual({ same: 4 });
  expect((await stack.up()).summary.resourceChanges).toEqual({ same: 4 });
  await stack.destroy();
  await stack.remove();
  await expectNoTrap();
});
