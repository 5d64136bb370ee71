import { changeElement, type Cib } from "../../provider/cib/document";
import { child, element, idOf, printXml, walk, type Element } from "../../provider/cib/element";
import { cases, write, type Case } from "../fixtures";
import { facts } from "../fixtures/documents";
import { fencingDecided } from "./support/changes";
import { closeTrees, FileCluster, releases } from "./support/file-cluster";

afterAll(closeTrees);

const set = (tag: string) => (id: string) =>
  element(tag, { id: `theirs.${id}` }, [element("nvpair", { id: `theirs.${id}-n`, name: "theirs", value: "kept" })]);
const note = (id: string) => element("nvpair", { id: `theirs.${id}`, name: `${id}-theirs`, value: "kept" });

/** What an operator may add by hand to an element of that name: a child, or one of these attributes. */
const additions: Readonly<
  Record<string, { child?: (id: string) => Element; attributes?: Readonly<Record<string, string>> }>
> = {
  primitive: { child: set("meta_attributes") },
  template: { child: set("meta_attributes") },
  group: { child: set("meta_attributes") },
  clone: { child: set("meta_attributes") },
  bundle: { child: set("meta_attributes") },
  node: { child: set("instance_attributes") },
  cluster_property_set: { child: note },
  meta_attributes: { child: note },
  alert: { child: (id) => element("recipient", { id: `theirs.${id}`, value: "kept" }) },
  tag: { child: () => element("obj_ref", { id: "their-role" }) },
  acl_target: { child: () => element("role", { id: "their-role" }) },
  acl_group: { child: () => element("role", { id: "their-role" }) },
  acl_role: { attributes: { description: "kept" } },
  rsc_colocation: { attributes: { influence: "true" } },
  rsc_order: { attributes: { "require-all": "true", symmetrical: "true" } },
  rsc_location: { attributes: { "resource-discovery": "always" } },
  rsc_ticket: { attributes: { "loss-policy": "stop" } },
};

const elementOf = (cib: Cib, { kind, args }: Case): Element | undefined => {
  const name = kind.name(args);
  const isIt = (each: Element) =>
    each.attributes["uname"] === name || (idOf(each) === name && !/_ref$|^role$/.test(each.name));
  const holdsIt = ({ children }: Element) => children.some((each) => each.attributes["name"] === name);
  const all = [...walk(child(cib, "configuration") ?? cib)].filter(({ name: tag }) => tag in additions);
  return all.find(isIt) ?? all.find(holdsIt);
};

/** What the program names of an object, now or later, is not the operator's. */
function touched(cib: Cib, each: Case, later: Cib): Cib {
  const live = elementOf(cib, each);
  const { child: make, attributes = {} } = (live && additions[live.name]) ?? {};
  if (!live) return cib;
  const ours = { ...live.attributes, ...elementOf(later, each)?.attributes };
  const theirs = Object.entries(attributes).filter(([name]) => !(name in ours));
  const made = make?.(idOf(live));
  // Two fixtures may be about one set.
  const fresh = made && !live.children.some((one) => idOf(one) === idOf(made)) ? [made] : [];
  return changeElement(cib, live, {
    ...live,
    attributes: { ...live.attributes, ...Object.fromEntries(theirs) },
    // Pacemaker wants sets before members, and values after rules.
    children: made?.name.endsWith("_attributes") ? [...fresh, ...live.children] : [...live.children, ...fresh],
  });
}

describe.each(releases)("%s", (debian) => {
  const all = cases.filter(({ fixture }) => !fixture.alone);
  let added: string[];
  let after: Cib;
  const updates = 10;

  beforeAll(async () => {
    const around = `${fencingDecided}<acls><acl_role id="their-role"><acl_permission id="their-deny" kind="deny" xpath="//x"/></acl_role></acls>`;
    const cluster = await FileCluster.of(debian, around + all.map(({ fixture }) => fixture.before ?? "").join(""));
    const put = async (cib: Cib) => {
      const files = { "cib.xml": printXml(cib) };
      const script =
        "cibadmin --replace --xml-file cib.xml >refused 2>&1 || crm_verify --xml-file cib.xml --verbose 2>&1";
      const { status, stdout } = await cluster.run({ script, files });
      if (status !== 0 || stdout !== "") throw new Error(stdout);
      return cluster.cib();
    };
    const later = (cib: Cib) =>
      all.reduce((made, { kind, args, then, least }) => kind.write(made, then ?? least, args), cib);
    const back = (cib: Cib) =>
      all.reduce((made, { kind, args, then, least }) => kind.write(made, args, then ?? least), cib);
    const created = await put(write(await cluster.cib(), all));
    const byHand = await put(all.reduce((made, each) => touched(made, each, later(created)), created));
    added = [...facts(byHand)].filter((fact) => !facts(created).has(fact));
    after = byHand;
    for (let i = 0; i < updates; i++) after = await put(i % 2 === 0 ? later(after) : back(after));
  });

  // A topology has no element of its own; its fixtures have others' levels beside it.
  const objects = all.filter(({ kind }) => kind.type !== "FencingTopology");

  test.each(objects.map((each): [string, Case] => [each.name, each]))(
    "%s: what an operator put beside it survives ten updates",
    (_name, each) => {
      const live = elementOf(after, each);
      const names = [live?.name, live && idOf(live), each.kind.name(each.args)].flatMap((name) => name ?? []);
      expect(names).toHaveLength(3);
      const about = added.filter((fact) => names.slice(1).some((name) => fact.includes(name)));
      expect(about.filter((fact) => !facts(after).has(fact))).toEqual([]);
    },
  );

  test("the operator put something beside most of them", () => {
    expect(added.length).toBeGreaterThan(all.length / 2);
    expect(added.filter((fact) => !facts(after).has(fact))).toEqual([]);
  });
});
