import { objectsOf, withoutStatus, type Cib } from "../cib/document";
import { idOf, printXml } from "../cib/element";
import { parsePatched, patchCommand } from "../crm/patch";
import { PacemakerError } from "../errors";
import type { Snapshot } from "./snapshot";

/** The member that decides what the cluster does: its copy of the configuration counts. */
const dcOf = (cib: Cib): string =>
  objectsOf(cib, "nodes").find((each) => idOf(each) === cib.attributes["dc-uuid"])?.attributes["uname"] ?? "";

/** Stale: somebody was faster. Doubtful: crm_verify has something to say of it. */
export type Sent = "done" | "stale" | "doubtful";

/** `isUnverified`: crm_verify has still to see it. */
export async function send({ cib, host }: Snapshot, wanted: Cib, isUnverified: boolean): Promise<Sent> {
  const fail = (code: PacemakerError["code"], what: string, hint: string) =>
    new PacemakerError(code, what, { host: host.address, hint });
  const version = `${cib.attributes["admin_epoch"] ?? ""}.${cib.attributes["epoch"] ?? ""}`;
  const text = (each: Cib) => printXml(withoutStatus(each));
  const patch = { base: text(cib), wanted: text(wanted), isUnverified, version, dc: dcOf(cib) };
  const sent = parsePatched(await host.run(patchCommand(patch)));
  switch (sent.outcome) {
    case "done":
    case "stale":
    case "doubtful":
      return sent.outcome;
    case "unequal":
      throw fail(
        "CLUSTER_DOWN",
        "the cluster's members do not have the same configuration",
        "Nothing was written. It takes some seconds after partitions have met; compare `cibadmin --query` on each member.",
      );
    case "lost":
      throw fail(
        "CLUSTER_DOWN",
        `the cluster went away: ${sent.message}`,
        "Look at `systemctl status corosync pacemaker` there. The next run reads what is in, and writes what is missing.",
      );
    case "failed":
      throw fail("REFUSED_BY_CRM", `the cluster refused the change: ${sent.message}`, "Nothing was written.");
  }
}
