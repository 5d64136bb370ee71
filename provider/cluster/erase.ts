import { setTimeout as sleep } from "node:timers/promises";
import { primitives, type Cib } from "../cib/document";
import { child, walk } from "../cib/element";
import { eraseObjects, eraseProperties, readProperties, writeProperties } from "../cib/erase";
import { failures, sayFailure } from "../cib/failures";
import { PacemakerError } from "../errors";
import type { Command, Connections, Host } from "../ssh/types";
import type { Cluster } from "./cluster";
import { isFencingUndecided } from "./held-back";
import { readReport } from "./report";
import { readSnapshot, replace } from "./replace";
import { requireWritable } from "./snapshot";

export interface Erasing {
  cluster: Cluster;
  connections: Connections;
  /** Milliseconds since the epoch. */
  deadline: number;
  progress: (what: string) => void;
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
  const { cib } = await readSnapshot(host);
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
    const left = remembered((await readSnapshot(host)).cib);
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
