import { PacemakerError } from "../errors";
import { changeElement, changeSection, containersOf, findResource, isResource, objectsOf, type Cib } from "./document";
import { element, idOf, replaceChildren, type Element } from "./element";
import { heldFor, hold, release } from "./hold";
import { withoutConstraintsOn } from "./removal";

export const membersOf = (container: Element): Element[] => container.children.filter(isResource);

/** Wanted ones in their order; those of others stay behind what they were behind. */
function inOrder(live: readonly string[], wanted: readonly string[], gone: readonly string[]): string[] {
  const kept = live.filter((id) => !gone.includes(id));
  return kept.reduce(
    (order, id, i) => {
      if (order.includes(id)) return order;
      const before = kept.slice(0, i).findLast((each) => order.includes(each));
      return order.toSpliced(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
    },
    [...wanted],
  );
}

/** A resource, taken out of where it is: only what stands alone, or beside others in a group, can be. */
function takenOut(cib: Cib, id: string, into: string): { cib: Cib; taken: Element } {
  const taken = findResource(cib, id);
  if (!taken)
    throw new PacemakerError("NOT_FOUND", `${into} names ${id}, and the cluster has no such resource`, {
      hint: "Declare it in the program and pass the resource itself, or correct the id.",
    });
  const [holder] = containersOf(cib, id);
  if (holder && (holder.name !== "group" || membersOf(holder).length === 1))
    throw new PacemakerError(
      "CONFLICT",
      `${id} is in the ${holder.name} ${idOf(holder)}, and cannot be in ${into} too`,
    );
  return { cib: changeElement(cib, taken, undefined), taken };
}

/** Constraints that bring a resource to a group's place before it joins the group. */
const joinIds = (member: string, group: string) => ({
  colocation: `${member}-joins-${group}`,
  order: `${member}-joins-${group}-in-order`,
});

/**
 * The document in which those that will stand before others of a running group run beside it. Put into the group while
 * it is stopped, a resource would have all that follow it stopped before it starts.
 */
export function joining(cib: Cib, id: string, wanted: readonly string[]): Cib {
  const live = findResource(cib, id);
  if (live?.name !== "group") return cib;
  const inside = membersOf(live).map(idOf);
  const order = inOrder(inside, wanted, []);
  const coming = wanted.filter(
    (each) => !inside.includes(each) && order.slice(order.indexOf(each)).some((next) => inside.includes(next)),
  );
  return coming.reduce((made, each) => {
    const resource = findResource(made, each);
    if (!resource) return made;
    const ids = joinIds(each, id);
    const before = order[order.indexOf(each) - 1];
    const place = before ?? inside[0] ?? "";
    const constraints = [
      // Without influence: where the newcomer fails, the group does not go with it.
      element("rsc_colocation", {
        id: ids.colocation,
        rsc: each,
        "with-rsc": place,
        score: "INFINITY",
        influence: "false",
      }),
      ...(before === undefined
        ? []
        : [element("rsc_order", { id: ids.order, first: before, then: each, kind: "Mandatory" })]),
    ];
    const known = objectsOf(made, "constraints").map(idOf);
    return changeSection(changeElement(made, resource, release(resource)), "constraints", (all) => [
      ...all,
      ...constraints.filter((constraint) => !known.includes(idOf(constraint))),
    ]);
  }, cib);
}

/** Whoever it was that joined, or did not. */
const joined = (cib: Cib, id: string): Cib =>
  changeSection(cib, "constraints", (all) =>
    all.filter(({ attributes: { id: own = "", rsc, then } }) => {
      const { colocation, order } = joinIds(rsc ?? then ?? "", id);
      return own !== colocation && own !== order;
    }),
  );

/** The document in which they do not join after all: held again where they were before. */
export const notJoining = (cib: Cib, id: string, wanted: readonly string[], before: Cib): Cib =>
  wanted.reduce(
    (made, each) => {
      const [former, live] = [findResource(before, each), findResource(made, each)];
      const company = former && heldFor(former);
      return company && live && heldFor(live) === undefined ? changeElement(made, live, hold(live, company)) : made;
    },
    joined(cib, id),
  );

/** A container with these members, which stood somewhere else before; those that it loses stand alone, behind it. */
export function contain(
  cib: Cib,
  tag: string,
  id: string,
  wanted: readonly string[],
  former: readonly string[] = [],
): Cib {
  const live = findResource(cib, id);
  const inside = live ? membersOf(live) : [];
  const ids = inside.map(idOf);
  const order = inOrder(
    ids,
    wanted,
    former.filter((each) => !wanted.includes(each)),
  );
  if (live && order.join() === ids.join()) return joined(cib, id);
  const outside = wanted.filter((each) => !ids.includes(each));
  const top = live ?? element(tag, { id });
  // It stands where its first member stood, so that nothing of the order of the others changes.
  const at = live ? undefined : objectsOf(cib, "resources").findIndex((each) => idOf(each) === wanted[0]);
  const fetched = new Map(inside.map((each) => [idOf(each), each]));
  let rest = cib;
  for (const each of outside) {
    const { cib: without, taken } = takenOut(rest, each, id);
    rest = without;
    fetched.set(each, taken);
  }
  const members = order.flatMap((each) => fetched.get(each) ?? []);
  const left = inside.filter((each) => !order.includes(idOf(each)));
  const made = replaceChildren(top, inside, members);
  return changeSection(joined(rest, id), "resources", (all) => {
    if (!live) return all.toSpliced(at === undefined || at < 0 ? all.length : at, 0, made);
    return all.flatMap((each) => (each === live ? [made, ...left] : [within(each, live, made)]));
  });
}

/** A group in a clone: the clone with the group changed. */
const within = (outer: Element, live: Element, made: Element): Element =>
  outer.children.includes(live) ? replaceChildren(outer, [live], [made]) : outer;

/** The document without a container: what was in it stands alone in its place; what was said of it goes. */
export function dissolve(cib: Cib, id: string): Cib {
  const live = findResource(cib, id);
  if (!live) return cib;
  const [outer] = containersOf(cib, id);
  const whole = outer ?? live;
  const spilled = changeSection(cib, "resources", (all) =>
    all.flatMap((each) => (each === whole ? membersOf(live) : [each])),
  );
  return withoutConstraintsOn(joined(spilled, id), [id, ...(outer ? [idOf(outer)] : [])]);
}
