import { child, childrenNamed, type Element } from "../cib/element";
import { todaysRole } from "../cib/terms";
import { parseOutput } from "./output";
import type { FailureReport, NodeReport, Report, ResourceReport, Versions } from "./report";

/** What is asked beside the CIB. Package managers know what no program says of itself. */
export const reportSections = `
section monitor
TZ=UTC crm_mon --one-shot --inactive --output-as=xml 2>&1
section versions
crm_mon --version 2>/dev/null
corosync -v 2>/dev/null
section packages
{
  dpkg-query --show --showformat '\${Package} \${Version}\\n' crmsh resource-agents resource-agents-base ||
  rpm --query --queryformat '%{NAME} %{VERSION}\\n' crmsh resource-agents
} 2>/dev/null
`;

const is = ({ attributes }: Element, name: string) => attributes[name] === "true";
const plainId = (id: string) => id.replace(/:\d+$/, "");

/** "1:4.16.0-3+deb13u2" is version 4.16.0, packaged. */
const upstream = (version: string | undefined) => version?.replace(/^\d+:/, "").replace(/-[^-]*$/, "");

export function parseVersions(versions: string, packages: string): Versions {
  const installed = new Map(packages.split("\n").map((line) => line.split(" ") as [string, string | undefined]));
  const found = {
    pacemaker: /^Pacemaker (\S+)/m.exec(versions)?.[1],
    corosync: /^Corosync Cluster Engine, version '([^']*)'/m.exec(versions)?.[1],
    crmsh: upstream(installed.get("crmsh")),
    resourceAgents: upstream(installed.get("resource-agents") ?? installed.get("resource-agents-base")),
  };
  return Object.fromEntries(Object.entries(found).filter(([, version]) => version !== undefined && version !== ""));
}

/** Every `<resource>` with the outermost container around it. */
function* instances(parent: Element, container?: string): Generator<Instance> {
  for (const each of parent.children) {
    if (each.name === "resource") yield { instance: each, ...(container !== undefined && { container }) };
    else yield* instances(each, container ?? each.attributes["id"]);
  }
}

interface Instance {
  instance: Element;
  container?: string;
}

/** The instances of each primitive. */
function grouped(resources: Element | undefined): Instance[][] {
  const byId = new Map<string, Instance[]>();
  for (const each of resources ? instances(resources) : []) {
    const id = plainId(each.instance.attributes["id"] ?? "");
    byId.set(id, [...(byId.get(id) ?? []), each]);
  }
  return [...byId.values()];
}

const roleRank = ["Stopped", "Unpromoted", "Started"];
/** Roles that are not in the list are transitional ("Starting") or Promoted: they say more than the others. */
const rankOf = (role: string) => (roleRank.includes(role) ? roleRank.indexOf(role) : roleRank.length);

const roleOf = ({ attributes }: Element) => todaysRole(attributes["role"] ?? "");

function resourceReport(all: readonly Instance[]): ResourceReport {
  const elements = all.map(({ instance }) => instance);
  const some = (name: string) => elements.some((each) => is(each, name));
  const attribute = (name: string) => elements.map(({ attributes }) => attributes[name]).find((value) => value);
  const nodesOf = (each: Element) => childrenNamed(each, "node").map(({ attributes }) => attributes["name"] ?? "");
  const roles = elements.map(roleOf);
  const promoted = elements.filter((each) => roleOf(each) === "Promoted");
  const container = all[0]?.container;
  const [pending, targetRole] = [attribute("pending"), attribute("target_role")];
  return {
    id: plainId(attribute("id") ?? ""),
    agent: attribute("resource_agent") ?? "",
    role: roles.reduce((best, role) => (rankOf(role) > rankOf(best) ? role : best), "Stopped"),
    nodes: [...new Set(elements.filter((each) => is(each, "active")).flatMap(nodesOf))],
    promotedOn: promoted.flatMap(nodesOf),
    ...(container !== undefined && { container }),
    managed: elements.every((each) => is(each, "managed")),
    blocked: some("blocked"),
    failed: some("failed"),
    orphaned: some("orphaned") || some("removed"),
    ...(pending !== undefined && { pending }),
    ...(targetRole !== undefined && { targetRole }),
  };
}

function failureReport({ attributes }: Element): FailureReport {
  const { op_key: key = "", task = "", interval = "0", exitstatus = "", exitreason = "", status = "" } = attributes;
  const suffix = `_${task}_${interval}`;
  const id = key.endsWith(suffix) ? key.slice(0, -suffix.length) : (attributes["id"] ?? key);
  const result = (/^(done|complete)$/i.test(status) ? exitstatus : status || exitstatus).toLowerCase();
  const time = attributes["last-rc-change"]?.replace(/^(\S+) (\S+)Z$/, "$1T$2Z");
  return {
    resource: plainId(id),
    operation: task,
    node: attributes["node"] ?? "",
    why: exitreason === "" ? result : `${result} (${exitreason})`,
    ...(time !== undefined && { time }),
  };
}

const nodeReport = (node: Element): NodeReport => ({
  name: node.attributes["name"] ?? "",
  online: is(node, "online"),
  standby: is(node, "standby") || is(node, "standby_onfail"),
  maintenance: is(node, "maintenance"),
  pending: is(node, "pending"),
  unclean: is(node, "unclean"),
  dc: is(node, "is_dc"),
});

export type Monitored = Pick<Report, "dc" | "properties" | "nodes" | "resources" | "failures">;

/** Reads what `crm_mon --output-as=xml` prints. */
export function parseMonitor(output: string): Monitored {
  const root = parseOutput("crm_mon", output, "summary");
  const summary = child(root, "summary");
  const options = child(summary, "cluster_options")?.attributes ?? {};
  const dc = child(summary, "current_dc")?.attributes["name"];
  return {
    ...(dc !== undefined && { dc }),
    properties: {
      maintenanceMode: options["maintenance-mode"] === "true",
      stopAllResources: options["stop-all-resources"] === "true",
      stonithEnabled: (options["stonith-enabled"] ?? options["fencing-enabled"]) === "true",
      noQuorumPolicy: options["no-quorum-policy"] ?? "",
    },
    nodes: childrenNamed(child(root, "nodes"), "node").map(nodeReport),
    resources: grouped(child(root, "resources")).map(resourceReport),
    failures: childrenNamed(child(root, "failures"), "failure").map(failureReport),
  };
}
