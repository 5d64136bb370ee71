import { releaseComplete } from "../cib/hold";
import { sameConfiguration } from "../cib/equal";
import { findId, type Cib } from "../cib/document";
import { withAttributes } from "../cib/element";
import { blame, type Finding } from "../crm/findings";
import { isLost, PacemakerError } from "../errors";
import { CrmCheck } from "./crm-check";
import type { Coming } from "./declared";
import { send } from "./send";
import { isQuorate, requireCluster, requireWritable, type Snapshot } from "./snapshot";

/** A wish of one resource of the program: the document with it. */
export interface Change {
  /** What it is called in errors, e.g. "Primitive web". */
  label: string;
  /** What crm calls it: its id, its agent. */
  names: readonly string[];
  /** Objects that must be there before it can be. */
  needs?: readonly string[];
  /** Agents that the host which is asked lacks, and another one has: crm there takes them for none. */
  elsewhere?: readonly string[];
  /** The cluster that state names, if it does. */
  identity?: string | undefined;
  /** Milliseconds since the epoch up to which it goes again where others are faster. */
  deadline: number;
  /** Pure. Throws a PacemakerError when the document does not allow it. */
  apply(cib: Cib): Cib;
}

export interface Committed {
  /** The cluster before the change. */
  snapshot: Snapshot;
  /** The document with it. */
  after: Cib;
  /** Resources that this commit has released from a hold, and that no change of it is about. */
  released: string[];
  /** What crm has to say of this change although it took it. */
  warnings: Finding[];
}

interface Waiting {
  change: Change;
  /** The cluster before an attempt of which nobody knows whether it is in. */
  unsure?: Snapshot | undefined;
  /** How often the host was lost on the way. */
  losses: number;
  /** Milliseconds since the epoch at which it came. */
  since: number;
  resolve(committed: Committed): void;
  reject(error: unknown): void;
}

export interface WriterHost {
  /** A fresh snapshot from the first host that is fit for it. */
  snapshot(): Promise<Snapshot>;
  /** One of a moment ago, if there is one. */
  recent(): Snapshot | undefined;
  /** What a resource of this run's program waits for; undefined for one that is not known to stay. */
  companyOf(id: string): readonly string[] | undefined;
  /** Whether the program is about to write this object. */
  comes(id: string): Coming | undefined;
  /** A document with all that is known to follow it. */
  foreseen(cib: Cib): Cib;
  /** Resolves when company that is on its way has arrived; bounded. */
  company(waiting: () => number): Promise<void>;
  /** The cluster has this now. */
  wrote(snapshot: Snapshot): void;
  /** So many changes were written, or refused, together. */
  written(calls: number, milliseconds: number): void;
}

const mostLosses = 3;
/** Milliseconds for which an object is waited for that the engine has not sent: it may never have a slot for it. */
const sending = 10_000;

/** One per cluster: all changes that wait at the same time become one atomic change of the CIB. */
export class Writer {
  private waiting: Waiting[] = [];
  private running: Promise<void> | undefined;
  private readonly crm: CrmCheck;

  constructor(private readonly cluster: WriterHost) {
    this.crm = new CrmCheck((cib) => cluster.foreseen(cib));
  }

