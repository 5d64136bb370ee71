import { child, childrenNamed, element, freeId, idOf, replaceChild, withAttributes, type Element } from "./element";
import { pairValue, sameValue } from "./meaning";

/** Names and values as a program declares them. */
export type Pairs = Readonly<Record<string, string>>;

/** What sets of names and values are called: their order among other elements says nothing. */
export const pairSetTags: ReadonlySet<string> = new Set(["instance_attributes", "meta_attributes", "utilization"]);

/** Those whose names and values are an agent's or a user's own: text to Pacemaker, and to us. */
export const textSetTags: ReadonlySet<string> = new Set(["instance_attributes", "utilization"]);

/** When two values of one name are the same: an agent's parameters are text, Pacemaker's own names have a meaning. */
export type Same = (name: string, a: string | undefined, b: string | undefined) => boolean;

export const sameText: Same = (_name, a, b) => a === b;
export const sameMeaning: Same = sameValue;

/** Ends the id of a set that holds a resource back (see hold.ts); nobody's own values are in it. */
export const heldSuffix = "-pulumi-hold";
/** The same of one that says what goes with the resource (see deferral.ts). */
export const deferralSuffix = "-pulumi-last";

/** The mark of a resource whose id ends so. */
export const markOf = (resource: Element, suffix: string): Element | undefined =>
  childrenNamed(resource, "meta_attributes").find((set) => idOf(set).endsWith(suffix));

/** Is it one of these? */
export const isMark = (set: Element): boolean =>
  [heldSuffix, deferralSuffix].some((suffix) => idOf(set).endsWith(suffix));
/** An object as it is without the marks on it and in it. */
export const withoutMarks = (object: Element): Element => ({
  ...object,
  children: object.children.filter((each) => !isMark(each)).map(withoutMarks),
});

const isRuled = (set: Element): boolean => child(set, "rule") !== undefined;

/** What it says stands somewhere else, and is somebody else's. */
const isReference = ({ attributes }: Element): boolean => attributes["id-ref"] !== undefined;

const isScored = (set: Element): boolean => set.attributes["score"] !== undefined;

/**
 * The sets that always apply: those with a rule, our marks, and those that refer to another's, are not where a plain value
 * is read or written.
 */
const plainSets = (parent: Element, tag: string): Element[] =>
  childrenNamed(parent, tag).filter((set) => !isRuled(set) && !isMark(set) && !isReference(set));

/** The usual ones before those with a score; of the usual ones that say the same, Pacemaker takes the last. */
const inOrder = (sets: readonly Element[]): Element[] => [
  ...sets.filter((set) => !isScored(set)).reverse(),
  ...sets.filter(isScored),
];

/**
 * The set that is a program's plain values, as a whole: the first, unless something is said of it. Where another comes
 * before it their order counts, and each is said by its id.
 */
export function plainSet(parent: Element, tag: string): Element | undefined {
  const [first] = ownSets(parent, tag);
  return first && !isRuled(first) && !isScored(first) ? first : undefined;
}

/** The sets that have an id and are no mark of ours. */
export const ownSets = (parent: Element, tag: string): Element[] =>
  childrenNamed(parent, tag).filter((set) => set.attributes["id"] !== undefined && !isMark(set));

/** All values of a set that are said in it. */
export const pairsOf = (set: Element): Pairs =>
  Object.fromEntries(
    childrenNamed(set, "nvpair").flatMap(({ attributes: { name, value } }) =>
      name === undefined || value === undefined ? [] : [[name, value]],
    ),
  );

/** Where a new value goes. */
const usualSet = (parent: Element, tag: string, id: string): Element | undefined => {
  const sets = plainSets(parent, tag);
  return sets.find((set) => !isScored(set)) ?? sets.find((set) => idOf(set) === id);
};

export function findPair(parent: Element, tag: string, name: string): { set: Element; pair: Element } | undefined {
  for (const set of inOrder(plainSets(parent, tag)))
    for (const pair of childrenNamed(set, "nvpair")) if (pair.attributes["name"] === name) return { set, pair };
  return undefined;
}

export const readPair = (parent: Element, tag: string, name: string): string | undefined =>
  findPair(parent, tag, name)?.pair.attributes["value"];

/** An id takes fewer characters than a name; two names never get one id. */
const idPart = (name: string) => name.replace(/[^\w.-]/g, (each) => `_${each.charCodeAt(0).toString(16)}_`);

const pairElement = (setId: string, name: string, value: string): Element =>
  element("nvpair", { id: `${setId}-${idPart(name)}`, name, value });

/** One that refers to another's gives way to a value of its own. */
const withValue = ({ set, pair }: { set: Element; pair: Element }, name: string, value: string): Element =>
  isReference(pair) ? pairElement(idOf(set), name, value) : withAttributes(pair, { value });

/** One value set, or taken out when undefined. A live value that means the same is left as it is written. */
export function writePair(
  parent: Element,
  tag: string,
  newSetId: string,
  name: string,
  wanted: string | undefined,
  same: Same = sameMeaning,
): Element {
  const live = findPair(parent, tag, name);
  if (live && wanted !== undefined && same(name, live.pair.attributes["value"], wanted)) return parent;
  const value = wanted !== undefined && same === sameMeaning ? pairValue(name, wanted) : wanted;
  if (live) {
    if (value === undefined && isReference(live.pair)) return parent;
    const pair = value === undefined ? undefined : withValue(live, name, value);
    const set = replaceChild(live.set, live.pair, pair);
    return replaceChild(parent, live.set, set.children.length > 0 ? set : undefined);
  }
  if (value === undefined) return parent;
  const set = usualSet(parent, tag, newSetId);
  // Another set may have that id: one with a rule, say.
  const isTaken = (each: string) => parent.children.some(({ attributes }) => attributes["id"] === each);
  const id = set?.attributes["id"] ?? freeId(newSetId, isTaken);
  // A new one comes last, where it outranks those that refer to another's.
  return replaceChild(parent, set, replaceChild(set ?? element(tag, { id }), undefined, pairElement(id, name, value)));
}

/** All wanted values set, and those taken out that were ours (`former`) and are no longer wanted. */
export function writePairs(
  parent: Element,
  tag: string,
  newSetId: string,
  wanted: Pairs = {},
  former: Pairs = {},
  same: Same = sameMeaning,
): Element {
  const gone = Object.keys(former).filter((name) => !Object.hasOwn(wanted, name));
  const values: [string, string | undefined][] = [
    ...Object.entries(wanted),
    // Last, so that a set in which everything is new stays where it is.
    ...gone.map((name): [string, undefined] => [name, undefined]),
  ];
  return values.reduce((made, [name, value]) => writePair(made, tag, newSetId, name, value, same), parent);
}

/** The live values of the wanted names, in the program's own spelling where they mean the same. */
export function readPairs(parent: Element, tag: string, wanted: Pairs, same: Same = sameMeaning): Pairs {
  const live = Object.entries(wanted).map(([name, value]): [string, string | undefined] => {
    const found = readPair(parent, tag, name);
    return [name, same(name, found, value) ? value : found];
  });
  return Object.fromEntries(live.filter((pair): pair is [string, string] => pair[1] !== undefined));
}
