import { failures, newFailures, sayFailure } from "../cib/failures";
import type { Cib } from "../cib/document";
import type { ClusterStatus } from "../crm/status";
import { PacemakerError } from "../errors";
import { whyNotRunning } from "./held-back";
import { isBlocked, isRunning, outstanding } from "./progress";
import type { Snapshot } from "./snapshot";
import { sayAttributes, undecided } from "./undecided";
import type { Ahead } from "./window";

export interface Wish {
  /** Which resources it is about; "all" for a change that may move any of them. */
  resources: readonly string[] | "all";
  /** Settled: it does what it should; stopped: nothing of it runs; quiet: there is nothing left to do, whatever it does. */
  until: "settled" | "stopped" | "quiet";
  /** The CIB before the change: failures that it had are not ours. */
  before: Cib;
  /** Milliseconds since the epoch. */
  deadline: number;
  /** Told at each look what is still to be done. */
  progress: (what: string) => void;
}

export interface Settled {
  snapshot: Snapshot;
  /** What an operator would like to know although it went well. */
  warnings: string[];
}

interface Waiting {
  wish: Wish;
  /** Looks in a row that found nothing to be done: one alone may be too early. */
  quiet: number;
  /** When the first of them was. */
  since: number;
  /** What the last look found still to be done or to come. */
  left: string[];
  /** It waits for what nobody has under way: not about to return. */
  undecided: boolean;
  resolve: (settled: Settled) => void;
  reject: (error: unknown) => void;
}

export interface SettleHost {
  /** What the cluster is still going to do, from a host that answers. */
  status(): Promise<ClusterStatus>;
  snapshot(): Promise<Snapshot>;
}

const shortest = 150;
const longest = 1000;
/** How long one that has stopped waits for others that are to stop, so that they are taken out in one change. */
const forOthers = 1000;

/** One gentle look at the cluster for all that wait. */
export class Settling {
  private waiting: Waiting[] = [];
  private running: Promise<void> | undefined;
  /** When the last of them came. */
  private began = 0;

  constructor(private readonly cluster: SettleHost) {}

  wait(wish: Wish): Promise<Settled> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ wish, quiet: 0, since: 0, left: [], undecided: false, resolve, reject });
      this.began = Date.now();
      this.running ??= this.watch();
    });
  }

  /** Those that wait for resources of their own. */
  returning(): Ahead["returning"] {
    const calls = this.waiting.filter(({ wish, undecided }) => wish.resources !== "all" && !undecided);
    return { calls: calls.length, soon: calls.some(({ quiet }) => quiet > 0) };
  }

  private async watch(): Promise<void> {
    let cost = Infinity;
    while (this.waiting.length > 0) {
      try {
        // The cheapest look is the one that did not wait for its turn on the connection.
        cost = Math.min(cost, await this.look());
      } catch (error) {
        // That no host answers for a while is no verdict on the resource: they are asked again, until the limit.
        this.expire(error);
      }
      await new Promise((resume) => setTimeout(resume, this.nextPause(cost)));
    }
    // In the very moment in which nobody waits any more: whoever comes later starts it again.
    this.running = undefined;
  }

  /**
   * A look costs the host something: it is never kept busy for more than a third of the time, but for the last look. And
   * nobody waits much longer than the cluster takes.
   */
  private nextPause(cost: number): number {
    if (this.waiting.every(({ quiet, undecided }) => quiet > 0 && !undecided)) return shortest;
    return Math.min(longest, Math.max(shortest, cost * 2, (Date.now() - this.began) / 4));
  }

  /** Resolves with the milliseconds that the cluster's host took to say what it does. */
  private async look(): Promise<number> {
    const began = Date.now();
    const status = await this.cluster.status();
    const took = Date.now() - began;
    const still = this.waiting.filter((each) => isQuiet(each, status) || isOver(each));
    const quiet = still.filter((each) => isOver(each) || !this.waitsForOthers(each));
    if (quiet.length === 0) return took;
    const snapshot = await this.cluster.snapshot();
    const ended = quiet.filter((each) => (each.quiet > 0 && isDecided(each, status, snapshot)) || isOver(each));
    this.waiting = this.waiting.filter((each) => !ended.includes(each));
    for (const each of ended) conclude(each, status, snapshot);
    return took;
  }

  /** One that has stopped, while others are about to. */
  private waitsForOthers({ wish, since }: Waiting): boolean {
    const areToStop = this.waiting.some((each) => each.wish.until === "stopped" && each.quiet === 0);
    return wish.until === "stopped" && areToStop && Date.now() < since + forOthers;
  }

  private expire(error: unknown): void {
    const over = this.waiting.filter(isOver);
    this.waiting = this.waiting.filter((each) => !over.includes(each));
    for (const each of over) each.reject(error);
  }
}

