import type { Command, CommandOutput } from "../ssh/types";
import { parseSections, sectionShell } from "./sections";

/**
 * One patch, applied only if the configuration is still the one that was read (its epoch), whole or not at all. The
 * patch names the very version that it is for, so that the CIB manager itself refuses it when somebody was faster;
 * `num_updates` moves with every result of an operation, so a patch that is late only in that goes again.
 */
const script = `
${sectionShell}
read_version() {
  cibadmin --query --xpath /cib --no-children > version 2>message || { status=$?; return 1; }
  value() { tr ' ' '\\n' < version | sed -n "s/^$1=\\"\\([0-9]*\\)\\".*/\\1/p" | head -n 1; }
  admin=$(value admin_epoch); epoch=$(value epoch); updates=$(value num_updates)
}
outcome=stale
status=0
for attempt in 1 2 3 4 5 6 7 8 9 10; do
  read_version || { outcome=failed; break; }
  [ "$admin.$epoch" = "$(cat expected)" ] || break
  source="<source admin_epoch=\\"$admin\\" epoch=\\"$epoch\\" num_updates=\\"$updates\\"/>"
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

export const patchCommand = (patch: string, expectedVersion: string): Command => ({
  name: "cibadmin --patch",
  script,
  files: { "patch.xml": patch, expected: expectedVersion },
});

export type PatchOutcome = { outcome: "done" } | { outcome: "stale" } | { outcome: "failed" | "lost"; message: string };

/** CRM_EX_DISCONNECT, CRM_EX_TIMEOUT: the CIB manager went away, or says nothing. It may have heard us. */
const lost = ["102", "124"];

export function parsePatched({ stdout, stderr }: CommandOutput): PatchOutcome {
  const answers = parseSections(stdout);
  const outcome = (answers["outcome"] ?? "").trim();
  if (outcome === "done" || outcome === "stale") return { outcome };
  const message = (answers["message"] ?? stderr).trim();
  const status = (answers["status"] ?? "").trim();
  return { outcome: lost.includes(status) ? "lost" : "failed", message: `${message} (exit status ${status})` };
}
