export type Coming = "begun" | "expected";

/**
 * What the program has, as far as this run has told. The engine checks all of it before it deletes what has left the
 * program; but what is replaced it deletes in the middle, when nobody knows yet what else stays.
 */
export class Declared {
  /** With what names each; see handler/call.ts. */
  private readonly names = new Map<string, readonly string[]>();
  private readonly before = new Set<string>();
  private readonly leaving = new Set<string>();
  /** Read only when something is written. */
  private foretold: (() => readonly string[]) | undefined;
  /** Those that differ from state: the engine will create or update them as soon as it has a slot. */
  private readonly queue = new Set<string>();
  /** Those of which a create or an update goes on. */
  private readonly begun = new Set<string>();

  /** All that is known of the program; the check of its first resource is told. */
  foretell(names: () => readonly string[]): void {
    this.foretold = names;
  }

  /** A resource of the program, and what it was called when the last run ended. */
  tell(name: string, before: string | undefined, company: readonly string[]): void {
    this.names.set(name, company);
    if (before !== undefined) this.before.add(before);
  }

  /** It differs from state. */
  differs(name: string): void {
    this.queue.add(name);
  }

  /** Its create or update has begun; gives what is to be called when it has ended. */
  begins(name: string): () => void {
    this.queue.delete(name);
    this.begun.add(name);
    return () => this.begun.delete(name);
  }

  /** Those that are to be changed as soon as the engine has a slot, and those that it has not asked about yet. */
  ahead(): { queued: number; unheard: number | undefined } {
    // What it deletes it announces to nobody.
    const unheard = this.leaving.size === 0 ? this.unheard()?.length : undefined;
    return { queued: this.queue.size, unheard };
  }

  /** Will the program write this: does its call go on, or is it one that the engine has not sent? */
  comes(name: string): Coming | undefined {
    if (this.begun.has(name)) return "begun";
    return this.queue.has(name) || this.unheard()?.includes(name) ? "expected" : undefined;
  }

  /** Those of which the program alone has spoken; undefined where it is not known. */
  private unheard(): readonly string[] | undefined {
    return this.foretold?.().filter((name) => !this.names.has(name));
  }

  /** Its delete has begun. */
  leaves(name: string): void {
    this.leaving.add(name);
  }

  has(name: string): boolean {
    return this.names.has(name);
  }

  /** Undefined for what is not known to stay. */
  companyOf(name: string): readonly string[] | undefined {
    return this.leaving.has(name) ? undefined : this.names.get(name);
  }

  /** Its resource is still in the program: what is deleted makes room for its successor. */
  isReplaced(name: string): boolean {
    return this.before.has(name);
  }
}
