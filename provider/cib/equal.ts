import { perObject } from "../per-object";
import { child, type Element } from "./element";
import type { Cib } from "./document";
import { canonicalValue } from "./meaning";
import { pairSetTags, textSetTags } from "./pairs";
import { unsaid } from "./unsaid";

/**
 * Elements whose children's order says something, to Pacemaker or as a list of the program's; sets of names and values
 * among them have none.
 */
const ordered = new Set([
  "resources",
  "group",
  "resource_set",
  "rsc_location",
  "rsc_colocation",
  "rsc_order",
  "rsc_ticket",
  "acl_role",
]);
/** Elements whose id is a name, which others use or a program has it by; every other id is crm's own business. */
const named = new Set([
  "primitive",
  "group",
  "clone",
  "master",
  "bundle",
  "template",
  "node",
  "rsc_location",
  "rsc_colocation",
  "rsc_order",
  "rsc_ticket",
  "resource_ref",
  "tag",
  "obj_ref",
  "acl_role",
  "acl_target",
  "acl_group",
  "role",
  "alert",
  "recipient",
]);

/** A set with a rule or a score is one of several, which a program has by their ids. */
const isNamedSet = (node: Element): boolean =>
  (pairSetTags.has(node.name) || node.name === "cluster_property_set") &&
  (node.attributes["score"] !== undefined || child(node, "rule") !== undefined);

/** One text for all elements that mean the same. They never change, and most of a document is as it was. */
export const canonical = perObject((node: Element): string => textOf(node));

/** What a value is about: that of a pair, what the pair is called; of a pair that is text, nothing that we know. */
export const meantBy = ({ name: tag, attributes }: Element, name: string, isText: boolean): string =>
  tag !== "nvpair" || name !== "value" ? name : isText ? "value" : (attributes["name"] ?? name);

/** A pair that is text depends on the set that it is in, which remembers it. */
const canonicalIn = (parent: Element) =>
  textSetTags.has(parent.name)
    ? (each: Element) => (each.name === "nvpair" ? textOf(each, true) : canonical(each))
    : canonical;

function textOf(node: Element, isText = false): string {
  const attributes = Object.entries(node.attributes)
    .filter(([name]) => name !== "id" || named.has(node.name) || isNamedSet(node))
    .map(([name, value]) => [name, canonicalValue(meantBy(node, name, isText), value)])
    .filter(([name = "", value]) => value !== unsaid(node, name))
    .sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
  const inOrder = (each: Element) => ordered.has(node.name) && !pairSetTags.has(each.name);
  const inside = canonicalIn(node);
  const children = [
    ...node.children
      .filter((each) => !inOrder(each))
      .map(inside)
      .sort(),
    ...node.children.filter(inOrder).map(inside),
  ];
  return `${JSON.stringify([node.name, attributes])}{${children.join("")}}`;
}

export const sameElement = (a: Element, b: Element): boolean => a === b || canonical(a) === canonical(b);

/** Do two CIBs say the same? Versions and status do not count, nor does a section that is there but empty. */
export function sameConfiguration(a: Cib, b: Cib): boolean {
  const filled = (cib: Cib) =>
    new Map(
      child(cib, "configuration")
        ?.children.filter(({ children }) => children.length > 0)
        .map((section) => [section.name, section]),
    );
  const [inA, inB] = [filled(a), filled(b)];
  return inA.size === inB.size && [...inA].every(([name, section]) => sameSection(section, inB.get(name)));
}

/** A section may be long: most are the very same, or not equally long. */
const sameSection = (a: Element, b: Element | undefined): boolean =>
  a === b || (b !== undefined && a.children.length === b.children.length && sameElement(a, b));
