import { changeElement, changeSection, type Cib } from "../../provider/cib/document";
import { child, element, idOf, printXml, walk, withAttributes, type Element } from "../../provider/cib/element";
import { cases, cibKinds, type Case } from "../fixtures";
import { fencingDecided, said } from "./support/changes";
import { closeTrees, FileCluster, releases } from "./support/file-cluster";
import { changeOf } from "./support/life";

afterAll(closeTrees);

const updates = 10;

const note = (id: string) => element("nvpair", { id: `${id}-note`, name: `${id}-note`, value: "kept" });
const set = (tag: string, name: string, value: string) => (id: string) =>
  element(tag, { id }, [element("nvpair", { id: `${id}-${name}`, name, value })]);
// A meta attribute that no fixture names.
const meta = { child: set("meta_attributes", "multiple-active", "stop_only") };
const role = { child: () => element("role", { id: "their-role" }) };

/** What an operator may add by hand to an element of that name: a child, or one of these attributes. */
const additions: Readonly<
  Record<string, { child?: (id: string) => Element; attributes?: Readonly<Record<string, string>> }>
> = {
  primitive: meta,
  template: meta,
  group: meta,
  clone: meta,
  bundle: meta,
  node: { child: set("instance_attributes", "room", "77") },
  cluster_property_set: { child: note },
  meta_attributes: { child: note },
  alert: { child: (id) => element("recipient", { id, value: "kept" }) },
  tag: { child: () => element("obj_ref", { id: "their-role" }) },
  acl_target: role,
  acl_group: role,
  acl_role: { attributes: { description: "kept" } },
  rsc_colocation: { attributes: { influence: "true" } },
  rsc_order: { attributes: { "require-all": "true", symmetrical: "true" } },
  rsc_location: { attributes: { "resource-discovery": "always" } },
  rsc_ticket: { attributes: { "loss-policy": "stop" } },
};

const configuration = (cib: Cib) => child(cib, "configuration") ?? cib;

function elementOf(cib: Cib, { kind, args }: Case): Element | undefined {
  const name = kind.name(args);
  const isIt = (each: Element) => each.attributes["uname"] === name || idOf(each) === name;
  const holdsIt = ({ children }: Element) => children.some((each) => each.attributes["name"] === name);
  const all = [...walk(configuration(cib))].filter(({ name: tag }) => tag in additions);
  return all.find(isIt) ?? all.find(holdsIt);
}

/** Another level of the same target: a topology has no element of its own. */
function withLevel(cib: Cib, { kind, args }: Case): Cib {
  const isOurs = (each: Element) => idOf(each).startsWith(`${kind.name(args)}-`);
  return changeSection(cib, "fencing-topology", (all) => [
    ...all,
    ...all
      .filter(isOurs)
      .slice(0, 1)
      .map((each) => withAttributes(each, { id: `their-${idOf(each)}`, index: "9" })),
  ]);
}

/** The document with what an operator adds to one object. What the program names, now or later, is not the operator's. */
function touched(cib: Cib, each: Case, later: Cib): Cib {
  if (each.kind.type === "FencingTopology") return withLevel(cib, each);
  const live = elementOf(cib, each);
  if (!live) return cib;
  const { child: make, attributes = {} } = additions[live.name] ?? {};
  const ours = { ...live.attributes, ...elementOf(later, each)?.attributes };
  const theirs = Object.entries(attributes).filter(([name]) => !(name in ours));
  const made = make?.(`their-${idOf(live)}`);
  // Two fixtures may be about one set.
  const fresh = made && !live.children.some((one) => idOf(one) === idOf(made)) ? [made] : [];
  return changeElement(cib, live, {
    ...live,
    attributes: { ...live.attributes, ...Object.fromEntries(theirs) },
    // Pacemaker wants sets before members, and values after rules.
    children: made?.name.endsWith("_attributes") ? [...fresh, ...live.children] : [...live.children, ...fresh],
  });
}

/** All attributes of all elements, ids too, each with the element that it is in. */
function texts(cib: Cib): Set<string> {
  const found = new Set<string>();
  for (const each of walk(configuration(cib))) {
    const label = `${each.name} ${idOf(each)}`;
    for (const [name, value] of Object.entries(each.attributes)) found.add(`${label}: ${name}=${value}`);
    for (const one of each.children) found.add(`${label} holds ${one.name} ${idOf(one)}`);
  }
  return found;
}

const without = (all: ReadonlySet<string>, some: ReadonlySet<string>) => [...all].filter((each) => !some.has(each));

const objects = cases.filter(({ fixture }) => !fixture.alone);

describe.each(releases)("%s", (debian) => {
  let added: Map<Case, string[]>;
  let documents: Set<string>[];
  let outcomes: string[][];

  beforeAll(async () => {
    const around = `${fencingDecided}<acls><acl_role id="their-role"><acl_permission id="their-deny" kind="deny" xpath="//x"/></acl_role></acls>`;
    const cluster = await FileCluster.of(debian, around + objects.map(({ fixture }) => fixture.before ?? "").join(""));
    const create = (each: Case) => changeOf(each, each.args);
    const change = (each: Case) => changeOf(each, each.then ?? each.least, each.args);
    const back = (each: Case) => changeOf(each, each.args, each.then ?? each.least);
    outcomes = [said(await cluster.submit(objects.map(create)))];
    const created = await cluster.cib();
    const later = objects.reduce((cib, each) => change(each).apply(cib), created);
    const before = texts(created);
    added = new Map(objects.map((each) => [each, without(texts(touched(created, each, later)), before)]));
    const byHand = objects.reduce((cib, each) => touched(cib, each, later), created);
    const script =
      "cibadmin --replace --xml-file cib.xml >refused 2>&1 || crm_verify --xml-file cib.xml --verbose 2>&1";
    expect(await cluster.run({ script, files: { "cib.xml": printXml(byHand) } })).toMatchObject({ stdout: "" });
    documents = [texts(await cluster.cib())];
    for (let i = 0; i < updates; i++) {
      outcomes.push(said(await cluster.submit(objects.map(i % 2 === 0 ? change : back))));
      documents.push(texts(await cluster.cib()));
    }
  });

  test("each update was made", () => {
    expect(outcomes.flat().filter((each) => each !== "fulfilled")).toEqual([]);
    const [byHand = new Set<string>(), ...all] = documents;
    expect(all.map((each, i) => without(each, all[i - 1] ?? byHand).length > 0)).toEqual(all.map(() => true));
    expect(all).toHaveLength(updates);
  });

  test.each(Object.values(cibKinds).map(({ type }) => type))(
    "%s: what an operator put beside it is there, and survives ten updates",
    (type) => {
      const about = objects.filter(({ kind }) => kind.type === type).flatMap((each) => added.get(each) ?? []);
      expect(about).not.toEqual([]);
      expect(documents.map((each) => about.filter((text) => !each.has(text)))).toEqual(documents.map(() => []));
    },
  );
});
