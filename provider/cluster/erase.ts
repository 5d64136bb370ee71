import { setTimeout as sleep } from "node:timers/promises";
import { primitives, type Cib } from "../cib/document";
import { child, printXml, walk } from "../cib/element";
import { sameConfiguration } from "../cib/equal";
import { eraseObjects, eraseProperties, readProperties, writeProperties } from "../cib/erase";
import { failures, sayFailure } from "../cib/failures";
import { parsePatched, patchCommand } from "../crm/patch";
import { PacemakerError } from "../errors";
import type { Command, Connections, Host } from "../ssh/types";
import type { Cluster } from "./cluster";
import { isFencingUndecided } from "./held-back";
import { readReport } from "./report";
import { parseSnapshot, requireWritable, snapshotCommand, type Snapshot } from "./snapshot";

export interface Erasing {
  cluster: Cluster;
  connections: Connections;
  /** Milliseconds since the epoch. */
  deadline: number;
  progress: (what: string) => void;
}

/** crm is not asked: on the clusters that need erasing most it refuses every change. */
const diffCommand = (base: Cib, wanted: Cib): Command => ({
  name: "crm_diff",
  script: "crm_diff --original base.xml --new wanted.xml --no-version; [ $? -le 1 ]",
  files: { "base.xml": printXml(base), "wanted.xml": printXml(wanted) },
});

const read = async (host: Host): Promise<Snapshot> => parseSnapshot(host, await host.run(snapshotCommand));

const attempts = 12;

/** One atomic change, on the configuration as it is at that moment. */
async function replace(host: Host, change: (cib: Cib) => Cib): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const snapshot = await read(host);
    requireWritable(snapshot);
    const { cib } = snapshot;
    const wanted = change(cib);
    if (sameConfiguration(cib, wanted)) return;
    const diff = await host.run(diffCommand(cib, wanted));
    if (diff.status !== 0)
      throw new PacemakerError("INTERNAL", `crm_diff: ${diff.stderr.trim()}`, { host: host.address });
    const version = `${cib.attributes["admin_epoch"] ?? ""}.${cib.attributes["epoch"] ?? ""}`;
    const sent = parsePatched(await host.run(patchCommand(diff.stdout, version)));
    if (sent.outcome === "done") return;
    if (sent.outcome === "failed")
      throw new PacemakerError("REFUSED_BY_CRM", `the cluster refused the change: ${sent.message}`, {
        host: host.address,
      });
  }
  throw new PacemakerError("WRITE_CONTENTION", "other writers changed the configuration each time before ours was in", {
    hint: "Look at who writes so often, and run it again.",
  });
}

/** What runs and is not the cluster's to stop is not ours to forget. */
async function requireStoppable({ connections }: Erasing): Promise<void> {
  const { properties, resources } = await readReport(connections);
  const left = resources.filter(({ nodes, managed }) => nodes.length > 0 && !managed).map(({ id }) => id);
  if (left.length === 0) return;
  const why = properties.maintenanceMode ? "the cluster is in maintenance mode" : "they are not managed";
  throw new PacemakerError(
    "HELD_BACK",
    `${left.join(", ")} ${left.length === 1 ? "runs" : "run"} and cannot be stopped: ${why}`,
    {
      hint: "Nothing was changed. End that state first (maintenance-mode, a node's maintenance, is-managed).",
    },
  );
}

async function requireStopped({ connections, cluster }: Erasing): Promise<void> {
  const { resources } = await readReport(connections);
  const running = resources.filter(({ nodes }) => nodes.length > 0);
  if (running.length === 0) return;
  const { cib } = await cluster.observe();
  const known = failures(cib).filter(({ resource }) => running.some(({ id }) => id === resource));
  const what = running.map(({ id, nodes }) => `${id} on ${nodes.join(", ")}`).join("; ");
  throw new PacemakerError(
    known.length > 0 ? "FAILED_IN_CLUSTER" : "NOT_SETTLED",
    [`not everything stops: ${what}`, ...known.map(sayFailure)].join("; "),
    { hint: "Nothing was erased. Mend the cause and run it again." },
  );
}

/** Stops everything, also where nothing can stop because fencing was never decided. */
async function stopAll(erasing: Erasing, host: Host): Promise<void> {
  const { cluster, deadline, progress } = erasing;
  const { cib } = await read(host);
  if (primitives(cib).length === 0) return;
  const forced = {
    "stop-all-resources": "true",
    ...(isFencingUndecided(cib) && { "stonith-enabled": "false" }),
  };
  const former = readProperties(cib, Object.keys(forced));
  await replace(host, (live) => writeProperties(live, forced));
  try {
    await cluster.settle({ resources: "all", until: "settled", before: cib, deadline, progress });
    await requireStopped(erasing);
  } catch (error) {
    await replace(host, (live) => writeProperties(live, former));
    throw error;
  }
}

const historyCommand: Command = { name: "crm_resource --refresh", script: "crm_resource --refresh --force 2>&1" };

const remembered = (cib: Cib): string[] => {
  const status = child(cib, "status");
  return status
    ? [...walk(status)].filter(({ name }) => name === "lrm_resource").map(({ attributes }) => attributes["id"] ?? "")
    : [];
};

/** The nodes forget what they did with resources that are gone: some by themselves, the rest when they are told. */
async function forget(host: Host, { deadline, progress }: Erasing): Promise<void> {
  const { status, stdout } = await host.run(historyCommand);
  if (status !== 0)
    throw new PacemakerError("FAILED_IN_CLUSTER", `crm_resource --refresh: ${stdout.trim()}`, { host: host.address });
  for (;;) {
    const left = remembered((await read(host)).cib);
    if (left.length === 0) return;
    const names = [...new Set(left)].join(", ");
    if (Date.now() > deadline)
      throw new PacemakerError("NOT_SETTLED", `the objects are erased, but nodes still remember ${names}`, {
        hint: "A node that is offline forgets when it is back.",
      });
    progress(`waiting for the nodes to forget ${names}`);
    await sleep(300);
  }
}

/**
 * Everything but the nodes goes, properties last: without the word that there is no fencing nothing would stop any
 * more. Fails before anything is gone, or goes on to the end.
 */
export async function erase(erasing: Erasing): Promise<void> {
  const snapshot = await erasing.cluster.observe();
  requireWritable(snapshot);
  const { host } = snapshot;
  await requireStoppable(erasing);
  await stopAll(erasing, host);
  erasing.progress("deleting the objects");
  await replace(host, eraseObjects);
  await forget(host, erasing);
  await replace(host, eraseProperties);
}
