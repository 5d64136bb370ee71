import { configuredId } from "./bundle";
import { perObject } from "../per-object";
import { child, childrenNamed, element, idOf, replaceChild, walk, type Element } from "./element";

/** Sections of the CIB's configuration, in the order that Pacemaker's schema has them. */
export const sections = [
  "crm_config",
  "nodes",
  "resources",
  "constraints",
  "fencing-topology",
  "rsc_defaults",
  "op_defaults",
  "acls",
  "tags",
  "alerts",
] as const;
export type Section = (typeof sections)[number];

/** Those that are there even where nothing is in them. */
const required: readonly string[] = ["crm_config", "nodes", "resources", "constraints"];

/** An empty section that may be missing goes. */
const isKept = ({ name, children }: Element): boolean => required.includes(name) || children.length > 0;

/** The CIB as `cibadmin --query` prints it: a `<cib>` element. */
export type Cib = Element;

export const emptyCib: Cib = element("cib", {}, [
  element(
    "configuration",
    {},
    required.map((name) => element(name)),
  ),
  element("status"),
]);

const configuration = (cib: Cib): Element => {
  const found = child(cib, "configuration");
  if (!found) throw new Error("the CIB has no configuration section");
  return found;
};

export const sectionOf = (cib: Cib, name: Section): Element | undefined => child(configuration(cib), name);

/** The objects of a section, e.g. every primitive, group and clone of `resources`. */
export const objectsOf = (cib: Cib, section: Section): readonly Element[] => sectionOf(cib, section)?.children ?? [];

/** The CIB with one section's children changed; a missing section is made, an empty one that may be missing goes. */
export function changeSection(cib: Cib, name: Section, change: (objects: readonly Element[]) => Element[]): Cib {
  const before = configuration(cib);
  const live = child(before, name);
  const children = change(live?.children ?? []);
  const changed = element(name, live?.attributes, children);
  const section = isKept(changed) ? changed : undefined;
  if (live || !section) return replaceChild(cib, before, replaceChild(before, live, section));
  const following = sections.slice(sections.indexOf(name) + 1) as readonly string[];
  const at = before.children.findIndex((each) => following.includes(each.name));
  const place = at === -1 ? before.children.length : at;
  const made = { ...before, children: before.children.toSpliced(place, 0, section) };
  return replaceChild(cib, before, made);
}

/** Puts an object in the place of `live`, or at the end of the section. */
export const putObject = (cib: Cib, section: Section, live: Element | undefined, made: Element): Cib =>
  changeSection(cib, section, (objects) =>
    live ? objects.map((each) => (each === live ? made : each)) : [...objects, made],
  );

/** What runs where today is most of a document, and says nothing of whether a configuration holds together. */
export const withoutStatus = (cib: Cib): Cib => ({
  ...cib,
  children: cib.children.map((each) => (each.name === "status" ? { ...each, children: [] } : each)),
});

/** What is worked out of a document, or of an element of it, once for each: they never change. */
export const perElement = <T>(work: (each: Element) => T): ((each: Element) => T) => perObject(work);

/**
 * Changes elements wherever they are in the configuration (a primitive inside a group, say), or takes them out; one
 * inside another first. All beside the way to them stays the very same value, so that what was found in one document is
 * found in the next.
 */
export function changeElements(cib: Cib, changes: ReadonlyMap<Element, (each: Element) => Element | undefined>): Cib {
  if (changes.size === 0) return cib;
  const isChanged = (node: Element): boolean => changes.has(node) || node.children.some(isChanged);
  const changed = (node: Element): Element | undefined => {
    if (!isChanged(node)) return node;
    const children = node.children.map(changed);
    const isSame = children.every((each, i) => each === node.children[i]);
    const made = isSame ? node : { ...node, children: children.filter((each) => each !== undefined) };
    const change = changes.get(node);
    return change ? change(made) : made;
  };
  const before = configuration(cib);
  const made = changed(before);
  if (!made || made === before) return cib;
  const left = made.children.filter((each) => isKept(each) || before.children.includes(each));
  return replaceChild(cib, before, { ...made, children: left });
}

export const changeElement = (cib: Cib, target: Element, made: Element | undefined): Cib =>
  changeElements(cib, new Map([[target, () => made]]));

/** All that stands in a section, whichever. */
export const allObjects = (cib: Cib): Element[] => configuration(cib).children.flatMap(({ children }) => children);

const identified = perElement((cib) => {
  const found = new Map<string, Element>();
  for (const each of walk(configuration(cib))) if (!found.has(idOf(each))) found.set(idOf(each), each);
  return found;
});

