import { runnables } from "../cib/document";
import { heldFor } from "../cib/hold";
import { parseMonitor, parseVersions, reportSections } from "../crm/monitor";
import type { Report, ResourceReport } from "../crm/report";
import { parseSections } from "../crm/sections";
import { firstHost } from "../ssh";
import type { Command, Connections, Host } from "../ssh/types";
import { propertyOf } from "../cib/properties";
import { isQuorate, parseSnapshot, requireWritable, snapshotCommand, type Snapshot } from "./snapshot";

/** One round trip: the snapshot says why there is no cluster to be read, or what it is. */
const reportCommand: Command = { name: "crm_mon", script: snapshotCommand.script + reportSections };

async function ask(host: Host): Promise<{ report: Report; snapshot: Snapshot }> {
  const output = await host.run(reportCommand);
  const snapshot = parseSnapshot(host, output);
  const answers = parseSections(output.stdout);
  const monitored = parseMonitor(answers["monitor"] ?? "");
  const clusterName = propertyOf(snapshot.cib, "cluster-name");
  const held = new Map(runnables(snapshot.cib).map((each) => [each.attributes["id"], heldFor(each)]));
  const withHold = (resource: ResourceReport): ResourceReport => {
    const company = held.get(resource.id);
    return company ? { ...resource, heldFor: company } : resource;
  };
  const report: Report = {
    host: host.address,
    ...(clusterName !== undefined && { clusterName }),
    versions: parseVersions(answers["versions"] ?? "", answers["packages"] ?? ""),
    messagingLayer: "corosync",
    quorum: isQuorate(snapshot),
    ...monitored,
    resources: monitored.resources.map(withHold),
  };
  return { report, snapshot };
}

/** From the first host in a partition with quorum; where there is none, from the first that answers at all. */
export async function readReport(connections: Connections): Promise<Report> {
  const seen: Report[] = [];
  try {
    await firstHost(connections, async (host) => {
      const { report, snapshot } = await ask(host);
      seen.push(report);
      requireWritable(snapshot);
    });
  } catch (error) {
    const [inquorate] = seen;
    if (inquorate) return inquorate;
    throw error;
  }
  const quorate = seen.at(-1);
  if (!quorate) throw new Error("a host was chosen that nobody asked");
  return quorate;
}

/** A resource that runs where it should not, with the reason that the cluster gives. */
export function sayStuck(
  { failures, properties, nodes }: Report,
  { id, nodes: places, managed }: ResourceReport,
): string {
  const where = `${id} on ${places.join(", ")}`;
  const failed = failures.filter(({ resource, node }) => resource === id && places.includes(node));
  const inMaintenance = nodes.filter(({ name, maintenance }) => maintenance && places.includes(name));
  if (failed.length > 0)
    return `${where} (${failed.map(({ operation, why }) => `${operation} failed: ${why}`).join(", ")})`;
  if (properties.maintenanceMode) return `${where} (the cluster is in maintenance mode)`;
  if (inMaintenance.length > 0) return `${where} (the node is in maintenance)`;
  return managed ? where : `${where} (it is not managed)`;
}
