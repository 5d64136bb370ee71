import { ofPacemaker } from "./configured";
import { changeSection, objectsOf, type Cib } from "./document";
import { child, childrenNamed, element, replaceChild, walk, type Element } from "./element";

/** An object that an erase takes out. */
export interface Erasable {
  /** primitive, rsc_colocation, property … */
  kind: string;
  id: string;
}

/** Membership and what is said of nodes stays; sections that the schema wants stay, empty. */
const untouched = ["nodes", "crm_config"];
const required = ["resources", "constraints"];

const configurationOf = (cib: Cib): Element => child(cib, "configuration") ?? element("configuration");

const propertyNames = (cib: Cib): string[] =>
  objectsOf(cib, "crm_config")
    .flatMap((set) => childrenNamed(set, "nvpair"))
    .map((pair) => pair.attributes["name"] ?? "")
    .filter((name) => !ofPacemaker.includes(name));

/** Everything that an erase takes out, by name. */
export function erasable(cib: Cib): Erasable[] {
  const objects = configurationOf(cib)
    .children.filter(({ name }) => !untouched.includes(name))
    .flatMap(({ name: section, children }) =>
      section === "resources"
        ? children.flatMap((top) => [...walk(top)].filter((each) => resourceTags.includes(each.name)))
        : children,
    );
  return [
    ...objects.map(({ name, attributes }) => ({ kind: name, id: attributes["id"] ?? "" })),
    ...[...new Set(propertyNames(cib))].map((id) => ({ kind: "property", id })),
  ];
}

const resourceTags = ["primitive", "group", "clone", "master", "bundle", "template"];

/** Without resources, constraints, defaults and whatever else is not a property or about nodes. */
export function eraseObjects(cib: Cib): Cib {
  const before = configurationOf(cib);
  const children = before.children.flatMap((section) => {
    if (untouched.includes(section.name)) return [section];
    return required.includes(section.name) ? [element(section.name, section.attributes)] : [];
  });
  return replaceChild(cib, before, { ...before, children });
}

/** Without properties, but for those that Pacemaker itself writes. */
export const eraseProperties = (cib: Cib): Cib =>
  changeSection(cib, "crm_config", (sets) =>
    sets.flatMap((set) => {
      const kept = set.children.filter(({ attributes }) => ofPacemaker.includes(attributes["name"] ?? ""));
      return kept.length > 0 ? [{ ...set, children: kept }] : [];
    }),
  );
