import { objectsOf, type Cib } from "./document";
import { element } from "./element";
import { readPair } from "./pairs";

/** The value of a cluster property. */
export const propertyOf = (cib: Cib, name: string): string | undefined =>
  readPair(element("crm_config", {}, objectsOf(cib, "crm_config")), "cluster_property_set", name);
