import { parseString } from "xml2js";
import * as xmlbuilder from "xmlbuilder";
import { perObject } from "../per-object";

/** One XML element of the CIB. A value: never changed in place. Children keep their order, which Pacemaker minds. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
}

export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  children: readonly Element[] = [],
): Element {
  const present = Object.entries(attributes).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return { name, attributes: Object.fromEntries(present), children };
}

/** The shape that xml2js gives with explicitChildren and preserveChildrenOrder. */
interface Parsed {
  "#name": string;
  $?: Record<string, string>;
  $$?: Parsed[];
}

const fromParsed = (node: Parsed): Element => ({
  name: node["#name"],
  attributes: node.$ ?? {},
  children: (node.$$ ?? []).map(fromParsed),
});

/** Throws an Error with the parser's words when the text is not XML. */
export function parseXml(text: string): Element {
  let outcome: { error: Error | null; root?: Parsed } | undefined;
  parseString(
    text,
    { explicitRoot: false, explicitChildren: true, preserveChildrenOrder: true, charsAsChildren: false, async: false },
    (error: Error | null, root?: Parsed) => (outcome ??= { error, ...(root && { root }) }),
  );
  if (outcome?.error) throw outcome.error;
  if (!outcome?.root) throw new Error("no XML element in the text");
  return fromParsed(outcome.root);
}

/** Kept for each element: most of a document is as it was when it was printed last. */
export const printXml = perObject(({ name, attributes, children }: Element): string => {
  const made = xmlbuilder.create(name, { headless: true });
  for (const [each, value] of Object.entries(attributes)) made.att(each, value);
  if (children.length > 0) made.raw(["", ...children.map(printXml), ""].join("\n"));
  return made.end();
});

/** Its id; empty where it has none. */
export const idOf = ({ attributes }: Element): string => attributes["id"] ?? "";

/** An id that nothing has yet: as wanted, or with a number behind it. */
export function freeId(wanted: string, isTaken: (id: string) => boolean, n = 1): string {
  const next = n === 1 ? wanted : `${wanted}-${n}`;
  return isTaken(next) ? freeId(wanted, isTaken, n + 1) : next;
}

const sameAttributes = (a: Element["attributes"], b: Element["attributes"]): boolean => {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
};

/** `now`, in which all that is as it was `before` is the very same value: what was worked out of it still holds. */
export function sharedWith(before: Element | undefined, now: Element): Element {
  if (!before) return now;
  const keyOf = (each: Element) => `${each.name} ${idOf(each)}`;
  const known = new Map(before.children.map((each) => [keyOf(each), each]));
  const formerOf = (each: Element, i: number) => {
    const inPlace = before.children[i];
    return inPlace && keyOf(inPlace) === keyOf(each) ? inPlace : known.get(keyOf(each));
  };
  const children = now.children.map((each, i) => sharedWith(formerOf(each, i), each));
  const isSame =
    before.name === now.name &&
    sameAttributes(before.attributes, now.attributes) &&
    children.length === before.children.length &&
    children.every((each, i) => each === before.children[i]);
  return isSame ? before : { ...now, children };
}

/** The first child with that name (and id). */
export const child = (parent: Element | undefined, name: string, id?: string): Element | undefined =>
  parent?.children.find((each) => each.name === name && (id === undefined || each.attributes["id"] === id));

export const childrenNamed = (parent: Element | undefined, name: string): readonly Element[] =>
  parent?.children.filter((each) => each.name === name) ?? [];

export const withAttributes = (node: Element, attributes: Readonly<Record<string, string | undefined>>): Element =>
  element(node.name, { ...node.attributes, ...attributes }, node.children);

/** `after` in the place of `before` (compared by identity); appended when there was none, dropped when undefined. */
export function replaceChild(parent: Element, before: Element | undefined, after: Element | undefined): Element {
  const children = before
    ? parent.children.flatMap((each) => (each === before ? (after ? [after] : []) : [each]))
    : [...parent.children, ...(after ? [after] : [])];
  return { ...parent, children };
}

/** All of `after` in the place of the first of `before`; where there was none, at the end or `first`. */
export function replaceChildren(
  parent: Element,
  before: readonly Element[],
  after: readonly Element[],
  first = false,
): Element {
  const left = parent.children.filter((each) => !before.includes(each));
  const at = before[0] ? parent.children.indexOf(before[0]) : first ? 0 : left.length;
  return { ...parent, children: left.toSpliced(at, 0, ...after) };
}

/** Every element below and including `root`, in document order. */
export function* walk(root: Element): Generator<Element> {
  const left = [root];
  for (let each = left.pop(); each; each = left.pop()) {
    yield each;
    for (let i = each.children.length - 1; i >= 0; i--) left.push(each.children[i] as Element);
  }
}
