/** How long nothing new must have come before a change is written, and how long that is waited for. */
const quiet = 250;
/** The same where others wait for a slot: those that have one have been sent. */
const full = 100;
const longest = 1500;
/** How long a few wait for the many, until it is known how long it takes to write once more. */
const patience = 1000;
const step = 25;

/** What is known of calls that may still ask for a change. */
export interface Ahead {
  /** Calls that hold the engine's slots while the cluster does what was written. */
  returning: { calls: number; soon: boolean };
  /** Of the program: those that need nothing more than a slot. */
  queued: number;
  /** Of the program: those that nobody has heard of yet but from it; undefined where it is not known. */
  unheard: number | undefined;
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
  /** Calls of the last write: they return, or have returned, and make room for as many. */
  private freed = 0;
  /** Milliseconds that it took: to wait longer for others than to write once more for them is in vain. */
  private cost = patience;

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

  /** So many were written together, in so many milliseconds. */
  written(calls: number, milliseconds: number): void {
    this.freed = calls;
    this.cost = milliseconds;
  }

  /** Resolves when those that wait are to be written. */
  async closed(waiting: () => number, ahead: () => Ahead): Promise<void> {
    const began = Date.now();
    const isOpen = () => {
      const age = Date.now() - began;
      if (age > Math.max(longest, this.cost) || (this.most > 0 && waiting() >= this.most)) return false;
      if (this.passing > 0) return true;
      const { returning, queued, unheard } = ahead();
      if (unheard === 0 && queued === 0 && returning.calls === 0) return false;
      if (Date.now() < this.last + (queued > 0 ? full : quiet)) return true;
      const room = Math.max(returning.calls, queued > 0 ? this.freed : 0);
      return age < this.cost && (returning.soon || room > waiting());
    };
    while (isOpen()) await new Promise((resume) => setTimeout(resume, step));
    this.most = Math.max(this.most, waiting());
    this.freed = 0;
  }
}
