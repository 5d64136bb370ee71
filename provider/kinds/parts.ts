import { replaceChildren, withAttributes, type Element } from "../cib/element";
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
