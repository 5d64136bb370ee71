import { addressConflict } from "../cib/conflicts";
import {
  changeElement,
  changeRunnable,
  findResource,
  findRunnable,
  historyOf,
  runnables,
  runnablesOf,
  type Cib,
} from "../cib/document";
import { idOf, type Element } from "../cib/element";
import { sameConfiguration } from "../cib/equal";
import { isDeferred, keyOfPrimitive, withoutDeferral } from "../cib/deferral";
import { failureTraces, withoutCounts } from "../cib/failures";
import { awaited, heldFor, hold, release } from "../cib/hold";
import { sayMoves } from "../cib/moves";
import { whyIdle } from "../cluster/held-back";
import { requireCluster } from "../cluster/snapshot";
import type { Wish } from "../cluster/settle";
import type { Committed } from "../cluster/writer";
import { PacemakerError } from "../errors";
import type { CibKind, CommonArgs, Former } from "../kinds/kind";
import { referencesIn } from "../kinds/references";
import { deletionOf, deletionOfRunnable } from "./deletion";
import { Unfinished, type Call, type Kept, type Lifecycle } from "./call";
import { beingDeleted, foreignLosses, freeStaying, type Leaving } from "./removal";
import { changedFields, editedFields, sameArgs } from "./same";

type Commit = (apply: (cib: Cib) => Cib) => Promise<Committed>;

interface Settle {
  until?: Wish["until"];
  /** It was there and equal: nothing of it is ours yet, its failures neither. */
  isTakenOver?: boolean;
  waits?: boolean;
}

/** Has the cluster ever done anything with it but look? A start leaves a trace in the history until it is cleaned. */
const hasRun = (cib: Cib, id: string): boolean =>
  historyOf(cib, id).some(({ operations }) => operations.some(({ attributes }) => isActiveOperation(attributes)));

const isActiveOperation = ({ operation, "rc-code": code }: Readonly<Record<string, string>>): boolean =>
  (operation === "start" || operation === "promote" || operation === "monitor") && code === "0";

/** An operator who moved something by hand has seldom meant it for ever. */
function warnOfMoves(cib: Cib, id: string, call: Call): void {
  const moves = findResource(cib, id) && sayMoves(cib, id);
  if (moves !== undefined) call.warn(moves);
}

