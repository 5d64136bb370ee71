import type { Cib } from "../../../provider/cib/document";
import type { Cluster } from "../../../provider/cluster/cluster";
import type { Agent } from "../../../provider/crm/agents";
import { Examination, type Subject } from "../../../provider/handler/examination";
import { kinds } from "../../../provider/kinds";
import type { CibKind, CommonArgs } from "../../../provider/kinds/kind";
import { documentOf } from "../../fixtures/documents";

const nodes = `<nodes><node id="1" uname="a"/><node id="2" uname="b"/></nodes>`;
const agent: Agent = {
  name: "ocf:test:Only",
  summary: "",
  description: "",
  parameters: [
    { name: "needed", type: "string", required: true, unique: false, deprecated: false, summary: "", description: "" },
  ],
  actions: [{ name: "monitor", timeout: "20s" }],
};

/** A cluster whose node a alone has the agent, and what is asked of it. */
function cluster(cib: Cib) {
  const asked: (readonly string[])[] = [];
  const fake = {
    observe: () => Promise.resolve({ cib, identity: "", host: {} }),
    know: (names: readonly string[]) => {
      asked.push(names);
      return Promise.resolve((name: string) =>
        name === agent.name ? { agent, has: ["a"], lacks: ["b"] } : { agent: undefined, has: [], lacks: ["a", "b"] },
      );
    },
  };
  return { examination: new Examination(fake as unknown as Cluster), asked };
}

type More = Partial<Pick<Subject, "company" | "agents" | "foreign" | "former" | "secrets" | "isNew">>;

async function examine(examination: Examination, name: keyof typeof kinds, fields: object, more: More = {}) {
  const kind = kinds[name] as unknown as CibKind;
  const warnings: string[] = [];
  const problems = await examination.of<CommonArgs>({
    kind,
    args: kind.schema.parse("name" in fields ? fields : { cibId: "it", ...fields }),
    former: undefined,
    company: [],
    agents: [],
    foreign: {},
    secrets: [],
    isNew: false,
    ...more,
    info: (what) => warnings.push(what),
    warn: (what) => warnings.push(what),
  });
  return { problems: problems.map(({ text }) => text), warnings };
}

const only = { agent: "ocf:test:Only", params: { needed: 1 } };
const fine = { problems: [], warnings: [] };
const ban = (resource: string, node: string) => ({ resource, node, score: "-INFINITY" });

test("all agents of the program are asked for by the first that has one", async () => {
  const { examination, asked } = cluster(documentOf(nodes));
  await examine(examination, "clusterProperty", { name: "x", value: 1 });
  await examine(examination, "primitive", only, { agents: ["ocf:test:Only", "ocf:test:Other"] });
  expect(asked).toEqual([["ocf:test:Only", "ocf:test:Other"]]);
});

test("where it may run is judged when all that says so has come, whatever comes first", async () => {
  const { examination } = cluster(documentOf(nodes));
  const company = ["not-on-b", "together"];
  expect(await examine(examination, "primitive", { ...only, cibId: "web" }, { company })).toEqual(fine);
  expect(await examine(examination, "location", { cibId: "not-on-b", ...ban("web", "b") })).toEqual(fine);
  expect(await examine(examination, "colocation", { cibId: "together", resource: "web", with: "web2" })).toEqual(fine);
});

test("a node that lacks the agent is a warning, and an error where no other is left", async () => {
  const { examination } = cluster(documentOf(nodes));
  expect(await examine(examination, "primitive", { ...only, cibId: "web" })).toEqual({
    problems: [],
    warnings: ["agent: ocf:test:Only is not installed on b, where web may run"],
  });
  await examine(examination, "primitive", { ...only, cibId: "other" }, { company: ["not-on-a"] });
  expect(await examine(examination, "location", { cibId: "not-on-a", ...ban("other", "a") })).toEqual({
    problems: ["agent: ocf:test:Only is not installed on b; other may run nowhere else"],
    warnings: [],
  });
  expect((await examine(examination, "primitive", { agent: "ocf:test:None" })).problems).toEqual([
    "agent: ocf:test:None is not installed on a, b; it may run nowhere else",
  ]);
});

test("a resource that is there and banned by the last of several", async () => {
  const { examination } = cluster(
    documentOf(`${nodes}<resources><primitive id="web" class="ocf" provider="test" type="Only"/></resources>
      <constraints><rsc_location id="theirs" rsc="web" node="a" score="-INFINITY"/></constraints>`),
  );
  expect(await examine(examination, "location", { cibId: "ours", ...ban("web", "b") })).toEqual({
    problems: [],
    warnings: ["web may run on no node: it is kept from a (theirs), b (ours)"],
  });
});

