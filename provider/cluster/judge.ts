import { missingResources } from "../cib/conflicts";
import { heldFor } from "../cib/hold";
import { runnables, type Cib } from "../cib/document";
import { sameConfiguration } from "../cib/equal";
import { parseXml } from "../cib/element";
import { remoteNodes } from "../cib/remote";
import type { Checked } from "../crm/check";
import { blame, hasNoWords, isFencingUndecided, newFindings, unknownAgent, type Finding } from "../crm/findings";

/** What is to be done with what crm said of a change. */
export type Verdict =
  /** It may be written. */
  | { warnings: Finding[] }
  /** These changes are refused, the others go again without them. */
  | { blamed: Map<number, Finding[]> }
  /** crm refused, and nothing says whose fault it is. */
  | { unexplained: Finding[] }
  /** crm took the statements, but wrote something else than was meant: they go as elements. */
  | { again: "as elements" };

export interface Judged {
  /** For each change what crm may call it: its id, its agent. */
  names: readonly (readonly string[])[];
  /** Agents that another host has than the one where crm runs. */
  elsewhere: readonly string[];
  wanted: Cib;
}

/** Fencing may stay undecided as long as there is nothing to start: no resource, or only such as are held. */
const startsNothing = (wanted: Cib): boolean => runnables(wanted).every((each) => heldFor(each) !== undefined);

/** crm's words, also where it could say no more than that the document is none. */
const dangling = (wanted: Cib): Finding[] =>
  missingResources(wanted).map(({ constraint, resource }) => ({
    severity: "error",
    text: `constraint ${constraint} references a resource ${resource} which doesn't exist`,
  }));

/** Where crm's language ends, crm_verify has the word. */
const withWords = (findings: readonly Finding[]): Finding[] => findings.filter((each) => !hasNoWords(each));

const crashes = (names: Judged["names"], { crash }: Checked): Finding[] =>
  crash === undefined
    ? []
    : names.map(([name = ""]) => ({
        severity: "warning",
        text: `${name}: crm of that host crashes on this configuration (${crash}), by hand too; crm_verify alone has checked it`,
      }));

/** crm does not know that a resource may be a node. */
function isRemoteNode({ text }: Finding, wanted: Cib): boolean {
  const node = /: referenced node (\S+) does not exist$/.exec(text)?.[1];
  return node !== undefined && remoteNodes(wanted).has(node);
}

export function judge({ names, elsewhere, wanted }: Judged, checked: Checked): Verdict {
  const before = checked.before ?? [];
  const fresh = withWords(checked.alone ?? newFindings(before, checked.after ?? []));
  const tolerated = (finding: Finding) =>
    (isFencingUndecided(finding) && startsNothing(wanted)) || elsewhere.includes(unknownAgent(finding) ?? "");
  const isError = (finding: Finding) => finding.severity === "error" && !tolerated(finding);
  const loading = withWords(newFindings(before, checked.findings));
  const errors = [...dangling(wanted), ...(checked.loaded ? fresh : [...loading, ...fresh]).filter(isError)];
  const blamed = blame(errors, names);
  if (blamed.size > 0) return { blamed };
  if (fresh.some(isError)) return { unexplained: errors };
  const warnings = [...loading, ...fresh, ...crashes(names, checked)].filter(
    (each) => each.severity === "warning" && !isRemoteNode(each, wanted),
  );
  // It was shown the document itself, or has made the same of the statements.
  const isChecked = checked.after !== undefined || sameConfiguration(parseXml(checked.copy), wanted);
  return isChecked ? { warnings } : { again: "as elements" };
}