/** The life of everything that is in the CIB follows from its kind's read, write and remove. */
export function cibLifecycle<Args extends CommonArgs>(kind: CibKind<Args>): Lifecycle<Args> {
  /** crm calls an object by its id, and by its agent where it does not know that. */
  const agentsOf = (args: Args): string[] => [kind.agent?.(args) ?? []].flat();
  const namesOf = (args: Args): string[] => [kind.name(args), ...agentsOf(args)];

  const refuseDifferent = (cib: Cib, written: Cib, args: Args, { label, secrets }: Call) => {
    const live = kind.read(cib, args);
    if (!live || kind.former || args.adopt || sameConfiguration(cib, written)) return;
    const fields = changedFields(live, args, secrets).join("; ");
    throw new PacemakerError("EXISTS", `${label} exists and differs: ${fields}`, {
      hint: "`adopt: true` takes it over and makes it so; or give the program the values that it has.",
    });
  };

  /** Whose error it is. */
  const writtenBy = (cib: Cib, args: Args, former: Args | undefined, label: string): Cib => {
    try {
      return kind.write(cib, args, former);
    } catch (error) {
      if (!(error instanceof PacemakerError)) throw error;
      throw new PacemakerError(error.code, `${label}: ${error.what}`, error.detail);
    }
  };

  /** The former values of what the program no longer names. */
  const givenBack = (cib: Cib, args: Args, kept: Kept): Former => {
    const former = (kept.__former ?? {}) as Former;
    const named = kind.former?.capture(cib, args, former) ?? {};
    return Object.fromEntries(Object.entries(former).filter(([name]) => !(name in named)));
  };

  const keyOf = (args: Args) => ({ kind: kind.type, name: kind.name(args) });

  /** What of it runs; a node may have the name of a resource. */
  const runnableOf = (cib: Cib, args: Args): Element | undefined => {
    const [about, id] = [kind.resources(args), kind.name(args)];
    return about !== "all" && about.includes(id) ? findRunnable(cib, id) : undefined;
  };

  const write = (args: Args, former: Args | undefined, kept: Kept, call: Call) => (live: Cib) => {
    // A run before this one may have wanted it gone.
    const cib = withoutDeferral(live, keyOf(args));
    const own = writtenBy(cib, args, former, call.label);
    const written = kind.former?.restore(own, args, givenBack(own, args, kept)) ?? own;
    // What a delete has put off was the program's.
    if (!former && !isDeferred(live, keyOf(args))) refuseDifferent(cib, written, args, call);
    const conflict = addressConflict(written, kind.name(args));
    if (conflict !== undefined) throw new PacemakerError("CONFLICT", `${call.label}: ${conflict}`);
    const [resource, made] = [runnableOf(cib, args), runnableOf(written, args)];
    // One that runs already is never held back; one that a run before this one held waits for today's company.
    if (!made || (resource && heldFor(resource) === undefined)) return written;
    return changeElement(written, made, call.company.length > 0 ? hold(made, call.company) : release(made));
  };

  function warnOfEdits(before: Cib, { former, wanted }: { former: Args; wanted: Args }, call: Call): void {
    const live = kind.read(before, former);
    if (live) for (const text of editedFields({ former, live, wanted }, call.secrets)) call.warn(text);
  }

  /** A step of its own before an update, where the kind needs one. */
  async function prepare(args: Args, kept: Kept, call: Call): Promise<void> {
    const change = { label: call.label, names: namesOf(args), identity: kept.__cluster, deadline: call.deadline };
    const first = await call.cluster.commit({ ...change, apply: (cib) => kind.prepare?.(cib, args) ?? cib });
    if (sameConfiguration(first.snapshot.cib, first.after)) return;
    try {
      await settle(args, first, call);
    } catch (error) {
      await call.cluster.commit({ ...change, apply: (cib) => kind.unprepare?.(cib, args, first.snapshot.cib) ?? cib });
      throw error;
    }
  }

  async function converge(args: Args, former: Args | undefined, kept: Kept, call: Call): Promise<Kept> {
    call.progress("waiting for others that are ready at the same time");
    const apply = write(args, former, kept, call);
    const names = namesOf(args);
    if (kind.prepare && (former || args.adopt)) await prepare(args, kept, call);
    const elsewhere = await call.cluster.installedElsewhere(agentsOf(args));
    const { label, deadline } = call;
    const needs = referencesIn(kind.schema, args).map((each) => each.id);
    const change = { label, names, needs, elsewhere, identity: kept.__cluster, deadline, apply };
    const committed = await call.cluster.commit(change);
    for (const { text } of committed.warnings) call.warn(text);
    warnOfMoves(committed.after, kind.name(args), call);
    if (former) warnOfEdits(committed.snapshot.cib, { former, wanted: args }, call);
    const next = keep(args, kept, committed);
    const { after } = committed;
    const { declared } = call.cluster;
    const isOurs = (id: string) => declared.has(id) || declared.comes(id) !== undefined;
    const before = (kept.__released ?? []).filter((id) => isOurs(id) && findRunnable(after, id) !== undefined);
    const released = [...new Set([...before, ...committed.released])];
    try {
      if (kind.transient) {
        const { node, values } = kind.transient.wanted(args, former);
        const back = kind.transient.former(args, givenBack(after, args, kept));
        await call.cluster.setTransient({ node, values: { ...values, ...back.values } }, call.deadline);
      }
      const live = former ? undefined : kind.read(committed.snapshot.cib, args);
      const isTakenOver = live !== undefined && sameArgs(live, args);
      await settle(args, { ...committed, released }, call, { isTakenOver, waits: call.untilSettled });
      return next;
    } catch (error) {
      throw new Unfinished(error as Error, { ...next, ...(released.length > 0 && { __released: released }) });
    }
  }

  function keep(args: Args, kept: Kept, { snapshot, after }: Committed): Kept {
    const resource = runnableOf(after, args);
    const held = resource && heldFor(resource);
    const before = kind.former?.capture(snapshot.cib, args, kept.__former as Former | undefined);
    return {
      __cluster: snapshot.identity,
      ...(before && { __former: before }),
      ...(held && { __held: held }),
    };
  }

  async function clean(ids: string[], call: Call): Promise<boolean> {
    const complaint = await call.cluster.clean(ids);
    if (complaint !== undefined) call.warn(complaint);
    return complaint === undefined;
  }

  async function settle(
    args: Args,
    committed: Committed,
    call: Call,
    { until = "settled", isTakenOver = false, waits = true }: Settle = {},
  ): Promise<void> {
    const held = runnableOf(committed.after, args);
    const company = held && heldFor(held);
    if (company) call.progress(`held until these are there: ${awaited(committed.after, kind.name(args)).join(", ")}`);
    // Whoever completes the company of others waits for those too: their own calls have returned.
    const about = kind.resources(args);
    const named = about === "all" ? [] : about.flatMap((id) => runnablesOf(committed.after, id));
    const present = [...new Set([...named, ...committed.released])];
    const free = present.filter((id) => {
      const resource = findRunnable(committed.after, id);
      return !resource || heldFor(resource) === undefined;
    });
    if (about !== "all" && free.length === 0) return;
    const before = isTakenOver ? [] : call.cluster.failedBefore(committed.snapshot);
    const failed = free.filter((id) => before.includes(id));
    const isClean = await clean(failed, call);
    if (!waits) return;
    if (isClean) await call.cluster.forgotten(committed.snapshot.cib, failed, call.deadline);
    const { deadline, progress } = call;
    const wish = { until, before: committed.snapshot.cib, deadline, progress };
    if (free.length > 0)
      for (const warning of (await call.cluster.settle({ ...wish, resources: free })).warnings) call.warn(warning);
    // What may move with it does so for reasons of its own.
    if (about === "all") await call.cluster.settle({ ...wish, resources: about });
  }

  /** What it did the cluster forgets by itself, a moment later; what failed would show for so long, and counts for ever. */
  async function forget(id: string, before: Cib, call: Call): Promise<void> {
    if (failureTraces(before).some(({ resource }) => resource === id)) await clean([id], call);
    for (const each of withoutCounts(before, id)) await call.cluster.setTransient(each, call.deadline);
  }

  /** Fencing devices that were put off until now: the cluster stops them when they are out of its configuration. */
  async function devicesGone({ snapshot, after }: Committed, call: Call): Promise<void> {
    const { cib } = snapshot;
    const isGone = (each: Element) => findRunnable(after, idOf(each)) === undefined;
    const gone = runnables(cib)
      .filter((each) => isGone(each) && isDeferred(cib, keyOfPrimitive(each)))
      .map(idOf);
    if (gone.length === 0) return;
    const { deadline, progress } = call;
    await call.cluster.settle({ resources: gone, until: "stopped", before: cib, deadline, progress });
    for (const each of gone) await forget(each, cib, call);
  }

  /** Stopped, it is taken out by `act`; what cannot be taken out runs on. */
  async function stopped(id: string, call: Call, leaving: Leaving, change: Commit, act: () => Promise<Committed>) {
    const held = await change((cib) => {
      const idle = whyIdle(cib);
      if (idle !== undefined && hasRun(cib, id))
        throw new PacemakerError("HELD_BACK", `${call.label} runs and cannot be stopped: ${idle}`, {
          hint: "Nothing was changed. End that state first, then delete.",
        });
      return changeRunnable(freeStaying(cib, id, leaving), id, (live) => hold(live, [beingDeleted]));
    });
    try {
      await call.cluster.settle({
        resources: [id],
        until: "stopped",
        before: held.snapshot.cib,
        deadline: call.deadline,
        progress: call.progress,
      });
      return await act();
    } catch (error) {
      await change((cib) => changeRunnable(cib, id, release));
      throw error;
    }
  }

  return {
    create: (args, call) => converge(args, undefined, {}, call),
    update: (olds, news, kept, call) => converge(news, olds, kept, call),
    async read(args, kept, call) {
      const snapshot = await call.cluster.observe();
      requireCluster(snapshot, kept.__cluster);
      const live = kind.read(snapshot.cib, args);
      if (!live) return undefined;
      warnOfMoves(snapshot.cib, kind.name(args), call);
      const resource = runnableOf(snapshot.cib, args);
      const held = resource && heldFor(resource);
      const { __held, ...others } = kept;
      return { args: live, kept: { ...others, __cluster: snapshot.identity, ...(held && { __held: held }) } };
    },
    async delete(args, kept, call) {
      const id = kind.name(args);
      const { __former: former } = kept;
      const snapshot = await call.cluster.observe();
      requireCluster(snapshot, kept.__cluster);
      if (!kind.read(snapshot.cib, args)) return;
      const isRunnable = runnableOf(snapshot.cib, args) !== undefined;
      const { company, stays, label, deadline } = call;
      const { remove, stopsFirst, putOff } = isRunnable
        ? deletionOfRunnable(kind, args, call)
        : deletionOf(kind, { args, former: former as Former | undefined }, call);
      for (const loss of foreignLosses(snapshot.cib, id, (cib) => kind.remove(cib, args), company)) call.warn(loss);
      const change: Commit = (apply) =>
        call.cluster.commit({ label, names: [id], identity: kept.__cluster, deadline, apply });
      const act = () => change(remove);
      const committed = stopsFirst(snapshot.cib)
        ? await stopped(id, call, { company, stays }, change, act)
        : await act();
      if (kind.transient && former)
        await call.cluster.setTransient(kind.transient.former(args, former as Former), call.deadline);
      await devicesGone(committed, call);
      if (isDeferred(committed.after, keyOf(args))) call.info(putOff);
      else if (isRunnable) await forget(id, committed.snapshot.cib, call);
      // Whether what it was about runs without it is its own resource's matter, and it may be going as well.
      else await settle(args, committed, call, { until: "quiet" });
    },
  };
}
