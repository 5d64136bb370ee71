import { configuredId } from "./bundle";
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
const required: readonly Section[] = ["crm_config", "nodes", "resources", "constraints"];

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
  const section =
    !required.includes(name) && children.length === 0 ? undefined : element(name, live?.attributes, children);
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

/**
 * Changes one element wherever it is below the configuration (a primitive inside a group, say). Everything beside the
 * way to it stays the very same value, so that several elements found at once can be changed one after the other.
 */
export function changeElement(cib: Cib, target: Element, made: Element | undefined): Cib {
  const change = (node: Element): Element => {
    const children = node.children.flatMap((each) => (each === target ? (made ? [made] : []) : [change(each)]));
    const same = children.length === node.children.length && children.every((each, i) => each === node.children[i]);
    return same ? node : { ...node, children };
  };
  return change(cib);
}

export function findElement(cib: Cib, fits: (each: Element) => boolean): Element | undefined {
  for (const each of walk(configuration(cib))) if (fits(each)) return each;
  return undefined;
}

/** What in the configuration has this id, whatever it is: ids are unique in the whole CIB. */
export const findId = (cib: Cib, id: string): Element | undefined =>
  findElement(cib, ({ attributes }) => attributes["id"] === id);

const resourceTags = new Set(["primitive", "group", "clone", "master", "bundle"]);

export const isResource = ({ name }: Element): boolean => resourceTags.has(name);

/** Does it hold other resources? */
export const isContainer = (each: Element): boolean => isResource(each) && each.name !== "primitive";

/** A resource, wherever it is: alone, in a group, in a clone. */
export function findResource(cib: Cib, id: string): Element | undefined {
  for (const each of resources(cib)) if (each.attributes["id"] === id) return each;
  return undefined;
}

export function* resources(cib: Cib): Generator<Element> {
  const section = sectionOf(cib, "resources");
  if (section) for (const each of walk(section)) if (isResource(each)) yield each;
}

/** What holds a resource, the nearest first: its group, its clone, its bundle. */
export function containersOf(cib: Cib, id: string): Element[] {
  const isIn = (each: Element) =>
    each.attributes["id"] !== id &&
    [...walk(each)].some(({ name, attributes }) => attributes["id"] === id && resourceTags.has(name));
  return [...resources(cib)].filter(isIn).reverse();
}

/** What the cluster runs as itself: the containers of a bundle also with nothing in them. */
const runnableTags = new Set(["primitive", "bundle"]);

/** The ids of what of a resource is run: its own, or those of what is in it. */
export const runnablesIn = (resource: Element): string[] =>
  [...walk(resource)].filter(({ name }) => runnableTags.has(name)).map(idOf);

export function runnablesOf(cib: Cib, id: string): string[] {
  const resource = findResource(cib, id);
  return resource ? runnablesIn(resource) : [];
}

export const runnables = (cib: Cib): Element[] => [...resources(cib)].filter(({ name }) => runnableTags.has(name));

export const bundleIds = (cib: Cib): Set<string> =>
  new Set(runnables(cib).flatMap((each) => (each.name === "bundle" ? [idOf(each)] : [])));

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

/** The lrm history of a resource on every node: what Pacemaker's executor has recorded. */
export function historyOf(cib: Cib, id: string): { node: string; operations: readonly Element[] }[] {
  const bundles = bundleIds(cib);
  return childrenNamed(child(cib, "status"), "node_state").flatMap((state) =>
    [...walk(state)]
      .filter((each) => each.name === "lrm_resource" && configuredId(idOf(each), bundles) === id)
      .map((each) => ({
        node: state.attributes["uname"] ?? "",
        operations: childrenNamed(each, "lrm_rsc_op"),
      })),
  );
}
