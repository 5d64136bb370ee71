import { containersOf, findId, objectsOf, type Cib } from "./document";
import { child, childrenNamed, idOf, type Element } from "./element";

/** An agent's full name, as an element says it: `ocf:heartbeat:apache`. Empty where its template does. */
export const agentOf = ({ attributes }: Element): string =>
  ["class", "provider", "type"].flatMap((key) => attributes[key] ?? []).join(":");

/** A primitive, and the template that says what it does not. */
const withTemplate = (cib: Cib, resource: Element): Element[] => {
  const { template: id } = resource.attributes;
  if (id === undefined) return [resource];
  const template = objectsOf(cib, "resources").find((each) => each.name === "template" && idOf(each) === id);
  return template ? [resource, template] : [resource];
};

/** The agent that runs a resource; undefined where the template that says it is not there. */
export const agentIn = (cib: Cib, resource: Element): string | undefined =>
  withTemplate(cib, resource)
    .map(agentOf)
    .find((each) => each !== "");

const sets = (holder: Element) => childrenNamed(holder, "instance_attributes");
const pairs = (set: Element) => childrenNamed(set, "nvpair");

/** Parameters that a program says of a new resource, with or without a rule, and which of its arguments say so. */
export const parametersOf = (made: Element): { path: string; name: string; value: string }[] =>
  sets(made).flatMap((set) => {
    const isUsual = idOf(set) === `${idOf(made)}-${set.name}`;
    const place = isUsual ? "params" : `paramSets.${idOf(set)}.values`;
    return pairs(set).map(({ attributes: { name = "", value = "" } }) => ({ path: `${place}.${name}`, name, value }));
  });

export const operationsOf = (resource: Element) =>
  childrenNamed(child(resource, "operations"), "op").map(({ attributes: { name = "", interval, timeout, role } }) => ({
    name,
    interval,
    timeout,
    role,
  }));

/** An element, or the one that it stands for (id-ref). */
const resolved = (cib: Cib, each: Element): Element => {
  const reference = each.attributes["id-ref"];
  return (reference === undefined ? undefined : findId(cib, reference)) ?? each;
};

/** Is a primitive given that parameter: by itself, its template, or what it is in, also by reference? */
export function isGiven(cib: Cib, primitive: Element, name: string): boolean {
  const says = (holder: Element) =>
    sets(holder)
      .flatMap((set) => resolved(cib, set).children)
      .some((each) => resolved(cib, each).attributes["name"] === name);
  return withTemplate(cib, primitive).some(says) || containersOf(cib, idOf(primitive)).some(says);
}
