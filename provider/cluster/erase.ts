import { setTimeout as sleep } from "node:timers/promises";
import { runnables, type Cib } from "../cib/document";
import { walk } from "../cib/element";
import { onlineStates } from "../cib/node-states";
import { eraseObjects, eraseProperties } from "../cib/erase";
import { readProperties, writeProperties } from "../cib/properties";
import { PacemakerError } from "../errors";
import type { Command, Connections, Host } from "../ssh/types";
import type { Cluster } from "./cluster";
import { isFencingUndecided } from "./held-back";
import type { Report } from "../crm/report";
import { readReport, sayStuck } from "./report";
import { readSnapshot, replace } from "./replace";
import { requireWritable } from "./snapshot";

export interface Erasing {
  cluster: Cluster;
  connections: Connections;
  /** Milliseconds since the epoch. */
  deadline: number;
  progress: (what: string) => void;
}

const running = ({ resources }: Report) => resources.filter(({ nodes }) => nodes.length > 0);

/** What runs and is not the cluster's to stop is not ours to forget. */
async function requireStoppable({ connections }: Erasing): Promise<void> {
  const report = await readReport(connections);
  const stuck = running(report).filter(({ managed }) => !managed);
  if (stuck.length === 0) return;
  throw new PacemakerError(
    "HELD_BACK",
    `cannot be stopped: ${stuck.map((each) => sayStuck(report, each)).join("; ")}`,
    {
      hint: "Nothing was changed. End what keeps the cluster from stopping them, or stop them by hand and clean up.",
    },
  );
}

async function requireStopped({ connections }: Erasing): Promise<void> {
  const report = await readReport(connections);
  const stuck = running(report);
  if (stuck.length === 0) return;
  throw new PacemakerError(
    "FAILED_IN_CLUSTER",
    `does not stop: ${stuck.map((each) => sayStuck(report, each)).join("; ")}`,
    {
      hint: "Nothing was erased. Mend the cause, clean up, and run it again.",
    },
  );
}

/** Stops everything, also where nothing can stop because fencing was never decided. */
async function stopAll(erasing: Erasing, host: Host): Promise<void> {
  const { cluster, deadline, progress } = erasing;
  const { cib } = await readSnapshot(host);
  if (runnables(cib).length === 0) return;
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

const remembered = (cib: Cib): string[] =>
  onlineStates(cib)
    .flatMap((state) => [...walk(state)])
    .flatMap(({ name, attributes }) => (name === "lrm_resource" ? [attributes["id"] ?? ""] : []));

/**
 * The nodes forget what they did with resources that are gone: some by themselves, the rest when they are told; one that
 * is away when it comes back.
 */
async function forget(host: Host, { deadline, progress }: Erasing): Promise<void> {
  const { status, stdout } = await host.run(historyCommand);
  if (status !== 0)
    throw new PacemakerError("FAILED_IN_CLUSTER", `crm_resource --refresh: ${stdout.trim()}`, { host: host.address });
  for (;;) {
    const left = remembered((await readSnapshot(host)).cib);
    if (left.length === 0) return;
    const names = [...new Set(left)].join(", ");
    if (Date.now() > deadline)
      throw new PacemakerError("NOT_SETTLED", `everything is erased, but nodes still remember ${names}`, {
        hint: "`crm_resource --refresh --force` makes them forget.",
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
  try {
    await forget(host, erasing);
  } finally {
    await replace(host, eraseProperties);
  }
}
