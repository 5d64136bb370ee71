import { primitives, type Cib } from "../cib/document";
import { isFencingUndecided } from "./held-back";

type Change = (cib: Cib) => Cib;

/**
 * Taking out the word that there is no fencing freezes a cluster that still has resources: nothing starts or stops
 * any more. Such a removal joins the commit that removes the last resource; the engine may well call it first.
 */
export class Deferred {
  private readonly changes = new Map<string, Change>();

  private freezes(cib: Cib): boolean {
    return isFencingUndecided(cib) && primitives(cib).length > 0;
  }

  /** The removal now, with all that waited for it, or later: then the document stays as it is. */
  remove(cib: Cib, label: string, change: Change): Cib {
    const after = change(cib);
    if (!this.freezes(cib) && this.freezes(after)) {
      this.changes.set(label, change);
      return cib;
    }
    this.changes.delete(label);
    const all = [...this.changes.values()].reduce((made, each) => each(made), after);
    return this.freezes(all) ? after : all;
  }

  waits(label: string): boolean {
    return this.changes.has(label);
  }

  forget(label: string): void {
    this.changes.delete(label);
  }
}
