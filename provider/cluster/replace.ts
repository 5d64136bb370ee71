import type { Cib } from "../cib/document";
import { sameConfiguration } from "../cib/equal";
import { PacemakerError } from "../errors";
import type { Host } from "../ssh/types";
import { send } from "./send";
import { parseSnapshot, requireWritable, snapshotCommand, type Snapshot } from "./snapshot";

export const readSnapshot = async (host: Host): Promise<Snapshot> =>
  parseSnapshot(host, await host.run(snapshotCommand));

const attempts = 12;

/**
 * One atomic change, on the configuration as it is at that moment. Returns the document before it. It is for what an
 * operator does by hand, and crm is not asked: it refuses every change of an object that it finds fault with, and on
 * the clusters that need a hand most it refuses every change at all. Pacemaker's own checks stay.
 */
export async function replace(host: Host, change: (cib: Cib) => Cib): Promise<Cib> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const snapshot = await readSnapshot(host);
    requireWritable(snapshot);
    const { cib } = snapshot;
    const wanted = change(cib);
    if (sameConfiguration(cib, wanted)) return cib;
    if ((await send(snapshot, wanted, false)) === "done") return cib;
  }
  throw new PacemakerError("WRITE_CONTENTION", "other writers changed the configuration each time before ours was in", {
    hint: "Look at who writes so often, and run it again.",
  });
}
