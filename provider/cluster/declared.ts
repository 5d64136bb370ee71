/**
 * What the program has, as far as this run has told. The engine checks all of it before it deletes what has left the
 * program; but what is replaced it deletes in the middle, when nobody knows yet what else stays.
 */
export class Declared {
  /** With what names each; see handler/call.ts. */
  private readonly names = new Map<string, readonly string[]>();
  private readonly before = new Set<string>();
  private readonly leaving = new Set<string>();

  /** A resource of the program, and what it was called when the last run ended. */
  tell(name: string, before: string | undefined, company: readonly string[]): void {
    this.names.set(name, company);
    if (before !== undefined) this.before.add(before);
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
