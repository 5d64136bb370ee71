/**
 * What the program has, as far as this run has told. The engine checks all of it before it deletes what has left the
 * program; but what is replaced it deletes in the middle, when nobody knows yet what else stays.
 */
export class Declared {
  private readonly names = new Set<string>();
  private readonly before = new Set<string>();

  /** A resource of the program, and what it was called when the last run ended. */
  tell(name: string, before: string | undefined): void {
    this.names.add(name);
    if (before !== undefined) this.before.add(before);
  }

  has(name: string): boolean {
    return this.names.has(name);
  }

  /** Its resource is still in the program: what is deleted makes room for its successor. */
  isReplaced(name: string): boolean {
    return this.before.has(name);
  }
}
