import { changeSection, constraintsOn, objectsOf, type Cib } from "./document";
import { childrenNamed, idOf, type Element } from "./element";
import { parseScore } from "./meaning";

/** What `crm resource move` and `ban` leave in the CIB until somebody clears it. */
export const isMove = (constraint: Element): boolean => /^cli-(prefer|ban)-/.test(idOf(constraint));

export const moves = (cib: Cib): Element[] => objectsOf(cib, "constraints").filter(isMove);

export const movesOn = (cib: Cib, id: string): Element[] =>
  constraintsOn(cib, id).filter((each) => each.name === "rsc_location" && isMove(each));

export function withoutMoves(cib: Cib, id: string): Cib {
  const gone = movesOn(cib, id);
  return changeSection(cib, "constraints", (all) => all.filter((each) => !gone.includes(each)));
}

/** The node that one is about, and whether it is kept there or kept away; one that ends by itself has a rule. */
function sayMove(move: Element): string {
  const rules = childrenNamed(move, "rule");
  const said = [move, ...rules, ...rules.flatMap(({ children }) => children)].map(({ attributes }) => attributes);
  const node =
    move.attributes["node"] ?? said.find(({ attribute }) => attribute === "#uname")?.["value"] ?? "some nodes";
  const score = said.flatMap((each) => each["score"] ?? [])[0] ?? "";
  return `${idOf(move)} ${(parseScore(score) ?? 0) < 0 ? "keeps it from" : "keeps it on"} ${node}`;
}

/** A warning of moves that somebody may have forgotten, with the command that ends them. */
export function sayMoves(cib: Cib, id: string): string | undefined {
  const found = movesOn(cib, id);
  if (found.length === 0) return undefined;
  return `${id} was moved by hand, and that still counts: ${found.map(sayMove).join(", ")}. \`crm resource clear ${id}\` on a node ends it, or \`clearMoves: true\` in the program.`;
}
