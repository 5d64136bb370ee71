import type { Cib } from "../cib/document";
import { printXml } from "../cib/element";
import { sameConfiguration } from "../cib/equal";
import { PacemakerError } from "../errors";
import type { Command, Host } from "../ssh/types";
import { send } from "./send";
import { parseSnapshot, requireWritable, snapshotCommand, type Snapshot } from "./snapshot";

/**
 * For what an operator does by hand: crm is not asked. It refuses every change of an object that it finds fault with,
 * and on the clusters that need a hand most it refuses every change at all. Pacemaker's own checks stay.
 */
const diffCommand = (base: Cib, wanted: Cib): Command => ({
  name: "crm_diff",
  script: "crm_diff --original base.xml --new wanted.xml --no-version; [ $? -le 1 ]",
  files: { "base.xml": printXml(base), "wanted.xml": printXml(wanted) },
});

export const readSnapshot = async (host: Host): Promise<Snapshot> =>
  parseSnapshot(host, await host.run(snapshotCommand));

const attempts = 12;

/** One atomic change, on the configuration as it is at that moment. Returns the document before it. */
export async function replace(host: Host, change: (cib: Cib) => Cib): Promise<Cib> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const snapshot = await readSnapshot(host);
    requireWritable(snapshot);
    const { cib } = snapshot;
    const wanted = change(cib);
    if (sameConfiguration(cib, wanted)) return cib;
    const diff = await host.run(diffCommand(cib, wanted));
    if (diff.status !== 0)
      throw new PacemakerError("INTERNAL", `crm_diff: ${diff.stderr.trim()}`, { host: host.address });
    if (await send(snapshot, diff.stdout)) return cib;
  }
  throw new PacemakerError("WRITE_CONTENTION", "other writers changed the configuration each time before ours was in", {
    hint: "Look at who writes so often, and run it again.",
  });
}