/** What in the configuration has this id, whatever it is: ids are unique in the whole CIB. */
export const findId = (cib: Cib, id: string): Element | undefined => identified(cib).get(id);

const resourceTags = new Set(["primitive", "group", "clone", "master", "bundle"]);

export const isResource = ({ name }: Element): boolean => resourceTags.has(name);

/** Does it hold other resources? */
export const isContainer = (each: Element): boolean => isResource(each) && each.name !== "primitive";

/**
 * Every resource in an object, itself first, with what holds it, the nearest first. Kept for each object: documents are
 * many, and most of one is as it is in the next.
 */
const within = perElement((object) => {
  const found = new Map<string, { resource: Element; containers: readonly Element[] }>();
  const add = (each: Element, containers: readonly Element[]): void => {
    if (!isResource(each)) return;
    if (!found.has(idOf(each))) found.set(idOf(each), { resource: each, containers });
    for (const member of each.children) add(member, [each, ...containers]);
  };
  add(object, []);
  return found;
});

const resourcesWithin = perElement((object): readonly Element[] =>
  [...within(object).values()].map(({ resource }) => resource),
);

/** In document order. */
export const resources = (cib: Cib): Element[] => objectsOf(cib, "resources").flatMap(resourcesWithin);

function placed(cib: Cib, id: string) {
  for (const object of objectsOf(cib, "resources")) {
    const found = within(object).get(id);
    if (found) return found;
  }
  return undefined;
}

/** A resource, wherever it is: alone, in a group, in a clone. */
export const findResource = (cib: Cib, id: string): Element | undefined => placed(cib, id)?.resource;

/** What holds a resource, the nearest first: its group, its clone, its bundle. */
export const containersOf = (cib: Cib, id: string): readonly Element[] => placed(cib, id)?.containers ?? [];

/** What the cluster runs as itself: the containers of a bundle also with nothing in them. */
const runnableTags = new Set(["primitive", "bundle"]);

/** The ids of what of a resource is run: its own, or those of what is in it. */
export const runnablesIn = (resource: Element): string[] =>
  [...walk(resource)].filter(({ name }) => runnableTags.has(name)).map(idOf);

export function runnablesOf(cib: Cib, id: string): string[] {
  const resource = findResource(cib, id);
  return resource ? runnablesIn(resource) : [];
}

const runnablesWithin = perElement((object): readonly Element[] =>
  resourcesWithin(object).filter(({ name }) => runnableTags.has(name)),
);

export const runnables = perElement((cib): readonly Element[] => objectsOf(cib, "resources").flatMap(runnablesWithin));

export function findRunnable(cib: Cib, id: string): Element | undefined {
  const found = findResource(cib, id);
  return found && runnableTags.has(found.name) ? found : undefined;
}

/** The document with what runs under an id changed; as it is where nothing does. */
export function changeRunnable(cib: Cib, id: string, change: (live: Element) => Element): Cib {
  const live = findRunnable(cib, id);
  return live ? changeElement(cib, live, change(live)) : cib;
}

export const bundleIds = perElement(
  (cib): ReadonlySet<string> => new Set(runnables(cib).flatMap((each) => (each.name === "bundle" ? [idOf(each)] : []))),
);

/** The resources that a constraint names, sets included. */
export const namedBy = (constraint: Element): string[] =>
  [...walk(constraint)].flatMap(({ name, attributes }) =>
    (name === "resource_ref" ? ["id"] : ["rsc", "with-rsc", "first", "then"]).flatMap((key) => attributes[key] ?? []),
  );

/** What a tag stands for. */
export const taggedBy = (cib: Cib, tag: string): string[] =>
  objectsOf(cib, "tags")
    .filter((each) => idOf(each) === tag)
    .flatMap((each) => childrenNamed(each, "obj_ref").map(idOf));

export const constraintsOn = (cib: Cib, id: string): Element[] =>
  objectsOf(cib, "constraints").filter((constraint) => namedBy(constraint).includes(id));

interface History {
  node: string;
  operations: readonly Element[];
}

const histories = perElement((cib) => {
  const bundles = bundleIds(cib);
  const found = new Map<string, History[]>();
  for (const state of childrenNamed(child(cib, "status"), "node_state"))
    for (const each of walk(state)) {
      if (each.name !== "lrm_resource") continue;
      const id = configuredId(idOf(each), bundles);
      const history = { node: state.attributes["uname"] ?? "", operations: childrenNamed(each, "lrm_rsc_op") };
      found.set(id, [...(found.get(id) ?? []), history]);
    }
  return found;
});

/** The lrm history of a resource on every node: what Pacemaker's executor has recorded. */
export const historyOf = (cib: Cib, id: string): readonly History[] => histories(cib).get(id) ?? [];
