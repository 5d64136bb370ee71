import { awaited, heldFor } from "../cib/hold";
import { findResource, objectsOf, primitives, type Cib } from "../cib/document";
import { element } from "../cib/element";
import { parseBoolean } from "../cib/meaning";
import { readPair } from "../cib/pairs";
import type { ClusterStatus } from "../crm/status";

/** The value of a cluster property. */
export const propertyOf = (cib: Cib, name: string): string | undefined =>
  readPair(element("crm_config", {}, objectsOf(cib, "crm_config")), "cluster_property_set", name);

const isSet = (cib: Cib, name: string) => parseBoolean(propertyOf(cib, name) ?? "") === true;

export const hasFencingDevice = (cib: Cib): boolean =>
  primitives(cib).some((each) => each.attributes["class"] === "stonith");

/** Without a device, and without a word that none is wanted, the cluster starts nothing at all. */
export const isFencingUndecided = (cib: Cib): boolean =>
  !hasFencingDevice(cib) &&
  ["stonith-enabled", "fencing-enabled"].every((name) => parseBoolean(propertyOf(cib, name) ?? "true") !== false);

/** Why the cluster as a whole does nothing with its resources, if so. */
export function whyIdle(cib: Cib): string | undefined {
  if (isSet(cib, "maintenance-mode")) return "the cluster is in maintenance mode (property maintenance-mode)";
  if (isSet(cib, "stop-all-resources")) return "the cluster is told to stop everything (property stop-all-resources)";
  if (cib.attributes["have-quorum"] !== "1" && propertyOf(cib, "no-quorum-policy") !== "ignore")
    return "the partition has no quorum";
  if (isFencingUndecided(cib))
    return "fencing is not decided, so the cluster starts nothing: declare a fencing device, or ClusterProperty stonith-enabled false by intent";
  return undefined;
}

function metaOf(cib: Cib, id: string, name: string): string | undefined {
  for (const each of primitives(cib).filter(({ attributes }) => attributes["id"] === id)) {
    const value = readPair(each, "meta_attributes", name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Why a resource does not run although nothing failed; undefined when nothing explains it. */
export function whyNotRunning(cib: Cib, status: ClusterStatus, id: string): string | undefined {
  const resource = findResource(cib, id);
  if (resource && heldFor(resource)) {
    const missing = awaited(cib, id);
    return `${id} is held until ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} there`;
  }
  const idle = whyIdle(cib);
  if (idle !== undefined) return idle;
  if (status.resources.some((each) => each.id === id && !each.managed))
    return `${id} is not managed (is-managed, maintenance)`;
  const role = metaOf(cib, id, "target-role");
  if (role?.toLowerCase() === "stopped") return `${id} is told to be stopped (target-role)`;
  return undefined;
}
