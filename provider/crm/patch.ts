import type { Command, CommandOutput } from "../ssh/types";
import { parseSections, sectionShell } from "./sections";

/**
 * One patch, applied only if the configuration is still the one that was read (its epoch), whole or not at all. The
 * patch names the very version that it is for, so that the CIB manager itself refuses it when somebody was faster;
 * `num_updates` moves with every result of an operation, so a patch that is late only in that goes again.
 *
 * Each member judges the patch by its own copy. After partitions have met, copies may differ for some seconds: a patch
 * would be taken by some members and refused by others. So it waits until the DC has what we have. Members of
 * Pacemaker 2 may differ in `num_updates` for good, and every one of them goes by the epoch where the patch does not
 * name it; Pacemaker from 3.1 on wants it named.
 *
 * What has still to be verified is verified first: what crm_verify says of it, and not of the document before, is for
 * somebody else to judge, and nothing is written.
 */
const script = `
${sectionShell}
value() { tr ' ' '\\n' < version | sed -n "s/^$1=\\"\\([0-9]*\\)\\".*/\\1/p" | head -n 1; }
read_version() { cibadmin --query --xpath /cib --no-children "$@" > version 2>message; }
verified() { crm_verify --xml-file "$1" --verbose 2>&1 | sort; }
is_expected() { [ "$(value admin_epoch).$(value epoch)" = "$expected" ]; }
# The DC's num_updates; ours where it cannot be asked.
theirs() { if [ -s dc ] && read_version --node "$(cat dc)"; then ! is_expected || value num_updates; else echo "$updates"; fi; }
# Where it is on the move, ours is between two looks at the DC's.
in_step() {
  after=$(theirs)
  [ -n "$before" ] && [ -n "$after" ] && [ "$before" -le "$updates" ] && [ "$updates" -le "$after" ]
}
# It is the DC itself.
if [ "$(cat dc)" = "$(uname -n)" ]; then : > dc; fi
outcome=stale
status=0
tries=0
waits=0
updates=0
named=yes
expected=$(cat expected)
admin=\${expected%.*}
epoch=\${expected#*.}
[ -e patch.xml ] || crm_diff --original base.xml --new wanted.xml --no-version > patch.xml
if [ -s unverified ]; then
  verified wanted.xml > after
  if [ -s after ]; then verified base.xml | cmp -s - after || outcome=doubtful; fi
fi
while [ $outcome = stale ] && [ $tries -lt 10 ]; do
  before=$(theirs)
  read_version || { status=$?; outcome=failed; break; }
  is_expected && [ "$(value have-quorum)" = 1 ] || break
  updates=$(value num_updates)
  if [ "$before" != "$updates" ] && ! in_step; then
    waits=$((waits + 1))
    if [ $waits -gt 60 ] && [ -n "$before" ]; then
      named=
    else
      [ $waits -le 200 ] || { outcome=unequal; break; }
      sleep 0.05
      continue
    fi
  fi
  tries=$((tries + 1))
  source="<source admin_epoch=\\"$admin\\" epoch=\\"$epoch\\"\${named:+ num_updates=\\"$updates\\"}/>"
  target="<target admin_epoch=\\"$admin\\" epoch=\\"$((epoch + 1))\\" num_updates=\\"0\\"/>"
  sed "s#<diff format=\\"2\\">#&<version>$source$target</version>#" patch.xml > versioned.xml
  if cibadmin --patch --xml-file versioned.xml > message 2>&1; then outcome=done; break; else status=$?; fi
  [ $status -eq 103 ] || { outcome=failed; break; }
done
section outcome
echo $outcome
section status
echo $status
section message
tail -n 1 message
`;

/**
 * A patch, or the documents that it is to lead from and to: it is made where it is sent, and `unverified` ("yes" or
 * empty) says whether crm_verify has to see them first.
 */
export type Patch = { "patch.xml": string } | { "base.xml": string; "wanted.xml": string; unverified: string };

/** `dc`: the name of the cluster's DC, empty where there is none. */
export const patchCommand = (patch: Patch, expectedVersion: string, dc: string): Command => ({
  name: "cibadmin --patch",
  script,
  files: { ...patch, expected: expectedVersion, dc },
});

export type PatchOutcome =
  { outcome: "done" | "stale" | "unequal" | "doubtful" } | { outcome: "failed" | "lost"; message: string };

const plain = ["done", "stale", "unequal", "doubtful"] as const;

/** CRM_EX_DISCONNECT, CRM_EX_TIMEOUT: the CIB manager went away, or says nothing. It may have heard us. */
const lost = ["102", "124"];

export function parsePatched({ stdout, stderr }: CommandOutput): PatchOutcome {
  const answers = parseSections(stdout);
  const said = (answers["outcome"] ?? "").trim();
  const outcome = plain.find((each) => each === said);
  if (outcome) return { outcome };
  const message = (answers["message"] ?? stderr).trim();
  const status = (answers["status"] ?? "").trim();
  return { outcome: lost.includes(status) ? "lost" : "failed", message: `${message} (exit status ${status})` };
}
