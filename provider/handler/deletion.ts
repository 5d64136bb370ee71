import { withDeferral } from "../cib/deferral";
import { changeRunnable, findRunnable, runnables, type Cib } from "../cib/document";
import { idOf } from "../cib/element";
import { release } from "../cib/hold";
import { isFencingDevice } from "../cluster/held-back";
import { PacemakerError } from "../errors";
import type { CibKind, CommonArgs, Former } from "../kinds/kind";
import type { Call } from "./call";
import { freezes, removeOrDefer, withDeferred, withoutObject } from "./deferred";
import { removeHolding, removeLeaving } from "./removal";

function requireLeaving(staying: readonly string[], label: string): void {
  if (staying.length === 0) return;
  throw new PacemakerError(
    "HELD_BACK",
    `${label} is the last fencing device: without it the cluster could not even stop ${staying.join(", ")} any more`,
    { hint: "Nothing was changed. Declare another device first, or ClusterProperty stonith-enabled false by intent." },
  );
}

export interface Deletion {
  /** The document without the object; with it, where its removal is put off. */
  remove: (cib: Cib) => Cib;
  /** What runs does; but a device without which the cluster could not stop the others goes with the last of them. */
  stopsFirst: (cib: Cib) => boolean;
  /** What is said where it is put off. */
  putOff: string;
}

type Context = Pick<Call, "company" | "stays" | "keeps" | "label">;

/** Of what does not run, or is said of the cluster as a whole. */
export function deletionOf<Args extends CommonArgs>(
  kind: CibKind<Args>,
  { args, former }: { args: Args; former: Former | undefined },
  { company, stays }: Context,
): Deletion {
  const name = kind.name(args);
  const without = (cib: Cib) => withoutObject(kind, cib, args, former);
  const leaving = company.filter((each) => !stays(each));
  const deferral = { kind: kind.type, name, args, leaving, ...(former && { former }) };
  return {
    remove: (cib) => {
      const after = kind.former && former ? without(cib) : removeLeaving(cib, without, name, { company, stays });
      return removeOrDefer(cib, after, deferral);
    },
    stopsFirst: () => false,
    putOff:
      "stays set while there are resources that it was set for, and goes with the last of them: without it they would be moved before they stop, or could not even be stopped",
  };
}

/** Of what runs, and is stopped by then. */
export function deletionOfRunnable<Args extends CommonArgs>(
  kind: CibKind<Args>,
  args: Args,
  { company, stays, keeps, label }: Context,
): Deletion {
  const id = kind.name(args);
  const without = (cib: Cib) =>
    withDeferred(
      cib,
      removeHolding(cib, (each) => kind.remove(each, args), id, { company, stays }),
    );
  const isLastDevice = (cib: Cib, after?: Cib): boolean => {
    const live = findRunnable(cib, id);
    return live !== undefined && isFencingDevice(cib, live) && freezes(cib, after ?? without(cib));
  };
  return {
    remove: (cib) => {
      const after = without(cib);
      if (!isLastDevice(cib, after)) return after;
      requireLeaving(runnables(after).map(idOf).filter(keeps), label);
      // Its parameters stay where they are: a name is enough.
      return withDeferral(changeRunnable(cib, id, release), {
        kind: kind.type,
        name: id,
        args: { cibId: id },
        leaving: [],
      });
    },
    stopsFirst: (cib) => !isLastDevice(cib),
    putOff:
      "stays while there are resources, and goes with the last of them: without a fencing device they could not even be stopped",
  };
}
