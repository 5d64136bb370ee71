import type { NodeReport, Report, ResourceReport } from "../provider/crm/report";
import { printable, table } from "./table";

const list = (...words: (string | false | undefined)[]): string => words.filter((word) => word).join(", ");

const nodeState = (node: NodeReport): string =>
  list(
    node.pending ? "joining" : node.online ? "online" : "OFFLINE",
    node.unclean && "UNCLEAN",
    node.standby && "standby",
    node.maintenance && "maintenance",
  );

const resourceNotes = (resource: ResourceReport): string =>
  list(
    resource.failed && "FAILED",
    resource.blocked && "BLOCKED",
    !resource.managed && "unmanaged",
    resource.orphaned && "no longer configured",
    resource.pending?.toLowerCase(),
    resource.targetRole === "Stopped" && "told to be stopped",
    resource.heldFor && `waits until ${resource.heldFor.join(", ")} is declared`,
    resource.promotedOn.length > 0 && `promoted on ${resource.promotedOn.join(", ")}`,
  );

/** What keeps the cluster as a whole from doing its work. */
const alarms = ({ quorum, dc, properties }: Report): string[] => [
  ...(quorum ? [] : [`no quorum: no-quorum-policy is ${properties.noQuorumPolicy}`]),
  ...(dc === undefined ? ["no DC: the nodes are electing one"] : []),
  ...(properties.maintenanceMode ? ["maintenance mode: resources are left alone"] : []),
  ...(properties.stopAllResources ? ["stop-all-resources: everything is told to be stopped"] : []),
  ...(properties.stonithEnabled ? [] : ["fencing is off (stonith-enabled=false)"]),
];

const versionsLine = ({ versions, messagingLayer }: Report): string =>
  list(
    `Pacemaker ${versions.pacemaker ?? "(version not known)"}`,
    `${messagingLayer} ${versions.corosync ?? "(version not known)"}`,
    versions.crmsh && `crmsh ${versions.crmsh}`,
    versions.resourceAgents && `resource-agents ${versions.resourceAgents}`,
  );

export function statusText(report: Report): string {
  const { clusterName, dc, quorum, host, nodes, resources, failures } = report;
  const cluster = list(
    `cluster ${clusterName ?? "without a name"}`,
    quorum ? "quorum" : "NO QUORUM",
    dc !== undefined && `DC ${dc}`,
    `asked at ${host}`,
  );
  const sections = [
    [cluster, versionsLine(report), ...alarms(report).map((alarm) => `! ${alarm}`)].map(printable),
    table(
      ["NODE", "STATE"],
      nodes.map((node) => [node.name, nodeState(node)]),
    ),
    resources.length === 0
      ? ["no resources"]
      : table(
          ["RESOURCE", "AGENT", "ROLE", "ON", "IN", "NOTE"],
          resources.map((each) => [
            each.id,
            each.agent,
            each.role,
            each.nodes.join(" "),
            each.container ?? "",
            resourceNotes(each),
          ]),
        ),
    failures.length === 0
      ? []
      : table(
          ["FAILED", "OPERATION", "ON", "AT", "WHY"],
          failures.map(({ resource, operation, node, time, why }) => [resource, operation, node, time ?? "", why]),
        ),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}
