import { changeElement, constraintsOn, findResource, objectsOf, primitives, type Cib } from "../cib/document";
import { heldFor, hold } from "../cib/hold";
import { withoutResource } from "../cib/removal";

type Change = (cib: Cib) => Cib;

/**
 * What goes without a constraint of the program that is still there: the constraint's own delete was left out because
 * its resource goes in the same run (deletedWith), so that resource must not start again in the meantime.
 */
const dependents = (cib: Cib, id: string, company: readonly string[]): Map<string, string[]> => {
  const found = new Map<string, string[]>();
  for (const { name, attributes } of constraintsOn(cib, id)) {
    const constraint = attributes["id"] ?? "";
    const dependent = name === "rsc_colocation" ? attributes["rsc"] : attributes["then"];
    if (!company.includes(constraint) || dependent === undefined || dependent === id) continue;
    found.set(dependent, [...(found.get(dependent) ?? []), constraint]);
  }
  return found;
};

export function removeHolding(cib: Cib, remove: Change, id: string, company: readonly string[]): Cib {
  const going = dependents(cib, id, company);
  return primitives(cib)
    .filter((each) => going.has(each.attributes["id"] ?? "") && heldFor(each) === undefined)
    .reduce((made, each) => {
      const live = primitives(made).find(({ attributes }) => attributes["id"] === each.attributes["id"]);
      return live ? changeElement(made, live, hold(live, going.get(each.attributes["id"] ?? "") ?? [])) : made;
    }, remove(cib));
}

/** Constraints of others that go with a resource: the CIB cannot hold a constraint about nothing. */
export function foreignConstraints(cib: Cib, id: string, company: readonly string[]): string[] {
  const resource = findResource(cib, id);
  if (!resource) return [];
  const ids = (each: Cib) => objectsOf(each, "constraints").map(({ attributes }) => attributes["id"] ?? "");
  const left = ids(withoutResource(cib, resource));
  return ids(cib).filter((constraint) => !left.includes(constraint) && !company.includes(constraint));
}
