import { roles } from "../cib/terms";
import type { ClusterStatus, ResourceStatus } from "../crm/status";

/** What is still to be done for some resources; empty when the cluster has nothing left to do for them. */
export function outstanding(status: ClusterStatus, resources: readonly string[] | "all"): string[] {
  const concerns = (id: string) => resources === "all" || resources.includes(id);
  const planned = status.actions.filter((each) => concerns(each.resource)).map(sayAction);
  const underWay = status.resources.filter((each) => concerns(each.id) && !isSteady(each)).map(sayPending);
  return [...new Set([...planned, ...underWay])];
}

const steadyRoles: readonly string[] = roles;
const isSteady = ({ role, pending }: ResourceStatus) => pending === undefined && steadyRoles.includes(role);

const sayAction = ({ action, resource, node }: ClusterStatus["actions"][number]) =>
  node === undefined ? `${resource} to ${action}` : `${resource} to ${action} on ${node}`;

const sayPending = ({ id, pending, role, nodes }: ResourceStatus) =>
  `${id} (${(pending ?? role).toLowerCase()}${nodes.length > 0 ? ` on ${nodes.join(", ")}` : ""})`;

export const isRunning = (status: ClusterStatus, id: string): boolean =>
  status.resources.some((each) => each.id === id && each.active);

/** The cluster does nothing more with it until somebody mends it. */
export const isBlocked = (status: ClusterStatus, id: string): boolean =>
  status.resources.some((each) => each.id === id && each.blocked);
