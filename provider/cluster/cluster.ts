import { failureTraces } from "../cib/failures";
import type { Cib } from "../cib/document";
import { sharedWith } from "../cib/element";
import { outstandingTransient, type Transient } from "../cib/transient";
import { cleanup } from "../crm/cleanup";
import { parseStatus, statusCommand } from "../crm/status";
import { transientCommand } from "../crm/transient";
import { isLost, PacemakerError } from "../errors";
import { firstHost } from "../ssh";
import type { Connections, Host } from "../ssh/types";
import { Declared } from "./declared";
import { KnownAgents, type KnownAgent } from "./known-agents";
import { Settling, type Settled, type Wish } from "./settle";
import { isQuorate, parseSnapshot, requireCluster, requireWritable, snapshotCommand, type Snapshot } from "./snapshot";
import { Window } from "./window";
import { Writer, type Change, type Committed } from "./writer";

/**
 * A CIB that was read serves everybody who asks until nobody has asked for so long, or something was written; and so
 * long it is what the next change is made of.
 */
const freshness = 2000;

/** Milliseconds between two looks for what a daemon of the cluster has been told. */
const takingPause = 150;
/** How long failures that were cleaned may still show. */
const forgetting = 10_000;
const notTaken =
  "Is the node online? They last only as long as it is in the cluster: `crm_mon -1 --include=attributes`.";

/** One cluster, as everybody in this process shares it. */
export class Cluster {
  readonly declared = new Declared();
  /** A document with all that the program has, as far as this run has told. */
  foreseen = (cib: Cib): Cib => cib;
  private readonly agents: KnownAgents;
  private current: Host | undefined;
  /** What the first look of this run found. */
  private first: Snapshot | undefined;
  private shared: { snapshot: Promise<Snapshot>; asked: number } | undefined;
  /** What was read last, and when, with what we have written since. */
  private latest: { snapshot: Snapshot; read: number } | undefined;
  private readonly window = new Window();
  /** What is to be said of hosts that could not be used, each with the one that took its place. */
  private readonly passedOver = new Map<string, string>();
  private cleaning: { ids: string[]; answer: Promise<string | undefined> } | undefined;
  private readonly writer = new Writer({
    snapshot: () => this.fresh(),
    recent: () => this.recent(),
    wrote: (snapshot) => {
      this.latest = this.latest && { ...this.latest, snapshot };
    },
    foreseen: (cib) => this.foreseen(cib),
    companyOf: (id) => this.declared.companyOf(id),
    comes: (id) => this.declared.comes(id),
    company: (waiting) =>
      this.window.closed(waiting, () => ({ returning: this.settling.returning(), ...this.declared.ahead() })),
    written: (calls, milliseconds) => {
      this.window.written(calls, milliseconds);
    },
  });
  private readonly settling = new Settling({
    status: () => this.onHost(async (host) => parseStatus(await host.run(statusCommand))),
    snapshot: () => this.fresh(),
  });

  constructor(readonly connections: Connections) {
    this.agents = new KnownAgents(connections);
  }

  /** Every call of the engine is noted: a wave that is still coming in is waited for, so that it is one commit. */
  note(): void {
    this.window.note();
  }

  /** The CIB, with what we have written since: read once for all that ask in a moment. */
  async observe(): Promise<Snapshot> {
    const now = Date.now();
    if (!this.shared || now - this.shared.asked > freshness) {
      const recent = this.recent();
      const snapshot = recent ? Promise.resolve(recent) : this.fresh();
      this.shared = { snapshot, asked: now };
      snapshot.catch(() => {
        this.shared = undefined;
      });
    }
    this.shared.asked = now;
    return this.window.passes(this.shared.snapshot);
  }

  /** What is known of these agents. */
  async know(names: readonly string[]): Promise<(name: string) => KnownAgent> {
    return this.window.passes(this.onHost((host) => this.agents.know(host, names)));
  }

  /** Those that the host in use does not have, or cannot describe, and another one has. */
  async installedElsewhere(names: readonly string[]): Promise<string[]> {
    if (names.length === 0) return [];
    const known = await this.know(names);
    return names.filter((name) => known(name).agent === undefined && known(name).has.length > 0);
  }

  async commit(change: Change): Promise<Committed> {
    this.shared = undefined;
    this.window.note();
    try {
      return await this.writer.submit(change);
    } finally {
      this.shared = undefined;
    }
  }

  /** What nobody has been told yet of hosts that could not be used. */
  news(): string[] {
    const texts = [...this.passedOver].filter(([, text]) => text !== "");
    for (const [address] of texts) this.passedOver.set(address, "");
    return texts.map(([, text]) => text);
  }

  /** Resolves when no change is being written. */
  written(): Promise<void> {
    return this.writer.idle();
  }

  /** The resources whose failures were there before this run: what fails in it is not tried once more by it. */
  failedBefore({ cib }: Snapshot): string[] {
    const before = new Set(this.first && failureTraces(this.first.cib).map(({ key }) => key));
    return failureTraces(cib).flatMap(({ key, resource }) => (before.has(key) ? [resource] : []));
  }

