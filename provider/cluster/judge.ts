import { heldFor } from "../cib/hold";
import { primitives, type Cib } from "../cib/document";
import { sameConfiguration } from "../cib/equal";
import { parseXml } from "../cib/element";
import type { Checked } from "../crm/check";
import { isFencingUndecided, mentions, newFindings, type Finding } from "../crm/findings";

/** What is to be done with what crm said of a change. */
export type Verdict =
  | { send: string; warnings: Finding[] }
  /** These changes are refused, the others go again without them. */
  | { blamed: Map<number, Finding[]> }
  /** crm refused, and nothing says whose fault it is. */
  | { unexplained: Finding[] }
  /** crm took the statements, but wrote something else than was meant: they go as elements. */
  | { again: "as elements" };

export interface Judged {
  /** For each change what crm may call it: its id, its agent. */
  names: readonly (readonly string[])[];
  base: Cib;
  wanted: Cib;
}

/** Resources that are held start nothing, so they may come before fencing is decided. */
function onlyHeldAreNew(base: Cib, wanted: Cib): boolean {
  const before = new Set(primitives(base).map((each) => each.attributes["id"]));
  return primitives(wanted).every((each) => before.has(each.attributes["id"]) || heldFor(each) !== undefined);
}

export function judge({ names, base, wanted }: Judged, checked: Checked): Verdict {
  const fresh = checked.after ? newFindings(checked.before ?? [], checked.after) : [];
  const tolerated = (finding: Finding) => isFencingUndecided(finding) && onlyHeldAreNew(base, wanted);
  const errors = (checked.loaded ? fresh : [...checked.findings, ...fresh]).filter(
    (each) => each.severity === "error" && !tolerated(each),
  );
  const blamed = new Map(
    names
      .map((mine, i): [number, Finding[]] => [i, errors.filter((each) => mentions(each, mine))])
      .filter(([, findings]) => findings.length > 0),
  );
  if (blamed.size > 0) return { blamed };
  const ours = fresh.filter((each) => each.severity === "error" && !tolerated(each));
  if (ours.length > 0) return { unexplained: ours };
  const warnings = [...checked.findings, ...fresh].filter((each) => each.severity === "warning");
  // What is left was wrong before, and crm would let nobody write anything: the checked elements go themselves.
  if (!checked.loaded) return { send: checked.patchOfWanted, warnings };
  if (sameConfiguration(parseXml(checked.copy), wanted)) return { send: checked.patchOfCopy, warnings };
  return checked.after ? { send: checked.patchOfWanted, warnings } : { again: "as elements" };
}
