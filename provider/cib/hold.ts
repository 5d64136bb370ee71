import { childrenNamed, element, replaceChild, type Element } from "./element";
import { findId, changeElement, objectsOf, primitives, type Cib } from "./document";
import { heldSuffix } from "./pairs";

/**
 * A hold keeps a primitive from running until everything that its program says of it is in the CIB: a set of meta
 * attributes of its own that outranks the others, so that nobody's own `target-role` is touched, and that says in the
 * cluster what it waits for. Whoever completes the company takes the hold away, also a later run after a crash.
 */
const waitsFor = "held-for";

const holdOf = (primitive: Element): Element | undefined =>
  childrenNamed(primitive, "meta_attributes").find((set) => set.attributes["id"]?.endsWith(heldSuffix));

const valueOf = (set: Element, name: string): string | undefined =>
  childrenNamed(set, "nvpair").find((pair) => pair.attributes["name"] === name)?.attributes["value"];

/** What a held primitive waits for; undefined when it is not held. */
export function heldFor(primitive: Element): string[] | undefined {
  const set = holdOf(primitive);
  return set && (valueOf(set, waitsFor) ?? "").split(" ").filter((each) => each !== "");
}

export function hold(primitive: Element, company: readonly string[]): Element {
  const id = `${primitive.attributes["id"] ?? ""}${heldSuffix}`;
  const pair = (name: string, value: string) => element("nvpair", { id: `${id}-${name}`, name, value });
  const set = element("meta_attributes", { id, score: "INFINITY" }, [
    pair("target-role", "Stopped"),
    pair(waitsFor, company.join(" ")),
  ]);
  return replaceChild(primitive, holdOf(primitive), set);
}

export function release(primitive: Element): Element {
  const set = holdOf(primitive);
  return set ? replaceChild(primitive, set, undefined) : primitive;
}

/** A member of a company is an object's id, or the name of a cluster property. */
const isThere = (cib: Cib, member: string): boolean =>
  findId(cib, member) !== undefined ||
  objectsOf(cib, "crm_config").some((set) =>
    childrenNamed(set, "nvpair").some((pair) => pair.attributes["name"] === member),
  );

export const missingFrom = (cib: Cib, company: readonly string[]): string[] =>
  company.filter((member) => !isThere(cib, member));

/** Takes every hold away whose company is complete. Says which primitives were released. */
export function releaseComplete(cib: Cib): { cib: Cib; released: string[] } {
  const ready = primitives(cib).filter((each) => {
    const company = heldFor(each);
    return company !== undefined && company.length > 0 && missingFrom(cib, company).length === 0;
  });
  return {
    cib: ready.reduce((made, each) => changeElement(made, each, release(each)), cib),
    released: ready.map((each) => each.attributes["id"] ?? ""),
  };
}
