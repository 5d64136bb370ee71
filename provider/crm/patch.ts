import type { Command, CommandOutput } from "../ssh/types";
import { parseSections, sectionShell } from "./sections";
import { verifiedShell } from "./verified";

/**
 * One patch, applied only if the configuration is still the one that was read (its epoch), whole or not at all. The
 * patch names the epoch that it is for, so that the CIB manager itself refuses it when somebody was faster. Pacemaker
 * from 3.1 on wants `num_updates` named as well, which moves with every result of an operation: a patch that is late
 * only in that goes again.
 *
 * Each member judges the patch by its own copy. After partitions have met, copies may differ for some seconds: a patch
 * would be taken by some members and refused by others. So it waits until the DC has what we have; but for
 * `num_updates` where that is not named, in which members of Pacemaker 2 may differ for good.
 *
 * What has still to be verified is verified first: what crm_verify says of it, and not of the document before, is for
 * somebody else to judge, and nothing is written.
 */
const script = `
${sectionShell}
${verifiedShell}
look() { version=$(cibadmin --query --xpath /cib --no-children "$@" 2>message); }
# By the shell alone: the less passes between a look and its patch, the better.
value() { answer=\${version#* "$1"='"'}; if [ "$answer" = "$version" ]; then answer=; else answer=\${answer%%'"'*}; fi; }
is_expected() {
  value admin_epoch
  [ "$answer" = "$admin" ] || return
  value epoch
  [ "$answer" = "$epoch" ]
}
is_quorate() {
  value have-quorum
  [ "$answer" = 1 ]
}
# The DC's num_updates; ours where it cannot be asked.
theirs() {
  if [ -s dc ] && look --node "$(cat dc)"; then
    ! is_expected || { value num_updates; echo "$answer"; }
  else
    echo "$updates"
  fi
}
# Where num_updates is on the move, ours is between two looks at the DC's.
in_step() {
  [ -n "$before" ] || return
  [ -n "$named" ] && [ "$before" != "$updates" ] || return 0
  after=$(theirs)
  [ -n "$after" ] && [ "$before" -le "$updates" ] && [ "$updates" -le "$after" ]
}
patch() {
  before=$(theirs)
  look || { echo "failed $?" > sent; return; }
  is_expected && is_quorate || { echo stale > sent; return; }
  value num_updates
  updates=$answer
  in_step || { echo apart > sent; return; }
  echo yes > sent
  printf '<diff format="2"><version><source admin_epoch="%s" epoch="%s"%s/>' $admin $epoch "\${named:+ num_updates='$updates'}"
  printf '<target admin_epoch="%s" epoch="%s" num_updates="0"/></version>' $admin $((epoch + 1))
  cat changes.xml
}
# It is the DC itself.
if [ "$(cat dc)" = "$(uname -n)" ]; then : > dc; fi
outcome=
status=0
tries=0
waits=0
updates=0
case $(cibadmin --version) in
  "Pacemaker 2."* | "Pacemaker 3.0."*) named= ;;
  *) named=yes ;;
esac
expected=$(cat expected)
admin=\${expected%.*}
epoch=\${expected#*.}
crm_diff --original base.xml --new wanted.xml --no-version | sed '1s#^<diff format="2">##' > changes.xml
if [ -s unverified ]; then
  verified wanted.xml | sort > after
  if [ -s after ]; then verified base.xml | sort | cmp -s - after || outcome=doubtful; fi
fi
while [ -z "$outcome" ] && [ $tries -lt 20 ]; do
  # It is started first, and waits for what it is to send.
  if patch | cibadmin --patch --xml-pipe > said 2>&1; then outcome=done; break; else status=$?; fi
  case $(cat sent) in
    yes)
      tries=$((tries + 1))
      mv said message
      [ $status -eq 103 ] || outcome=failed
      ;;
    apart)
      waits=$((waits + 1))
      if [ $waits -gt 200 ]; then outcome=unequal; else sleep 0.05; fi
      ;;
    stale) outcome=stale ;;
    failed*)
      outcome=failed
      status=$(cut -d ' ' -f 2 sent)
      ;;
  esac
done
section outcome
echo \${outcome:-stale}
section status
echo $status
section message
tail -n 1 message
`;

/** The documents that a patch leads from and to: it is made where it is sent. */
export interface Patch {
  base: string;
  wanted: string;
  /** crm_verify has still to see them. */
  isUnverified: boolean;
  /** `admin_epoch.epoch` of the first. */
  version: string;
  /** The name of the cluster's DC, empty where there is none. */
  dc: string;
}

export const patchCommand = ({ base, wanted, isUnverified, version, dc }: Patch): Command => ({
  name: "cibadmin --patch",
  script,
  files: {
    "base.xml": base,
    "wanted.xml": wanted,
    unverified: isUnverified ? "yes" : "",
    expected: version,
    dc,
  },
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