  submit(change: Change): Promise<Committed> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ change, losses: 0, since: Date.now(), resolve, reject });
      this.running ??= this.drain();
    });
  }

  async idle(): Promise<void> {
    await this.running;
  }

  private async drain(): Promise<void> {
    try {
      while (this.waiting.length > 0) {
        await this.cluster.company(() => this.waiting.length);
        const batch = this.waiting;
        this.waiting = [];
        const began = Date.now();
        await this.commit(batch);
        this.cluster.written(batch.length, Date.now() - began);
      }
    } finally {
      // In the very moment in which nothing waits any more: whoever comes later starts it again.
      this.running = undefined;
    }
  }

  private async commit(batch: Waiting[]): Promise<void> {
    try {
      // Each attempt writes them, leaves a faulty one out, or lost against somebody else, which their deadlines bound.
      const recent = this.cluster.recent();
      let left = recent ? await this.attempt(batch, recent, true) : batch;
      while (left.length > 0) left = await this.attempt(left, await this.cluster.snapshot());
    } catch (error) {
      // One that was set aside goes again, and has an answer of its own.
      for (const each of batch) if (!this.waiting.includes(each)) each.reject(error);
    }
  }

  /**
   * Returns those that must go again: without a faulty one, or because somebody else was faster. With a snapshot of a
   * moment ago something can only be written, for a patch of what is no longer so is refused; where there is anything
   * else to say of it, all go again with a fresh one.
   */
  private async attempt(batch: Waiting[], snapshot: Snapshot, isRecent = false): Promise<Waiting[]> {
    const { wanted: applied, fit, errors } = applyAll(snapshot, batch);
    if (isRecent && (errors.size > 0 || !isQuorate(snapshot))) return batch;
    const early = isRecent ? [] : batch.filter((each) => this.setsAside(each, applied));
    if (early.length > 0) return batch.filter((each) => !early.includes(each));
    for (const [each, error] of errors) each.reject(error);
    if (fit.length === 0) return [];
    const { cib: wanted, released: all } = releaseComplete(applied, (id) => this.cluster.companyOf(id));
    const released = all.filter((id) => !fit.some(({ change }) => change.names.includes(id)));
    const finish = (warnings: readonly Finding[]) => {
      const said = blame(warnings, namesOf(fit));
      for (const [i, each] of fit.entries())
        each.resolve({ snapshot: each.unsure ?? snapshot, after: wanted, released, warnings: said.get(i) ?? [] });
      return [];
    };
    if (sameConfiguration(wanted, snapshot.cib)) return isRecent ? batch : finish([]);
    requireWritable(snapshot);
    try {
      const elsewhere = fit.flatMap(({ change }) => change.elsewhere ?? []);
      const verdict = await this.crm.of(snapshot, { wanted, names: namesOf(fit), elsewhere });
      if (isRecent && !("warnings" in verdict)) return batch;
      if ("blamed" in verdict) return refuse(fit, verdict.blamed, snapshot);
      if ("unexplained" in verdict) return await this.inHalves(fit, verdict.unexplained, snapshot);
      const sent = await send(snapshot, wanted, "isUnverified" in verdict);
      if (sent === "done") {
        this.cluster.wrote(next(snapshot, wanted));
        return finish(verdict.warnings);
      }
      for (const each of fit) each.unsure = undefined;
      if (sent === "doubtful") this.crm.doubt();
      return inTime(fit);
    } catch (error) {
      // Nobody knows whether it is in: read again, through another host if need be, and write what is missing.
      if (!isLost(error) || fit.some(({ losses }) => losses === mostLosses)) throw error;
      for (const each of fit) {
        each.unsure ??= snapshot;
        each.losses++;
      }
      return fit;
    }
  }

  /** Of what the program has yet to write somebody else's change may be in need: that one goes with it, later. */
  private setsAside(each: Waiting, cib: Cib): boolean {
    const { change, since } = each;
    const missing = change.needs?.filter((id) => findId(cib, id) === undefined) ?? [];
    const coming = missing.map((id) => ({ id, as: this.cluster.comes(id) }));
    const late = coming.find(({ as }) => as === "expected" && Date.now() > since + sending);
    if (late) each.reject(unsent(change, late.id));
    else if (coming.some(({ as }) => as !== undefined) && Date.now() < change.deadline) this.waiting.push(each);
    else return false;
    return true;
  }

  /** Whose fault it is shows when it goes without the others. */
  private async inHalves(batch: Waiting[], findings: Finding[], snapshot: Snapshot): Promise<Waiting[]> {
    const [only] = batch;
    if (batch.length === 1 && only) {
      only.reject(refusal(only.change, findings, snapshot));
      return [];
    }
    const middle = Math.ceil(batch.length / 2);
    await this.commit(batch.slice(0, middle));
    await this.commit(batch.slice(middle));
    return [];
  }
}

/** What a patch has made of the cluster. */
const next = ({ cib, ...rest }: Snapshot, wanted: Cib): Snapshot => ({
  ...rest,
  cib: withAttributes(wanted, { epoch: String(Number(cib.attributes["epoch"]) + 1), num_updates: "0" }),
});

const namesOf = (batch: readonly Waiting[]) => batch.map(({ change }) => change.names);

interface Applied {
  wanted: Cib;
  fit: Waiting[];
  /** Why the others cannot be. */
  errors: ReadonlyMap<Waiting, unknown>;
}

/**
 * Every change on top of the others; one that the document does not allow fails alone. It may only need another that
 * comes after it: so those that fail are tried again as long as there is something new.
 */
function applyAll(snapshot: Snapshot, batch: Waiting[]): Applied {
  let wanted = snapshot.cib;
  const fit: Waiting[] = [];
  const errors = new Map<Waiting, unknown>();
  const tryAll = (all: readonly Waiting[]): Waiting[] =>
    all.filter((each) => {
      try {
        requireCluster(snapshot, each.change.identity);
        wanted = each.change.apply(wanted);
        fit.push(each);
        return false;
      } catch (error) {
        errors.set(each, error);
        return true;
      }
    });
  let before = batch.length + 1;
  let left = batch;
  while (left.length > 0 && left.length < before) {
    before = left.length;
    left = tryAll(left);
  }
  return { wanted, fit, errors: new Map(left.map((each) => [each, errors.get(each)])) };
}

function refuse(batch: Waiting[], blamed: ReadonlyMap<number, Finding[]>, snapshot: Snapshot): Waiting[] {
  return batch.filter((each, i) => {
    const findings = blamed.get(i);
    if (findings) each.reject(refusal(each.change, findings, snapshot));
    return !findings;
  });
}

/** Those that may go once more. */
const inTime = (batch: Waiting[]): Waiting[] =>
  batch.filter((each) => {
    const isInTime = Date.now() < each.change.deadline;
    if (!isInTime) each.reject(contention(each.change));
    return isInTime;
  });

const refusal = ({ label }: Change, findings: readonly Finding[], { host }: Snapshot) =>
  new PacemakerError(
    "REFUSED_BY_CRM",
    `${label} is refused: ${[...new Set(findings.map(({ text }) => text))].join("; ")}`,
    {
      host: host.address,
      hint: "Nothing was written. These are crm's own words about a copy of the configuration.",
    },
  );

const unsent = ({ label }: Change, id: string) =>
  new PacemakerError("NOT_FOUND", `${label} names ${id}, which the program declares and the engine has not sent`, {
    hint: "Nothing was written. Give it the resource instead of its id: then that is created first.",
  });

const contention = ({ label }: Change) =>
  new PacemakerError(
    "WRITE_CONTENTION",
    `${label}: others changed the configuration each time before this was in, up to its limit`,
    { hint: "Nothing was written. Look at who writes so often, and run it again." },
  );