test("a required parameter may be an operator's, or a template's", async () => {
  const { examination } = cluster(
    documentOf(`${nodes}<resources>
      <template id="model" class="ocf" provider="test" type="Only"><instance_attributes id="s"><nvpair id="n" name="needed" value="1"/></instance_attributes></template>
      <primitive id="theirs" class="ocf" provider="test" type="Only"><instance_attributes id="t"><nvpair id="m" name="needed" value="1"/><nvpair id="o" name="unheard" value="1"/></instance_attributes></primitive>
    </resources>`),
  );
  const { agent: name } = only;
  expect((await examine(examination, "primitive", { agent: name })).problems).toEqual([
    "params.needed: ocf:test:Only requires it",
  ]);
  expect((await examine(examination, "primitive", { agent: name, cibId: "theirs", adopt: true })).problems).toEqual([]);
  expect((await examine(examination, "primitive", { template: "model", cibId: "by-model" })).problems).toEqual([]);
  expect((await examine(examination, "primitive", { template: "model", params: { neded: 1 } })).problems).toEqual([
    "params.neded: ocf:test:Only has no such parameter; did you mean needed?",
  ]);
  // Nobody knows the agent of a template that is still to come.
  expect((await examine(examination, "primitive", { template: "later", params: { neded: 1 } })).problems).toEqual([]);
  expect((await examine(examination, "resourceTemplate", { agent: name })).problems).toEqual([]);
});

test("what is named is in the program, in the cluster, or an error", async () => {
  const { examination } = cluster(
    documentOf(`${nodes}<resources><primitive id="theirs" class="ocf" provider="test" type="Only"/></resources>`),
  );
  const order = (foreign: Record<string, string>) =>
    examine(examination, "order", { first: "theirs", then: "their" }, { foreign });
  expect(await order({})).toEqual(fine);
  expect((await order({ theirs: "", their: "" })).problems).toEqual([
    "then: neither the program nor the cluster has their; did you mean theirs?",
  ]);
  expect((await examine(examination, "group", { members: ["a", "b"] }, { foreign: { b: "bb" } })).problems).toEqual([
    "members.1: neither the program nor the cluster has b",
  ]);
  expect((await examine(examination, "location", { resource: "theirs", node: "c", score: 1 })).warnings).toEqual([
    "node: the cluster has no c",
  ]);
});

test("what is there already is said, with what adopting it would change, and without a secret", async () => {
  const { examination } = cluster(
    documentOf(
      `${nodes}<resources><primitive id="theirs" class="ocf" provider="test" type="Only"><instance_attributes id="t"><nvpair id="m" name="needed" value="1"/><nvpair id="o" name="code" value="old"/></instance_attributes></primitive></resources>`,
    ),
  );
  const said = async (fields: object, more: More = {}) => {
    const all = { ...only, cibId: "theirs", ...fields };
    const { warnings } = await examine(examination, "primitive", all, { isNew: true, ...more });
    return warnings.filter((each) => each.startsWith("exists"));
  };
  expect(await said({ cibId: "ours" })).toEqual([]);
  expect(await said({})).toEqual(["exists already, and is taken over as it is"]);
  expect(await said({ params: { needed: 2 }, adopt: true })).toEqual([
    'exists already, and is taken over with a change: params.needed is "1" in the cluster and 2 in the program',
  ]);
  expect(await said({ params: { needed: 2 } })).toEqual([
    'exists and differs, which the update refuses without `adopt: true`: params.needed is "1" in the cluster and 2 in the program',
  ]);
  expect(await said({ params: { needed: 1, code: "new" }, adopt: true }, { secrets: ["params.code"] })).toEqual([
    "exists already, and is taken over with a change: params.code (secret) is another in the cluster than in the program",
  ]);
});

test("what a node gets back is said, but no value beside a secret, and none with a secret's name", async () => {
  const attributes = `<instance_attributes id="n"><nvpair id="r" name="rack" value="old"/><nvpair id="t" name="token" value="hush"/></instance_attributes>`;
  const { examination } = cluster(documentOf(`<nodes><node id="1" uname="a">${attributes}</node></nodes>`));
  const said = async (fields: object, more: More = {}) =>
    (await examine(examination, "node", { name: "a", attributes: fields }, { isNew: true, ...more })).warnings;
  const what = "gets back what it has now when it is deleted";
  expect(await said({ rack: "new" })).toEqual([`${what}: rack=old`]);
  expect(await said({ rack: "new", token: "new" })).toEqual([`${what}: rack=old, token (secret)`]);
  expect(await said({ rack: "new" }, { secrets: ["attributes.rack"] })).toEqual([`${what}: rack (secret)`]);
});
