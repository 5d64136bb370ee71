import { element, withAttributes, type Element } from "../cib/element";
import { attributeValue, sameValue, textOf } from "../cib/meaning";

type Fields = Readonly<Record<string, string>>;
type Args = Readonly<Record<string, unknown>>;

/** A constraint is one element; `fields` says which argument is which attribute. */
export function writeFields(
  tag: string,
  fields: Fields,
  live: Element | undefined,
  id: string,
  args: Args,
  former: Args = {},
): Element {
  const base = live ?? element(tag, { id });
  const changes = Object.entries(fields).flatMap(([ours, theirs]): [string, string | undefined][] => {
    const value = args[ours];
    if (value === undefined) return former[ours] === undefined ? [] : [[theirs, undefined]];
    const wanted = attributeValue(theirs, textOf(value));
    return sameValue(theirs, base.attributes[theirs], wanted) ? [] : [[theirs, wanted]];
  });
  return withAttributes(base, Object.fromEntries(changes));
}

export function readFields<Wanted extends Args>(fields: Fields, live: Element, args: Wanted): Wanted {
  const found = Object.entries(fields).flatMap(([ours, theirs]) => {
    const wanted = args[ours];
    if (wanted === undefined) return [];
    const value = live.attributes[theirs];
    return [[ours, sameValue(theirs, value, textOf(wanted)) ? wanted : value]];
  });
  return { ...args, ...Object.fromEntries(found) } as Wanted;
}
