import { deferrals, isDeferred, withDeferral, withoutDeferral, type Deferral } from "../cib/deferral";
import { runnables, type Cib } from "../cib/document";
import { idOf } from "../cib/element";
import { isFencingUndecided } from "../cluster/held-back";
import { kinds } from "../kinds";
import type { CibKind, CommonArgs, Former } from "../kinds/kind";

/** The document without an object, or with what was there before it. */
export const withoutObject = <Args extends CommonArgs>(
  kind: CibKind<Args>,
  cib: Cib,
  args: Args,
  former?: Former,
): Cib => (kind.former && former ? kind.former.restore(cib, args, former) : kind.remove(cib, args));

const isFrozen = (cib: Cib): boolean => isFencingUndecided(cib) && runnables(cib).length > 0;

/** A cluster with resources, but neither a fencing device nor the word that there is none, can not even stop any. */
export const freezes = (before: Cib, after: Cib): boolean => !isFrozen(before) && isFrozen(after);

/**
 * What is said of the cluster as a whole goes with the last resource that it was said for, and the last fencing device
 * with the last of all; the engine may well call its removal first. Without stickiness what still runs would be moved
 * once more before it stops.
 */
const isEarly = (before: Cib, after: Cib, leaving: readonly string[]): boolean =>
  freezes(before, after) || runnables(after).some((each) => leaving.includes(idOf(each)));

/** The removal now, or put off: then a resource carries it. */
export function removeOrDefer(cib: Cib, after: Cib, deferral: Deferral): Cib {
  const free = withoutDeferral(after, deferral);
  return isEarly(cib, free, deferral.leaving) ? withDeferral(cib, deferral) : free;
}

function perform(cib: Cib, { kind: type, args, former }: Deferral): Cib {
  const kind = (Object.values(kinds) as unknown as readonly CibKind[]).find((each) => each.type === type);
  return kind ? withoutObject(kind, cib, args, former) : cib;
}

/** `after`, in which resources are gone, with all that was only waiting for them; a device may have carried some of it. */
export const withDeferred = (before: Cib, after: Cib): Cib =>
  deferrals(before)
    .filter((each) => !isDeferred(after, each))
    .reduce((made, each) => withDeferred(made, removeOrDefer(made, perform(made, each), each)), after);
