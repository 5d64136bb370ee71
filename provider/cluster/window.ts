/** How long nothing new must have come before a change is written, and how long that is waited for. */
const quiet = 250;
const longest = 1500;
/** How long a few wait for the many: less than it takes to write once more. */
const patience = 1000;
const step = 25;

/** Calls that hold the engine's slots while the cluster does what was written. */
export interface Returning {
  calls: number;
  soon: boolean;
}

/**
 * When changes that wait are written. The engine sends a wave of calls one by one: who is still on the way is waited
 * for, so that a wave is one commit. No call ever waits for one that the engine has not sent, so this is bounded.
 */
export class Window {
  private last = 0;
  /** Calls that are about to ask for a change, or to return and make room for the next. */
  private passing = 0;
  /** As many as ever were written together: the engine's own limit, as far as it was seen. */
  private most = 0;

  /** A sign that something is coming. */
  note(): void {
    this.last = Date.now();
  }

  async passes<T>(work: Promise<T>): Promise<T> {
    this.passing++;
    try {
      return await work;
    } finally {
      this.passing--;
      this.note();
    }
  }

  /**
   * Resolves when those that wait are to be written. `returning` says how many calls wait for the cluster and then
   * return, and whether some are about to.
   */
  async closed(waiting: () => number, returning: () => Returning): Promise<void> {
    const began = Date.now();
    const isOpen = () => {
      const age = Date.now() - began;
      if (age > longest || (this.most > 0 && waiting() >= this.most)) return false;
      if (this.passing > 0 || Date.now() < this.last + quiet) return true;
      const { calls, soon } = returning();
      return age < patience && (soon || calls > waiting());
    };
    while (isOpen()) await new Promise((resume) => setTimeout(resume, step));
    this.most = Math.max(this.most, waiting());
  }
}
