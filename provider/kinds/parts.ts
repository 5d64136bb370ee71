import { withAttributes, type Element } from "../cib/element";
import { attributeValue, sameValue, scalarOf, spelled, textOf, todays } from "../cib/meaning";
import { unsaid } from "../cib/unsaid";
import type { Scalar } from "./fields";

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

export interface Whole {
  value: unknown;
  /** Of what holds it, where that is not the usual one. */
  id?: string | undefined;
}

/** What holds a part has this id where it is made anew; see `ids` in fields.ts. */
type Ids = Readonly<Record<string, string | undefined>> | undefined;
const idsSaid = (args: object): Ids => (args as { ids?: Ids }).ids;

export type Parts<Args> = { readonly [Name in keyof Args]?: Part<NonNullable<Args[Name]>> };

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

/** An attribute of the element itself; where it is not there, what that means. */
export const attribute = (name: string): Part<Scalar> => ({
  read(live, wanted) {
    const found = live.attributes[name] ?? unsaid(live, name);
    return sameValue(name, found, textOf(wanted)) ? wanted : found && todays(name, found);
  },
  write(live, wanted, former) {
    if (wanted === undefined) return former === undefined ? live : withAttributes(live, { [name]: undefined });
    const value = attributeValue(name, textOf(wanted));
    // What is made says it; what is there and means it stays as it is.
    const found = live.attributes[name] ?? (former === undefined ? undefined : unsaid(live, name));
    return sameValue(name, found, value) ? live : withAttributes(live, { [name]: value });
  },
  whole(live) {
    const text = live.attributes[name] ?? unsaid(live, name);
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

/** Several parts as one: an argument with fields of its own. */
export const fields = <Value extends object>(inner: Parts<Value>): Part<Value> => {
  const whole = parts<Value>(inner);
  return {
    read: (live, wanted) => whole.read(live, wanted),
    write: (live, wanted, former) => whole.write(live, wanted ?? ({} as Value), former),
    whole: (live) => ({ value: whole.whole(live) }),
  };
};