  /** Makes the cluster forget failures; all that ask at the same moment in one command. */
  async clean(ids: readonly string[]): Promise<string | undefined> {
    if (ids.length === 0) return undefined;
    if (!this.cleaning) {
      const all: string[] = [];
      const answer = new Promise<void>((resume) => setImmediate(resume)).then(async () => {
        this.cleaning = undefined;
        return this.onHost((host) => cleanup(host, all));
      });
      this.cleaning = { ids: all, answer };
    }
    this.cleaning.ids.push(...ids);
    return this.window.passes(this.cleaning.answer);
  }

  /**
   * Waits, for a short while, until the cluster shows nothing of these failures any more: its daemons take a cleanup
   * one after the other, and with a failure's count still there nothing would be tried again.
   */
  async forgotten(before: Cib, ids: readonly string[], deadline: number): Promise<void> {
    const old = new Set(failureTraces(before).flatMap(({ resource, key }) => (ids.includes(resource) ? [key] : [])));
    const isGone = (cib: Cib) => !failureTraces(cib).some(({ key }) => old.has(key));
    if (old.size > 0) await this.shows(isGone, Math.min(deadline, Date.now() + forgetting));
  }

  /** Makes the attribute daemon keep these, and waits until the cluster shows them. */
  async setTransient(wanted: Transient, deadline: number): Promise<void> {
    let left = outstandingTransient((await this.fresh()).cib, wanted);
    if (Object.keys(left.values).length === 0) return;
    const { host, status, stdout } = await this.onHost(async (each) => ({
      host: each.address,
      ...(await each.run(transientCommand(left))),
    }));
    this.shared = undefined;
    if (status !== 0) throw new PacemakerError("REFUSED_BY_CRM", stdout.trim(), { host, hint: notTaken });
    const isThere = (cib: Cib) => {
      left = outstandingTransient(cib, left);
      return Object.keys(left.values).length === 0;
    };
    if (!(await this.shows(isThere, deadline)))
      throw new PacemakerError(
        "NOT_SETTLED",
        `the transient attributes ${Object.keys(left.values).join(", ")} of ${wanted.node} do not show in the cluster`,
        { host, hint: notTaken },
      );
  }

  /** Looks until the cluster shows it; false when the limit is over first. */
  private async shows(isThere: (cib: Cib) => boolean, deadline: number): Promise<boolean> {
    while (!isThere((await this.fresh()).cib)) {
      if (Date.now() > deadline) return false;
      await new Promise((resume) => setTimeout(resume, takingPause));
    }
    return true;
  }

  settle(wish: Wish): Promise<Settled> {
    return this.settling.wait(wish);
  }

  /** A host that answers for the cluster; the one in use as long as it does. */
  private async host(): Promise<Host> {
    if (!this.current) await this.fresh();
    if (!this.current) throw new PacemakerError("INTERNAL", "a snapshot was read and no host is known");
    return this.current;
  }

  /** What may be done twice: where the host is lost on the way, through another one if need be. */
  private async onHost<T>(act: (host: Host) => Promise<T>): Promise<T> {
    const host = await this.host();
    try {
      return await act(host);
    } catch (error) {
      if (!isLost(error)) throw error;
      await this.fresh();
      return act(await this.host());
    }
  }

  private async fresh(): Promise<Snapshot> {
    const read = Date.now();
    const found = await this.look();
    const snapshot = { ...found, cib: sharedWith(this.latest?.snapshot.cib, found.cib) };
    this.first ??= snapshot;
    this.latest = { snapshot, read };
    return snapshot;
  }

  private recent(): Snapshot | undefined {
    return this.latest && Date.now() - this.latest.read < freshness ? this.latest.snapshot : undefined;
  }

  private async look(): Promise<Snapshot> {
    if (this.current) {
      try {
        const snapshot = await this.read(this.current);
        if (isQuorate(snapshot) || this.connections.hosts.length === 1) return snapshot;
      } catch (error) {
        if (!isLost(error)) throw error;
      }
      this.current = undefined;
    }
    return this.choose();
  }

  /** What a host has, if it is of the cluster that this run began with: state says nothing of what is only being created. */
  private async read(host: Host): Promise<Snapshot> {
    const snapshot = parseSnapshot(host, await host.run(snapshotCommand));
    requireCluster(snapshot, this.first?.identity);
    return snapshot;
  }

  /** The first host in a partition with quorum; where there is none, the first that answers at all. */
  private async choose(): Promise<Snapshot> {
    const seen = new Map<string, Snapshot>();
    const accept = async (host: Host) => {
      const snapshot = await this.read(host);
      seen.set(host.address, snapshot);
      requireWritable(snapshot);
    };
    const passOver = ({ message, detail: { host = "" } }: PacemakerError, { address }: Host) => {
      if (!this.passedOver.has(host)) this.passedOver.set(host, `${message}\n  This run goes on through ${address}.`);
    };
    const chosen = await firstHost(this.connections, accept, passOver).catch((error: unknown) => {
      const [inquorate] = seen.values();
      if (inquorate) return inquorate.host;
      throw error;
    });
    const snapshot = seen.get(chosen.address);
    if (!snapshot) throw new PacemakerError("INTERNAL", `no snapshot of ${chosen.address}`);
    this.current = chosen;
    return snapshot;
  }
}
