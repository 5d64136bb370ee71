import { changeSection, objectsOf, type Cib } from "./document";
import { element, type Element } from "./element";
import { readPair, writePair } from "./pairs";

const setTag = "cluster_property_set";
const asParent = (sets: readonly Element[]) => element("crm_config", {}, sets);

/** The value of a cluster property. */
export const propertyOf = (cib: Cib, name: string): string | undefined =>
  readPair(asParent(objectsOf(cib, "crm_config")), setTag, name);

export type Properties = Readonly<Record<string, string | undefined>>;

export const readProperties = (cib: Cib, names: readonly string[]): Properties =>
  Object.fromEntries(names.map((name) => [name, propertyOf(cib, name)]));

/** Properties set, or taken out where undefined. */
export const writeProperties = (cib: Cib, properties: Properties): Cib =>
  changeSection(cib, "crm_config", (sets) => [
    ...Object.entries(properties).reduce(
      (made, [name, value]) => writePair(made, setTag, "cib-bootstrap-options", name, value),
      asParent(sets),
    ).children,
  ]);
