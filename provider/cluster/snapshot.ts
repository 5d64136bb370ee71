import type { Cib } from "../cib/document";
import { parseXml } from "../cib/element";
import { propertyOf } from "../cib/properties";
import { parseSections, sectionShell } from "../crm/sections";
import { PacemakerError } from "../errors";
import type { Command, CommandOutput, Host } from "../ssh/types";
import { identityOf, sameCluster } from "./identity";

export interface Snapshot {
  cib: Cib;
  /** Which cluster; see identity.ts. */
  identity: string;
  host: Host;
}

const script = `
${sectionShell}
section missing
for tool in crm cibadmin crm_diff crm_simulate; do command -v $tool >/dev/null || echo $tool; done
section heartbeat
if [ -e /etc/ha.d/ha.cf ] && ! command -v corosync >/dev/null; then echo yes; fi
section key
sha256sum 2>/dev/null < /etc/corosync/authkey | cut -c1-16
cat /etc/corosync/authkey.former 2>/dev/null
section outsider
[ "$(id -u)" = 0 ] || id -nG | grep -qw haclient || id -un
section running
pgrep -x pacemakerd
section cib
cibadmin --query 2>message
status=$?
section status
echo $status
section message
cat message
`;

export const snapshotCommand: Command = { name: "cibadmin --query", script };

/** Reads the answers, or says in one error why there is no cluster to be read. */
export function parseSnapshot(host: Host, { stdout }: CommandOutput): Snapshot {
  const answers = parseSections(stdout);
  const read = (name: string) => (answers[name] ?? "").trim();
  const fail = (...[code, what, hint]: [PacemakerError["code"], string, string]) =>
    new PacemakerError(code, what, { host: host.address, hint });
  if (read("heartbeat") !== "") throw heartbeat(host);
  if (read("missing") !== "")
    throw fail(
      "NO_CRM",
      `not installed there: ${read("missing").split("\n").join(", ")}`,
      "Install crmsh and pacemaker-cli-utils (packages crmsh, pacemaker), or name a member of the cluster in hosts.",
    );
  const shutOut = read("outsider") !== "" && read("running") !== "";
  if (read("status") !== "0") throw whyNoCib(read("message"), shutOut, fail);
  const cib = parseXml(read("cib"));
  if (propertyOf(cib, "cluster-infrastructure") === "heartbeat") throw heartbeat(host);
  return { cib, identity: identityOf(cib, read("key")), host };
}

const heartbeat = (host: Host) =>
  new PacemakerError("HEARTBEAT", "the cluster runs on Heartbeat, which Pacemaker 2.0 no longer supports", {
    host: host.address,
    hint: "Move the cluster to Corosync first.",
  });

type Fail = (code: PacemakerError["code"], what: string, hint: string) => PacemakerError;

/** Whom Pacemaker does not know it leaves without an answer: they hear the same as when it is down. */
function whyNoCib(message: string, shutOut: boolean, fail: Fail): PacemakerError {
  const words = message.split("\n").at(-1) ?? "";
  if (shutOut || /permission denied|not permitted|access/i.test(words))
    return fail(
      "NO_PERMISSION",
      `the user may not read the cluster (${words})`,
      "Use `sudo: true`, or a user of the group haclient.",
    );
  return fail(
    "CLUSTER_DOWN",
    `the cluster does not answer (${words})`,
    "Look at `systemctl status corosync pacemaker` there, and start them.",
  );
}

export const isQuorate = ({ cib }: Snapshot): boolean => cib.attributes["have-quorum"] === "1";

/** A partition without quorum may read its CIB; what is written there is lost when the others come back. */
export function requireWritable(snapshot: Snapshot): void {
  if (!isQuorate(snapshot))
    throw new PacemakerError("NO_QUORUM", "its partition of the cluster has no quorum, so nothing is written", {
      host: snapshot.host.address,
      hint: "Bring the other members back (`crm status`, `corosync-quorumtool`), or put a host of the quorate part first in hosts.",
    });
}

/** State, and what a run saw first, name the cluster: another one is never written to, nor read as if all were gone. */
export function requireCluster({ identity, host }: Snapshot, expected: string | undefined): void {
  if (expected === undefined || sameCluster(identity, expected)) return;
  throw new PacemakerError("OTHER_CLUSTER", `the cluster there is ${identity}, not ${expected}`, {
    host: host.address,
    hint: "Point the provider's hosts back at that cluster. If it no longer exists, `pulumi state delete` the resource.",
  });
}
