import { child, element, idOf, replaceChild, replaceChildren, withAttributes, type Element } from "../cib/element";
import { canonical } from "../cib/equal";
import { attributeValue, sameValue, textOf } from "../cib/meaning";
import { sameMeaning, writePairs, type Same } from "../cib/pairs";
import { asPairs, readScalars, type Scalar } from "./fields";

/** One argument and the part of an element that it is. */
export interface Part<Value> {
  /** The live value, in the spelling of `wanted` where they mean the same. */
  read(live: Element, wanted: Value): unknown;
  /** `live` with it; where nothing is wanted, what `former` had is taken out, and nothing else. */
  write(live: Element, wanted: Value | undefined, former: Value | undefined): Element;
}

type Parts<Args> = { readonly [Name in keyof Args]?: Part<NonNullable<Args[Name]>> };

/** How an object is read and written follows from its parts. */
export function parts<Args extends object>(all: Parts<Args>) {
  const each = Object.entries(all) as [keyof Args, Part<unknown>][];
  return {
    read(live: Element, args: Args): Args {
      const found = each.flatMap(([name, part]) =>
        args[name] === undefined ? [] : [[name, part.read(live, args[name])]],
      );
      return { ...args, ...(Object.fromEntries(found) as Partial<Args>) };
    },
    write: (live: Element, args: Args, former?: Args): Element =>
      each.reduce((made, [name, part]) => part.write(made, args[name], former?.[name]), live),
  };
}

/** An attribute of the element itself. */
export const attribute = (name: string): Part<Scalar> => ({
  read: (live, wanted) => (sameValue(name, live.attributes[name], textOf(wanted)) ? wanted : live.attributes[name]),
  write(live, wanted, former) {
    if (wanted === undefined) return former === undefined ? live : withAttributes(live, { [name]: undefined });
    const value = attributeValue(name, textOf(wanted));
    return sameValue(name, live.attributes[name], value) ? live : withAttributes(live, { [name]: value });
  },
});

/** Names and values in the sets with that tag. */
export const pairsIn = (tag: string, same: Same = sameMeaning): Part<Readonly<Record<string, Scalar>>> => ({
  read: (live, wanted) => readScalars(live, tag, wanted, same),
  write: (live, wanted, former) =>
    writePairs(live, tag, `${live.attributes["id"] ?? ""}-${tag}`, asPairs(wanted), asPairs(former), same),
});

/** Children that only name something by its id. The program owns those that it names; their order says nothing. */
export const idsIn = (tag: string): Part<string[]> => {
  const of = (live: Element) => live.children.filter(({ name }) => name === tag);
  return {
    read(live, wanted) {
      const found = of(live).map(idOf);
      return wanted.filter((id) => found.includes(id));
    },
    write(live, wanted = [], former = []) {
      const kept = of(live).filter((each) => wanted.includes(idOf(each)) || !former.includes(idOf(each)));
      const added = wanted.filter((id) => !kept.some((each) => idOf(each) === id));
      return replaceChildren(live, of(live), [...kept, ...added.map((id) => element(tag, { id }))]);
    },
  };
};

/** What is in a child of which there is only one; it goes when nothing is left in it. */
export const inside = <Value>(tag: string, part: Part<Value>): Part<Value> => ({
  read(live, wanted) {
    const found = child(live, tag);
    return found && part.read(found, wanted);
  },
  write(live, wanted, former) {
    const before = child(live, tag);
    if (wanted === undefined && !before) return live;
    const made = part.write(before ?? element(tag), wanted, former);
    const isEmpty = wanted === undefined && made.children.length === 0 && Object.keys(made.attributes).length === 0;
    return replaceChild(live, before, isEmpty ? undefined : made);
  },
});

/** Several parts as one: an argument with fields of its own. */
export const fields = <Value extends object>(inner: Parts<Value>): Part<Value> => {
  const whole = parts<Value>(inner);
  return {
    read: (live, wanted) => whole.read(live, wanted),
    write: (live, wanted, former) => whole.write(live, wanted ?? ({} as Value), former),
  };
};

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
  };
};

const isPair = ({ name }: Element) => name === "nvpair";

/** Children that have an id by which the program names them, each with parts of its own. */
export const byId = <Value extends object>(tag: string, inner: Parts<Value>): Part<Readonly<Record<string, Value>>> => {
  const whole = parts<Value>(inner);
  const find = (live: Element, id: string) =>
    live.children.find(({ name, attributes }) => name === tag && attributes["id"] === id);
  const isEmpty = ({ children }: Element) => children.every(({ name }) => name === "rule");
  return {
    read: (live, wanted) =>
      Object.fromEntries(
        Object.entries(wanted).flatMap(([id, value]) => {
          const found = find(live, id);
          return found ? [[id, whole.read(found, value)]] : [];
        }),
      ),
    write(live, wanted = {}, former = {}) {
      const ids = new Set([...Object.keys(wanted), ...Object.keys(former)]);
      return [...ids].reduce((made, id) => {
        const before = find(made, id);
        const value = wanted[id];
        if (value) return replaceChild(made, before, whole.write(before ?? element(tag, { id }), value, former[id]));
        const left = before && whole.write(before, {} as Value, former[id]);
        return before ? replaceChild(made, before, left && !isEmpty(left) ? left : undefined) : made;
      }, live);
    },
  };
};

/** The id of the first of a kind, and of those that follow, as crm makes them. */
export const numbered = (base: string, i: number): string => (i === 0 ? base : `${base}-${i - 1}`);

/** Children that a program owns as a whole, because one alone says nothing: rules, resource sets. */
export const children = <Value>(
  tag: string,
  print: (value: Value, parent: string) => Element[],
  parse: (children: readonly Element[], parent: string) => unknown,
): Part<Value> => {
  const of = (live: Element) => live.children.filter(({ name }) => name === tag);
  const same = (a: readonly Element[], b: readonly Element[]) =>
    a.length === b.length && a.every((each, i) => canonical(each) === canonical(b[i] ?? each));
  const made = (live: Element, value: Value) => print(value, live.attributes["id"] ?? "");
  return {
    read: (live, wanted) =>
      same(of(live), made(live, wanted)) ? wanted : parse(of(live), live.attributes["id"] ?? ""),
    write(live, wanted, former) {
      if (wanted === undefined) return former === undefined ? live : replaceChildren(live, of(live), []);
      return same(of(live), made(live, wanted)) ? live : replaceChildren(live, of(live), made(live, wanted));
    },
  };
};
