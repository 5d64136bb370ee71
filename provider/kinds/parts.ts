import { child, element, idOf, replaceChild, replaceChildren, withAttributes, type Element } from "../cib/element";
import { canonical } from "../cib/equal";
import { attributeValue, sameValue, scalarOf, spelled, textOf, todays } from "../cib/meaning";
import { ownSets, pairsOf, plainSet, sameMeaning, writePairs, type Same } from "../cib/pairs";
import { asPairs, readScalars, type Scalar } from "./fields";

/** One argument and the part of an element that it is. */
export interface Part<Value> {
  /** The live value, in the spelling of `wanted` where they mean the same. `all`: the other arguments as well. */
  read(live: Element, wanted: Value, all?: object): unknown;
  /**
   * `live` with it; where nothing is wanted, what `former` had is taken out, and nothing else. What is made anew to hold
   * it gets the id that the arguments say, else the usual one.
   */
  write(
    live: Element,
    wanted: Value | undefined,
    former: Value | undefined,
    id?: string,
    ...all: (object | undefined)[]
  ): Element;
  /** All that is there of it, in our spelling; undefined where there is nothing. */
  whole(live: Element): Whole | undefined;
}

interface Whole {
  value: unknown;
  /** Of what holds it, where that is not the usual one. */
  id?: string | undefined;
}

interface WholeSet extends Whole {
  value: Record<string, Scalar>;
}

/** What holds a part has this id where it is made anew; see `ids` in fields.ts. */
type Ids = Readonly<Record<string, string | undefined>> | undefined;
const idsSaid = (args: object): Ids => (args as { ids?: Ids }).ids;

type Parts<Args> = { readonly [Name in keyof Args]?: Part<NonNullable<Args[Name]>> };

/** Ways to say one thing, of which an object has one: where a program says it, what is there of the others goes. */
type Choice<Args> = readonly (readonly (keyof Args)[])[];

/** How an object is read and written follows from its parts. */
export function parts<Args extends object>(all: Parts<Args>, choices: readonly Choice<Args>[] = []) {
  const each = Object.entries(all) as [keyof Args, Part<unknown>][];
  const withoutOthers = (live: Element, args: Args): Element => {
    const others = choices.flatMap((ways) => {
      const said = ways.find((names) => names.some((name) => args[name] !== undefined));
      return said ? ways.flatMap((names) => (names === said ? [] : names)) : [];
    });
    return each
      .filter(([name]) => others.includes(name))
      .reduce((made, [, part]) => part.write(made, undefined, part.whole(made)?.value), live);
  };
  return {
    read(live: Element, args: Args): Args {
      const found = each.flatMap(([name, part]) =>
        args[name] === undefined ? [] : [[name, part.read(live, args[name], args)]],
      );
      return { ...args, ...(Object.fromEntries(found) as Partial<Args>) };
    },
    write: (live: Element, args: Args, former?: Args): Element =>
      each.reduce(
        (made, [name, part]) =>
          part.write(made, args[name], former?.[name], idsSaid(args)?.[name as string], args, former),
        withoutOthers(live, args),
      ),
    whole(live: Element): Partial<Args> {
      const found = each.flatMap(([name, part]): [string, Whole][] => {
        const whole = part.whole(live);
        return whole ? [[name as string, whole]] : [];
      });
      const ids = found.flatMap(([name, { id }]) => (id === undefined ? [] : [[name, id]]));
      return {
        ...(Object.fromEntries(found.map(([name, { value }]) => [name, value])) as Partial<Args>),
        ...(ids.length > 0 && { ids: Object.fromEntries(ids) as Ids }),
      };
    },
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
  whole({ attributes: { [name]: text } }) {
    return text === undefined ? undefined : { value: spelled(name, text) };
  },
});

/** An attribute that is a number from 1 on. */
export const count = (name: string): Part<Scalar> => ({
  ...attribute(name),
  whole({ attributes: { [name]: text } }) {
    return text === undefined ? undefined : { value: /^[1-9]/.test(text) ? scalarOf(text) : text };
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
    whole: (live) => filled(of(live).map(idOf)),
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
  whole(live) {
    const found = child(live, tag);
    return found && part.whole(found);
  },
});

/** Several parts as one: an argument with fields of its own. */
export const fields = <Value extends object>(inner: Parts<Value>): Part<Value> => {
  const whole = parts<Value>(inner);
  return {
    read: (live, wanted) => whole.read(live, wanted),
    write: (live, wanted, former) => whole.write(live, wanted ?? ({} as Value), former),
    whole: (live) => ({ value: whole.whole(live) }),
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
    whole: (live) => ({ value: asScalars(pairsOf(live)) }),
  };
};

/** A list, where something is in it. */
const filled = (value: readonly unknown[]): Whole | undefined => (value.length > 0 ? { value } : undefined);

const isPair = ({ name }: Element) => name === "nvpair";

/** Children that have an id by which the program names them, each with parts of its own. */
export const byId = <Value extends object>(
  tag: string,
  inner: Parts<Value>,
  isOurs: (live: Element, each: Element) => boolean = () => true,
): Part<Readonly<Record<string, Value>>> => {
  const each = parts<Value>(inner);
  const find = (live: Element, id: string) =>
    live.children.find(({ name, attributes }) => name === tag && attributes["id"] === id);
  const isEmpty = ({ children }: Element) => children.every(({ name }) => name === "rule");
  return {
    read: (live, wanted) =>
      Object.fromEntries(
        Object.entries(wanted).flatMap(([id, value]) => {
          const found = find(live, id);
          return found ? [[id, each.read(found, value)]] : [];
        }),
      ),
    write(live, wanted = {}, former = {}) {
      const ids = new Set([...Object.keys(wanted), ...Object.keys(former)]);
      return [...ids].reduce((made, id) => {
        const before = find(made, id);
        const value = wanted[id];
        if (value) return replaceChild(made, before, each.write(before ?? element(tag, { id }), value, former[id]));
        const left = before && each.write(before, {} as Value, former[id]);
        return before ? replaceChild(made, before, left && !isEmpty(left) ? left : undefined) : made;
      }, live);
    },
    whole(live) {
      const found = ownSets(live, tag).filter((one) => isOurs(live, one));
      if (found.length === 0) return undefined;
      return { value: Object.fromEntries(found.map((one) => [idOf(one), each.whole(one)])) };
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
    whole: (live) => (of(live).length > 0 ? { value: parse(of(live), idOf(live)) } : undefined),
  };
};
