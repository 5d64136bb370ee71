import { element, idOf, replaceChildren, type Element } from "../cib/element";
import { scalarOf } from "../cib/meaning";
import { pairsOf, plainSet, sameMeaning, writePairs, type Same } from "../cib/pairs";
import { asPairs, readScalars, type Scalar } from "./fields";
import type { Part, Whole } from "./parts";

interface WholeSet extends Whole {
  value: Record<string, Scalar>;
}

/** Names and values in the sets with that tag, but for those sets that the program names in the field `apart`. */
export const pairsIn = (tag: string, same: Same = sameMeaning, apart = ""): Part<Readonly<Record<string, Scalar>>> => {
  /** Under another name nobody takes them for sets. */
  const renamed = (live: Element, from: string, to: string, all: readonly (object | undefined)[]): Element => {
    const ids = all.flatMap((args) => Object.keys((args as Record<string, object> | undefined)?.[apart] ?? {}));
    const name = (each: Element) => (each.name === from && ids.includes(idOf(each)) ? { ...each, name: to } : each);
    return ids.length === 0 ? live : { ...live, children: live.children.map(name) };
  };
  return {
    read: (live, wanted, all) => readScalars(renamed(live, tag, apart, [all]), tag, wanted, same),
    write(live, wanted, former, id = usualId(live, tag), ...all) {
      const made = writePairs(renamed(live, tag, apart, all), tag, id, asPairs(wanted), asPairs(former), same);
      return renamed(made, apart, tag, all);
    },
    whole: (live) => wholeSet(live, tag, usualId(live, tag)),
  };
};

/** A plain set of names and values, and its id where that is not the usual one. */
export function wholeSet(live: Element, tag: string, usual: string): WholeSet | undefined {
  const set = plainSet(live, tag);
  return set && { value: asScalars(pairsOf(set)), ...(idOf(set) !== usual && { id: idOf(set) }) };
}

/** As crm calls a set of the object itself. */
const usualId = (live: Element, tag: string) => `${idOf(live)}-${tag}`;

const asScalars = (pairs: Readonly<Record<string, string>>): Record<string, Scalar> =>
  Object.fromEntries(Object.entries(pairs).map(([name, value]) => [name, scalarOf(value)]));

/** Names and values in one set: the element itself. */
export const values = (same: Same = sameMeaning): Part<Readonly<Record<string, Scalar>>> => {
  // A set is read and written as the only one of a parent.
  const parent = (live: Element) =>
    element("", {}, [element(live.name, { id: idOf(live) }, live.children.filter(isPair))]);
  return {
    read: (live, wanted) => readScalars(parent(live), live.name, wanted, same),
    write(live, wanted, former) {
      const made = writePairs(parent(live), live.name, "", asPairs(wanted), asPairs(former), same).children[0];
      return replaceChildren(live, live.children.filter(isPair), made?.children ?? []);
    },
    whole: (live) => ({ value: asScalars(pairsOf(live)) }),
  };
};

const isPair = ({ name }: Element) => name === "nvpair";
