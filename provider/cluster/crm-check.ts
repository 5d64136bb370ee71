import type { Cib } from "../cib/document";
import { missingResources } from "../cib/conflicts";
import { idOf, walk } from "../cib/element";
import { sameConfiguration } from "../cib/equal";
import { checkCommand, parseChecked } from "../crm/check";
import { changeIn, differences, draft, isOld, judgedAs, type Difference } from "../crm/draft";
import { blame, type Finding } from "../crm/findings";
import { PacemakerError } from "../errors";
import { judge, type Judged, type Verdict } from "./judge";
import type { Snapshot } from "./snapshot";

type Final = Exclude<Verdict, { again: unknown }>;
/** It may be written once crm_verify alone has seen it: crm has taken the like of it. */
interface Unverified {
  warnings: [];
  isUnverified: true;
}

/** What changes, whatever others have changed; none where it cannot be told from the like of it. */
function changesOf(different: readonly Difference[]): string | undefined {
  const changes = different.map(changeIn);
  return changes.includes("") ? undefined : changes.join("\n");
}

/**
 * What crm says of the changes of one run. A call of it takes most of a second, however little it is asked, and the
 * engine hands out a program in waves: so the first change is checked with all that is known to follow, and what crm
 * takes then it is not asked about again. crm_verify sees each change by itself all the same, on its way to the CIB.
 */
export class CrmCheck {
  private readonly taken = new Set<string>();
  private hasLookedAhead = false;
  private isDoubtful = false;
  /** The change that it took last. */
  private last: { changes: string; warnings: Finding[] } | undefined;

  constructor(private readonly foreseen: (cib: Cib) => Cib) {}

  async of(snapshot: Snapshot, judged: Judged): Promise<Final | Unverified> {
    const { wanted } = judged;
    const different = differences(snapshot.cib, wanted);
    const isWhole = missingResources(wanted).length === 0;
    const changes = isWhole ? changesOf(different) : undefined;
    // Somebody else was faster: asked again each time, others who write without a pause would win for ever.
    if (changes !== undefined && changes === this.last?.changes) return { warnings: this.last.warnings };
    if (!this.hasLookedAhead && !isOld(different, this.taken)) await this.lookAhead(snapshot, judged);
    if (!this.isDoubtful && isWhole && isOld(different, this.taken)) return { warnings: [], isUnverified: true };
    this.isDoubtful = false;
    const verdict = await this.ask(snapshot, judged);
    this.last = changes !== undefined && "warnings" in verdict ? { changes, warnings: verdict.warnings } : undefined;
    return verdict;
  }

  /** What was sent unverified is something to be said of. */
  doubt(): void {
    this.isDoubtful = true;
  }

  private async lookAhead(snapshot: Snapshot, { wanted, elsewhere }: Judged): Promise<void> {
    const all = this.foreseen(wanted);
    // There is no more, or of a very large program nobody has told yet.
    if (sameConfiguration(all, wanted)) return;
    this.hasLookedAhead = true;
    const objects = differences(snapshot.cib, all);
    const names = objects.map((each) => (each.wanted ? [...walk(each.wanted)].map(idOf).filter(Boolean) : []));
    const verdict = await this.ask(snapshot, { wanted: all, names, elsewhere });
    if (!("warnings" in verdict)) return;
    const said = blame(verdict.warnings, names);
    // What it has something to say of says so when it is written.
    const isAssigned = new Set([...said.values()].flat()).size === new Set(verdict.warnings).size;
    if (isAssigned) for (const [i, each] of objects.entries()) if (!said.has(i)) this.taken.add(judgedAs(each));
  }

  private async ask(snapshot: Snapshot, judged: Judged): Promise<Final> {
    const { host, cib } = snapshot;
    const { taken } = this;
    const answer = async (asElements: boolean) =>
      judge(judged, parseChecked(await host.run(checkCommand(draft(cib, judged.wanted, { taken, asElements })))));
    const first = await answer(false);
    const verdict = "again" in first ? await answer(true) : first;
    if ("again" in verdict)
      throw new PacemakerError("UNEXPECTED_CHANGE", "crm was given no statement and still changed the copy of the CIB");
    return verdict;
  }
}
