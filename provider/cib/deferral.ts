import { changeElements, perElement, runnables, type Cib } from "./document";
import { childrenNamed, element, idOf, replaceChild, type Element } from "./element";
import { deferralSuffix, markOf } from "./pairs";

/**
 * The removal of something that is for the cluster as a whole, put off until resources are gone. It stands in the
 * cluster itself, on one of those resources: the engine has forgotten the object by then, and may not be there any more
 * when the last of them goes.
 */
export interface Deferral {
  /** The kind's type, such as "ClusterProperty", and its name of the object. */
  kind: string;
  name: string;
  args: object;
  /** The values that come back. */
  former?: Readonly<Record<string, string | null>>;
  /** The resources that it was said for. */
  leaving: readonly string[];
}

type Key = Pick<Deferral, "kind" | "name">;
/** Of a fencing device, which may be put off as well. */
export const keyOfPrimitive = (primitive: Element): Key => ({ kind: "Primitive", name: idOf(primitive) });
const same = (a: Key) => (b: Key) => a.kind === b.kind && a.name === b.name;

const setOf = (resource: Element): Element | undefined => markOf(resource, deferralSuffix);

/** As text that no language of the cluster's tools has a meaning for. */
const encode = (deferral: Deferral): string => Buffer.from(JSON.stringify(deferral)).toString("base64");

/** One that somebody has changed by hand says nothing any more. */
function decode(text: string): Deferral[] {
  try {
    return [JSON.parse(Buffer.from(text, "base64").toString()) as Deferral];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** What goes with a resource. */
export const deferralsOn = perElement((resource): readonly Deferral[] =>
  childrenNamed(setOf(resource), "nvpair").flatMap((pair) => decode(pair.attributes["value"] ?? "")),
);

export const deferrals = (cib: Cib): Deferral[] => runnables(cib).flatMap(deferralsOn);

export const isDeferred = (cib: Cib, key: Key): boolean => deferrals(cib).some(same(key));

function withDeferrals(resource: Element, all: readonly Deferral[]): Element {
  const id = `${idOf(resource)}${deferralSuffix}`;
  const pairs = all.map((each, i) => {
    const name = `removes-${each.kind}-${each.name.replace(/[^\w.-]/g, "_")}`;
    return element("nvpair", { id: `${id}-${i}`, name, value: encode(each) });
  });
  const set = all.length === 0 ? undefined : element("meta_attributes", { id, score: "-INFINITY" }, pairs);
  return replaceChild(resource, setOf(resource), set);
}

const change = (cib: Cib, to: (resource: Element) => readonly Deferral[]): Cib =>
  changeElements(
    cib,
    new Map(
      runnables(cib)
        .filter((each) => to(each) !== deferralsOn(each))
        .map((each) => [each, (made: Element) => withDeferrals(made, to(each))]),
    ),
  );

/** The document in which nothing puts that off. */
export const withoutDeferral = (cib: Cib, key: Key): Cib =>
  change(cib, (each) => {
    const on = deferralsOn(each);
    return on.some(same(key)) ? on.filter((one) => !same(key)(one)) : on;
  });

/** The document in which it goes with the last of its resources, or of all others where none of them is there. */
export function withDeferral(before: Cib, deferral: Deferral): Cib {
  const cib = withoutDeferral(before, deferral);
  const all = runnables(cib).filter((each) => !same(deferral)(keyOfPrimitive(each)));
  const carrier = all.find((each) => deferral.leaving.includes(idOf(each))) ?? all[0];
  return change(cib, (each) => (each === carrier ? [...deferralsOn(each), deferral] : deferralsOn(each)));
}
