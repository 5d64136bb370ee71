import { containersOf, objectsOf, type Cib } from "../cib/document";
import { child, childrenNamed, idOf, walk, type Element } from "../cib/element";
import { parseBoolean, parseScore } from "../cib/meaning";
import { patternFits } from "../cib/pattern";
import { remoteNodes } from "../cib/remote";
import { propertyOf } from "../cib/properties";

/** Where a primitive may run, as far as its own constraints say. */
export interface Places {
  nodes: string[];
  /** Of the other nodes, what keeps it from them: a constraint's id, or the property symmetric-cluster. */
  banned: Map<string, string>;
  /** A rule that depends on more than a node's name has a say, so a node among `nodes` may be none for it. */
  byRule: boolean;
}

/** Members, and what joins as a remote or guest node; sorted, for members stand in the CIB as they have joined. */
export function nodeNames(cib: Cib): string[] {
  const members = objectsOf(cib, "nodes").flatMap(({ attributes }) => attributes["uname"] ?? []);
  return [...new Set([...members, ...remoteNodes(cib).keys()])].sort();
}

const isBan = ({ attributes }: Element): boolean => parseScore(attributes["score"] ?? "") === -1_000_000;

/** About the resource as such rather than about a role that only some of its instances have. */
const isOfAll = ({ attributes }: Element): boolean => /^(started|)$/i.test(attributes["role"] ?? "");

/** The locations that are about one of these. */
const locationsOn = (cib: Cib, ids: readonly string[]): Element[] =>
  objectsOf(cib, "constraints").filter((each) => {
    if (each.name !== "rsc_location" || !isOfAll(each)) return false;
    const { rsc, "rsc-pattern": pattern } = each.attributes;
    if (pattern !== undefined) return ids.some(patternFits(pattern));
    const named = [...walk(each)].filter(({ name }) => name === "resource_ref").map(idOf);
    return [...(rsc === undefined ? [] : [rsc]), ...named].some((id) => ids.includes(id));
  });

/** The nodes of a rule that says no more than their names. */
function namedByRule(rule: Element, nodes: readonly string[]): string[] | undefined {
  const [only, ...others] = rule.children;
  if (!only || others.length > 0 || only.name !== "expression" || only.attributes["attribute"] !== "#uname")
    return undefined;
  const { operation, value = "" } = only.attributes;
  if (operation === "eq") return [value];
  return operation === "ne" ? nodes.filter((each) => each !== value) : undefined;
}

/** What a resource goes by: its id, those of what it is in, and tags of these. */
function idsOf(cib: Cib, id: string): string[] {
  const own = [id, ...containersOf(cib, id).map(idOf)];
  const tags = objectsOf(cib, "tags").filter((tag) => tag.children.some((each) => own.includes(idOf(each))));
  return [...own, ...tags.map(idOf)];
}

const isAsymmetric = (cib: Cib): boolean => parseBoolean(propertyOf(cib, "symmetric-cluster") ?? "true") === false;

/** Is there anything at all that keeps a resource from a node? */
export const isRestricted = (cib: Cib): boolean =>
  isAsymmetric(cib) ||
  objectsOf(cib, "constraints").some(
    (each) =>
      each.name === "rsc_location" &&
      (isBan(each) || each.children.length > 0 || each.attributes["resource-discovery"] === "exclusive"),
  );

export function placesOf(cib: Cib, id: string): Places {
  const nodes = nodeNames(cib);
  const locations = locationsOn(cib, idsOf(cib, id));
  const banned = new Map<string, string>();
  let byRule = false;
  const ban = (names: readonly string[], why: string) => {
    for (const each of names) if (nodes.includes(each) && !banned.has(each)) banned.set(each, why);
  };
  for (const location of locations) {
    if (isBan(location)) ban([location.attributes["node"] ?? ""], idOf(location));
    for (const rule of childrenNamed(location, "rule")) {
      const names = isBan(rule) ? namedByRule(rule, nodes) : [];
      if (names) ban(names, idOf(location));
      byRule ||= names === undefined || rule.attributes["score-attribute"] !== undefined;
    }
  }
  const allows = (each: Element, node: string) =>
    !isBan(each) && (each.attributes["node"] === node || child(each, "rule") !== undefined);
  const only = (these: readonly Element[], why: string) => {
    ban(
      nodes.filter((node) => !these.some((each) => allows(each, node))),
      why,
    );
  };
  const exclusive = locations.filter((each) => each.attributes["resource-discovery"] === "exclusive");
  if (exclusive[0]) only(exclusive, idOf(exclusive[0]));
  if (isAsymmetric(cib)) only(locations, "symmetric-cluster=false");
  return { nodes: nodes.filter((each) => !banned.has(each)), banned, byRule };
}
