import { agentIn } from "../cib/agent-values";
import { awaited, heldFor } from "../cib/hold";
import { constraintsOn, containersOf, findResource, runnables, type Cib } from "../cib/document";
import { child, walk, type Element } from "../cib/element";
import { parseBoolean } from "../cib/meaning";
import { fencingProperties } from "../cib/terms";
import { readPair } from "../cib/pairs";
import { propertyOf } from "../cib/properties";
import type { ClusterStatus } from "../crm/status";

const isSet = (cib: Cib, name: string) => parseBoolean(propertyOf(cib, name) ?? "") === true;

export const isFencingDevice = (cib: Cib, resource: Element): boolean =>
  agentIn(cib, resource)?.startsWith("stonith:") === true;

export const hasFencingDevice = (cib: Cib): boolean => runnables(cib).some((each) => isFencingDevice(cib, each));

/** Without a device, a watchdog, or a word that none is wanted, the cluster starts nothing at all. */
export const isFencingUndecided = (cib: Cib): boolean =>
  !hasFencingDevice(cib) &&
  !isSet(cib, "have-watchdog") &&
  fencingProperties.every((name) => parseBoolean(propertyOf(cib, name) ?? "true") !== false);

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

/** Is it told to be stopped, or what it is in? The id of that which says so. */
export const stoppedBy = (cib: Cib, id: string): string | undefined =>
  [findResource(cib, id), ...containersOf(cib, id)].find(
    (each) => each && readPair(each, "meta_attributes", "target-role")?.toLowerCase() === "stopped",
  )?.attributes["id"];

/** The ticket without which it may not run here. */
function missingTicket(cib: Cib, id: string): string | undefined {
  const granted = [...walk(child(cib, "status") ?? cib)].filter(
    ({ name, attributes }) => name === "ticket_state" && parseBoolean(attributes["granted"] ?? "") === true,
  );
  const needed = [id, ...containersOf(cib, id).map(({ attributes }) => attributes["id"] ?? "")]
    .flatMap((each) => constraintsOn(cib, each))
    .flatMap(({ name, attributes }) => (name === "rsc_ticket" ? (attributes["ticket"] ?? []) : []));
  return needed.find((ticket) => !granted.some(({ attributes }) => attributes["id"] === ticket));
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
  const stopped = stoppedBy(cib, id);
  if (stopped !== undefined) return `${stopped} is told to be stopped (target-role)`;
  const ticket = missingTicket(cib, id);
  if (ticket !== undefined) return `${id} needs the ticket ${ticket}, which is not granted here`;
  return undefined;
}
