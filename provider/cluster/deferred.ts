import { runnables, type Cib } from "../cib/document";
import { isFencingUndecided } from "./held-back";

type Change = (cib: Cib) => Cib;

/** A removal, and the resources that go in the same run. */
interface Removal {
  change: Change;
  leaving: readonly string[];
}

/**
 * What is said of the cluster as a whole goes with the last resource that it was said for; the engine may well call
 * its removal first. Without stickiness what still runs would be moved once more before it stops; and a cluster that
 * has resources but neither a fencing device nor the word that there is none can do nothing any more, not even stop.
 */
export class Deferred {
  private readonly removals = new Map<string, Removal>();

  private freezes(cib: Cib): boolean {
    return isFencingUndecided(cib) && runnables(cib).length > 0;
  }

  private isEarly(cib: Cib, after: Cib, leaving: readonly string[]): boolean {
    return (
      (!this.freezes(cib) && this.freezes(after)) ||
      runnables(after).some(({ attributes }) => leaving.includes(attributes["id"] ?? ""))
    );
  }

  /** The removal now, with all that waited for it, or later: then the document stays as it is. */
  remove(cib: Cib, label: string, change: Change, leaving: readonly string[] = []): Cib {
    const after = change(cib);
    if (this.isEarly(cib, after, leaving)) {
      this.removals.set(label, { change, leaving });
      return cib;
    }
    this.removals.delete(label);
    return [...this.removals.values()].reduce((made, removal) => {
      const next = removal.change(made);
      return this.isEarly(made, next, removal.leaving) ? made : next;
    }, after);
  }

  waits(label: string): boolean {
    return this.removals.has(label);
  }

  forget(label: string): void {
    this.removals.delete(label);
  }
}
