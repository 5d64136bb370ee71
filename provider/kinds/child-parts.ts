import { child, element, idOf, replaceChild, replaceChildren, type Element } from "../cib/element";
import { canonical } from "../cib/equal";
import { ownSets } from "../cib/pairs";
import { parts, type Part, type Parts, type Whole } from "./parts";
import { own } from "../own";

/** A list, where something is in it. */
const filled = (value: readonly unknown[]): Whole | undefined => (value.length > 0 ? { value } : undefined);

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
        const value = own(wanted, id);
        if (value)
          return replaceChild(made, before, each.write(before ?? element(tag, { id }), value, own(former, id)));
        const left = before && each.write(before, {} as Value, own(former, id));
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

/**
 * Children that a program owns as a whole, because one alone says nothing: rules, resource sets. `first`: the schema
 * wants them before all others.
 */
export const children = <Value>(
  tag: string,
  print: (value: Value, parent: string) => Element[],
  parse: (children: readonly Element[], parent: string) => unknown,
  first = false,
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
      return same(of(live), made(live, wanted)) ? live : replaceChildren(live, of(live), made(live, wanted), first);
    },
    whole: (live) => (of(live).length > 0 ? { value: parse(of(live), idOf(live)) } : undefined),
  };
};
