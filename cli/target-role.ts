import { childrenNamed, replaceChild, withAttributes, type Element } from "../provider/cib/element";
import { changeElement, findResource, resources, type Cib } from "../provider/cib/document";
import { findPair, isMark, writePair } from "../provider/cib/pairs";
import { walk } from "../provider/cib/element";
import { PacemakerError } from "../provider/errors";

const containers = ["clone", "master"];
const tag = "meta_attributes";

/** The resource with that id; a cloned one is told what to do through its clone. */
export function actedOn(cib: Cib, id: string): Element {
  const found = findResource(cib, id);
  if (!found) {
    const known = resources(cib).map((each) => each.attributes["id"] ?? "");
    throw new PacemakerError(
      "NOT_FOUND",
      `the cluster has no resource ${JSON.stringify(id)}; ${known.length > 0 ? `its resources are ${known.join(", ")}` : "it has none"}`,
    );
  }
  const clone = resources(cib).find((each) => containers.includes(each.name) && [...walk(each)].includes(found));
  return clone ?? found;
}

/** The ids of the primitives in it. */
export const primitivesIn = (resource: Element): string[] =>
  [...walk(resource)].filter((each) => each.name === "primitive").map((each) => each.attributes["id"] ?? "");

const hasRole = (set: Element) =>
  childrenNamed(set, "nvpair").some((pair) => pair.attributes["name"] === "target-role");
const isOperators = (set: Element) => !isMark(set) && childrenNamed(set, "rule").length === 0;

function setRole(set: Element, value: string): Element {
  const children = set.children.map((pair) =>
    pair.attributes["name"] === "target-role" ? withAttributes(pair, { value }) : pair,
  );
  return { ...set, children };
}

/** Pacemaker's schema wants what is said of a container before what is in it. */
const attributesFirst = (resource: Element): Element => ({
  ...resource,
  children: [
    ...resource.children.filter(({ name }) => name === tag),
    ...resource.children.filter(({ name }) => name !== tag),
  ],
});

/**
 * Tells a resource to be started or stopped, as `crm resource` does. Of several sets of meta attributes any may hold
 * the role that counts: all that have one are changed; a new one goes into the first set.
 */
export function writeRole(cib: Cib, id: string, value: "Started" | "Stopped"): Cib {
  const live = actedOn(cib, id);
  if (!findPair(live, tag, "target-role")) {
    const made = writePair(live, tag, `${live.attributes["id"] ?? ""}-${tag}`, "target-role", value);
    return changeElement(cib, live, live.name === "primitive" ? made : attributesFirst(made));
  }
  const sets = childrenNamed(live, tag).filter((set) => isOperators(set) && hasRole(set));
  const made = sets.reduce((each, set) => replaceChild(each, set, setRole(set, value)), live);
  return changeElement(cib, live, made);
}
