import { contain, membersOf } from "../cib/containers";
import { isDeferred, keyOfPrimitive } from "../cib/deferral";
import {
  changeElements,
  changeSection,
  constraintsOn,
  containersOf,
  findResource,
  namedBy,
  objectsOf,
  resources,
  runnables,
  runnablesOf,
  type Cib,
} from "../cib/document";
import { idOf, type Element } from "../cib/element";
import { heldFor, hold } from "../cib/hold";

type Change = (cib: Cib) => Cib;

/** What goes in the same run, as far as its program is known. */
export interface Leaving {
  /** The objects of the program that name the resource. */
  company: readonly string[];
  /** Does the program still have this? */
  stays: (id: string) => boolean;
}

/** What a hold says that waits for nothing but the end. No object can have this name. */
export const beingDeleted = "(deletion)";

/** The group that a resource is in, when it is the program's and goes too: its own delete is left out (deletedWith). */
const leavingGroup = (cib: Cib, id: string, { company, stays }: Leaving): Element | undefined =>
  containersOf(cib, id).find((each) => each.name === "group" && company.includes(idOf(each)) && !stays(idOf(each)));

/** Members that stay are out of the way before one that goes is stopped: they would be stopped with it. */
export function freeStaying(cib: Cib, id: string, leaving: Leaving): Cib {
  const group = leavingGroup(cib, id, leaving);
  if (!group) return cib;
  const members = membersOf(group).map(idOf);
  const going = members.filter((each) => !leaving.stays(each));
  return going.length === members.length ? cib : contain(cib, "group", idOf(group), going, members);
}

/**
 * What goes without something of the program that is still there: its own delete was left out, because its resource
 * goes in the same run, so that what it kept in its place must not start again in the meantime. It waits for that and
 * for the resource, which never come; or come again, with a run that takes the deletion back.
 */
function dependents(cib: Cib, id: string, leaving: Leaving): Map<string, string[]> {
  const { company, stays } = leaving;
  const found = new Map<string, string[]>();
  const add = (dependent: string | undefined, reason: string) => {
    for (const each of dependent === undefined ? [] : runnablesOf(cib, dependent))
      if (each !== id && !stays(each)) found.set(each, [...new Set([...(found.get(each) ?? []), reason, id])]);
  };
  const goes = (each: string) => company.includes(each) && !stays(each);
  const containers = containersOf(cib, id).map(idOf).filter(goes);
  for (const { name, attributes } of [id, ...containers].flatMap((each) => constraintsOn(cib, each))) {
    const constraint = attributes["id"] ?? "";
    if (goes(constraint)) add(name === "rsc_colocation" ? attributes["rsc"] : attributes["then"], constraint);
  }
  // What ran in a bundle would start without it.
  const going = findResource(cib, id);
  for (const each of going ? membersOf(going) : []) add(idOf(each), id);
  const group = leavingGroup(cib, id, leaving);
  const members = group ? membersOf(group).map(idOf) : [];
  for (const each of members.slice(members.indexOf(id) + 1)) add(each, group ? idOf(group) : id);
  return found;
}

/** Constraints about several resources outlive one of them, but not the program that had them. */
function withoutLeaving(cib: Cib, named: readonly string[], { company, stays }: Leaving): Cib {
  const gone = named.filter((each) => company.includes(each) && !stays(each));
  return changeSection(cib, "constraints", (all) => all.filter((each) => !gone.includes(idOf(each))));
}

/** The document without an object, and without what the program said of it. */
export const removeLeaving = (cib: Cib, remove: Change, id: string, leaving: Leaving): Cib =>
  withoutLeaving(remove(cib), constraintsOn(cib, id).map(idOf), leaving);

/** The same for what runs: what depended on it is held. */
export function removeHolding(cib: Cib, remove: Change, id: string, leaving: Leaving): Cib {
  const going = dependents(cib, id, leaving);
  const left = removeLeaving(cib, remove, id, leaving);
  // A fencing device that goes last works until then.
  const isPutOff = (each: Element) => isDeferred(cib, keyOfPrimitive(each));
  const free = (each: Element) => going.has(idOf(each)) && heldFor(each) === undefined && !isPutOff(each);
  return changeElements(
    left,
    new Map(
      runnables(left)
        .filter(free)
        .map((each) => [each, (one: Element) => hold(one, going.get(idOf(one)) ?? [])]),
    ),
  );
}

/** What others wrote that goes with an object, one sentence each: the CIB cannot hold what is about nothing. */
export function foreignLosses(cib: Cib, id: string, remove: Change, company: readonly string[]): string[] {
  const left = remove(cib);
  const gone = (all: (each: Cib) => Iterable<Element>) => {
    const kept = new Set([...all(left)].map(idOf));
    return [...all(cib)].filter((each) => idOf(each) !== id && !kept.has(idOf(each)));
  };
  const foreign = (all: readonly Element[]) => all.filter((each) => !company.includes(idOf(each)));
  const containers = gone(resources);
  const ids = [id, ...containers.map(idOf)];
  const named = (constraint: Element) => namedBy(constraint).find((each) => ids.includes(each)) ?? id;
  return [
    ...foreign(containers).map((each) => `the ${each.name} ${idOf(each)} holds nothing but ${id} and goes with it`),
    ...foreign(gone((each) => objectsOf(each, "constraints"))).map(
      (each) => `the constraint ${idOf(each)} names ${named(each)} and goes with it`,
    ),
    ...foreign(gone((each) => objectsOf(each, "tags"))).map(
      (each) => `the tag ${idOf(each)} names nothing else and goes with it`,
    ),
  ];
}
