import { childrenNamed, element, idOf, replaceChild, type Element } from "./element";
import {
  changeElements,
  containersOf,
  findId,
  isContainer,
  namedBy,
  objectsOf,
  runnables,
  taggedBy,
  type Cib,
} from "./document";
import { heldSuffix, markOf } from "./pairs";
import { ties } from "./ties";

/**
 * A hold keeps a resource from running until everything that its program says of it is in the CIB: a set of meta
 * attributes of its own that outranks the others, so that nobody's own `target-role` is touched, and that says in the
 * cluster what it waits for. Whoever completes the company takes the hold away, also a later run after a crash.
 */
const waitsFor = "held-for";

const holdOf = (resource: Element): Element | undefined => markOf(resource, heldSuffix);

const valueOf = (set: Element, name: string): string | undefined =>
  childrenNamed(set, "nvpair").find((pair) => pair.attributes["name"] === name)?.attributes["value"];

/** What a held resource waits for; undefined when it is not held. */
export function heldFor(resource: Element): string[] | undefined {
  const set = holdOf(resource);
  return set && (valueOf(set, waitsFor) ?? "").split(" ").filter((each) => each !== "");
}

const held = (cib: Cib): Element[] => runnables(cib).filter((each) => heldFor(each) !== undefined);

export function hold(resource: Element, company: readonly string[]): Element {
  const id = `${resource.attributes["id"] ?? ""}${heldSuffix}`;
  const pair = (name: string, value: string) => element("nvpair", { id: `${id}-${name}`, name, value });
  const set = element("meta_attributes", { id, score: "INFINITY" }, [
    pair("target-role", "Stopped"),
    pair(waitsFor, company.join(" ")),
  ]);
  return replaceChild(resource, holdOf(resource), set);
}

export function release(resource: Element): Element {
  const set = holdOf(resource);
  return set ? replaceChild(resource, set, undefined) : resource;
}

/**
 * A run before this one may have left holds behind, on what this one's program has: they wait for what it says today,
 * or for nothing.
 */
const holdAnew = (cib: Cib, companyOf: (id: string) => readonly string[] | undefined): Cib =>
  changeElements(
    cib,
    new Map(
      held(cib).flatMap((each) => {
        const today = companyOf(idOf(each));
        if (today === undefined || heldFor(each)?.join(" ") === today.join(" ")) return [];
        return [[each, (one: Element) => (today.length > 0 ? hold(one, today) : release(one))]];
      }),
    ),
  );

const hasPair = (sets: readonly Element[], name: string): boolean =>
  sets.some((set) => childrenNamed(set, "nvpair").some((pair) => pair.attributes["name"] === name));

/** The name of a cluster property, or a node and its attribute. */
function isSaid(cib: Cib, member: string): boolean {
  // A node's name has no colon, its attribute may have some.
  const [, node, attribute] = /^([^:]*):(.*)$/.exec(member) ?? [];
  if (attribute === undefined) return hasPair(objectsOf(cib, "crm_config"), member);
  const sets = objectsOf(cib, "nodes").filter((each) => each.attributes["uname"] === node);
  return hasPair(
    sets.flatMap((each) => childrenNamed(each, "instance_attributes")),
    attribute,
  );
}

/** Is a member of a company there for this resource? An object may have to name it yet, or what it is in. */
function isThere(cib: Cib, member: string, id: string): boolean {
  const found = findId(cib, member);
  if (!found) return isSaid(cib, member);
  const holders = containersOf(cib, id);
  if (isContainer(found)) return holders.includes(found);
  if (!found.name.startsWith("rsc_")) return true;
  const named = namedBy(found).flatMap((each) => [each, ...taggedBy(cib, each)]);
  return named.length === 0 || [id, ...holders.map(idOf)].some((each) => named.includes(each));
}

/** Resources that are held, in groups that are tied together, directly or by way of each other. */
function heldGroups(cib: Cib): Element[][] {
  const waiting = held(cib).filter((each) => (heldFor(each) ?? []).length > 0);
  return ties(cib).reduce(
    (groups, named) => {
      const isTied = (group: Element[]) => group.some((each) => named.includes(idOf(each)));
      const tied = groups.filter(isTied);
      return tied.length < 2 ? groups : [...groups.filter((group) => !isTied(group)), tied.flat()];
    },
    waiting.map((each) => [each]),
  );
}

const missingFromGroup = (cib: Cib, group: readonly Element[]): string[] => [
  ...new Set(group.flatMap((each) => (heldFor(each) ?? []).filter((member) => !isThere(cib, member, idOf(each))))),
];

/** What must come before a held resource runs: what it waits for itself, or one that it is tied to. */
export const awaited = (cib: Cib, id: string): string[] =>
  missingFromGroup(cib, heldGroups(cib).find((group) => group.some((each) => idOf(each) === id)) ?? []);

/**
 * Takes the holds of every group away whose company is complete, and says which resources were released. One that
 * ran earlier than what it is tied to would run in a place that may not suit the others, and be moved. `companyOf` is
 * what this run's program says today.
 */
export function releaseComplete(
  before: Cib,
  companyOf: (id: string) => readonly string[] | undefined = () => undefined,
): { cib: Cib; released: string[] } {
  const cib = holdAnew(before, companyOf);
  const complete = heldGroups(cib).filter((group) => missingFromGroup(cib, group).length === 0);
  const made = changeElements(cib, new Map(complete.flat().map((each) => [each, release])));
  const stillHeld = new Set(held(made).map(idOf));
  return { cib: made, released: held(before).flatMap((each) => (stillHeld.has(idOf(each)) ? [] : [idOf(each)])) };
}