const isOver = ({ wish }: Waiting): boolean => Date.now() > wish.deadline;

function found(each: Waiting, left: string[]): void {
  each.left = left;
  if (each.quiet === 0) each.since = Date.now();
  each.quiet = left.length === 0 ? each.quiet + 1 : 0;
  if (left.length > 0) each.wish.progress(`waiting for ${left.join(", ")}`);
}

function isQuiet(each: Waiting, status: ClusterStatus): boolean {
  const left = outstanding(status, each.wish.resources);
  if (left.length > 0) each.undecided = false;
  found(each, left);
  return each.quiet >= looksNeeded(each.wish, status);
}

/** One look may be of a moment before the change; but then what is to stop would still run. */
const looksNeeded = ({ until, resources }: Wish, status: ClusterStatus): number =>
  until === "stopped" && resources !== "all" && !resources.some((id) => isRunning(status, id)) ? 1 : 2;

/** Where a place is not decided yet there is nothing to do, and still something to wait for. */
function isDecided(each: Waiting, status: ClusterStatus, { cib }: Snapshot): boolean {
  const toCome = homeless(each.wish, status, cib).flatMap((id) => undecided(cib, status, id));
  each.undecided = toCome.length > 0;
  if (each.undecided) found(each, [...new Set(toCome)]);
  return !each.undecided;
}

/** Resources that should run and do not, for no reason that anybody has given. */
const homeless = ({ resources, until }: Wish, status: ClusterStatus, cib: Cib): string[] =>
  resources === "all" || until !== "settled"
    ? []
    : resources.filter((id) => !isRunning(status, id) && whyNotRunning(cib, status, id) === undefined);

function conclude({ wish, left, resolve, reject }: Waiting, status: ClusterStatus, snapshot: Snapshot): void {
  const newOnes = newFailures(wish.before, snapshot.cib).filter(
    ({ resource }) => wish.resources === "all" || wish.resources.includes(resource),
  );
  const concerned = newOnes.map(sayFailure);
  if (left.length > 0) {
    reject(
      new PacemakerError(
        "NOT_SETTLED",
        ["the limit is over, still to be done: " + left.join(", "), ...concerned].join("; "),
        {
          hint: "The configuration is written. Look at `crm status`; a longer limit is `timeouts`.",
        },
      ),
    );
    return;
  }
  const running = (id: string) => isRunning(status, id);
  // A stop that failed leaves it running, and the cluster does nothing more with it.
  const givenUp = (id: string) =>
    isBlocked(status, id) && newOnes.some(({ resource, operation }) => resource === id && operation === "stop");
  const named = wish.resources === "all" || wish.until === "quiet" ? [] : wish.resources;
  const wrong = named.filter((id) => (wish.until === "stopped" ? running(id) : !running(id) || givenUp(id)));
  const reasons = wrong.map((id) => ({ id, why: givenUp(id) ? undefined : whyNotRunning(snapshot.cib, status, id) }));
  const unexplained = reasons.filter(({ why }) => why === undefined || wish.until === "stopped");
  if (unexplained.length > 0) {
    const ids = unexplained.map(({ id }) => id);
    const known = failures(snapshot.cib).filter(({ resource }) => ids.includes(resource));
    reject(failure(wish, unexplained, [...new Set(known.map(sayFailure))], snapshot.cib));
    return;
  }
  resolve({ snapshot, warnings: [...new Set([...concerned, ...reasons.flatMap(({ why }) => why ?? [])])] });
}

function failure(
  wish: Wish,
  wrong: { id: string; why: string | undefined }[],
  failed: string[],
  cib: Cib,
): PacemakerError {
  if (failed.length > 0)
    return new PacemakerError("FAILED_IN_CLUSTER", failed.join("; "), {
      hint: "The configuration is written. Mend the cause, then `pulumi up` again; it cleans the failure itself.",
    });
  const ids = wrong.map(({ id }) => id).join(", ");
  const asked = wrong.flatMap(({ id }) => sayAttributes(cib, id));
  if (wish.until === "stopped")
    return new PacemakerError(
      "HELD_BACK",
      [`${ids} does not stop`, ...wrong.flatMap(({ why }) => why ?? [])].join(": "),
    );
  return new PacemakerError("NOT_SETTLED", [`no node can run ${ids}`, ...new Set(asked)].join("; "), {
    hint: "The configuration is written. Look for constraints, standby nodes and earlier failures: `crm status`, `crm_simulate --live-check --show-scores`.",
  });
}
