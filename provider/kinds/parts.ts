import { child, element, idOf, replaceChild, replaceChildren, withAttributes, type Element } from "../cib/element";
import { canonical } from "../cib/equal";
import { attributeValue, sameValue, textOf, todays } from "../cib/meaning";
import { sameMeaning, writePairs, type Same } from "../cib/pairs";
import { asPairs, readScalars, type Scalar } from "./fields";

/** One argument and the part of an element that it is. */
export interface Part<Value> {
  /** The live value, in the spelling of `wanted` where they mean the same. `all`: the other arguments as well. */
  read(live: Element, wanted: Value, all?: object): unknown;
  /** `live` with it; where nothing is wanted, what `former` had is taken out, and nothing else. */
  write(live: Element, wanted: Value | undefined, former: Value | undefined, ...all: (object | undefined)[]): Element;
}

type Parts<Args> = { readonly [Name in keyof Args]?: Part<NonNullable<Args[Name]>> };

/** How an object is read and written follows from its parts. */
export function parts<Args extends object>(all: Parts<Args>) {
  const each = Object.entries(all) as [keyof Args, Part<unknown>][];
  return {
    read(live: Element, args: Args): Args {
      const found = each.flatMap(([name, part]) =>
        args[name] === undefined ? [] : [[name, part.read(live, args[name], args)]],
      );
      return { ...args, ...(Object.fromEntries(found) as Partial<Args>) };
    },
    write: (live: Element, args: Args, former?: Args): Element =>
      each.reduce((made, [name, part]) => part.write(made, args[name], former?.[name], args, former), live),
  };
}

/** An attribute of the element itself. */
export const attribute = (name: string): Part<Scalar> => ({
  read(live, wanted) {
    const found = live.attributes[name];
    return sameValue(name, found, textOf(wanted)) ? wanted : found && todays(name, found);
  },
  write(live, wanted, former) {
    if (wanted === undefined) return former === undefined ? live : withAttributes(live, { [name]: undefined });
    const value = attributeValue(name, textOf(wanted));
    return sameValue(name, live.attributes[name], value) ? live : withAttributes(live, { [name]: value });
  },
});

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
    write(live, wanted, former, ...all) {
      const id = `${idOf(live)}-${tag}`;
      const made = writePairs(renamed(live, tag, apart, all), tag, id, asPairs(wanted), asPairs(former), same);
      return renamed(made, apart, tag, all);
    },
  };
};

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
