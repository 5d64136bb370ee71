import { changeSection, objectsOf, sections, withoutStatus, type Cib, type Section } from "../cib/document";
import { withoutMarks } from "../cib/pairs";
import { sameElement } from "../cib/equal";
import { childrenNamed, idOf, printXml, walk, type Element } from "../cib/element";
import type { Draft } from "./check";
import { statement } from "./statement";

/** One object that differs between the live CIB and the wanted one. */
export interface Difference {
  section: Section;
  id: string;
  live?: Element;
  wanted?: Element;
}

export function differences(base: Cib, wanted: Cib): Difference[] {
  return sections.flatMap((section) => {
    const before = new Map(objectsOf(base, section).map((each) => [idOf(each), each]));
    const after = new Map(objectsOf(wanted, section).map((each) => [idOf(each), each]));
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((id): Difference[] => {
      const live = before.get(id);
      const made = after.get(id);
      if (live && made && sameElement(live, made)) return [];
      return [{ section, id, ...(live && { live }), ...(made && { wanted: made }) }];
    });
  });
}

/** Sections whose sets crm merges by their ids. */
const merged = new Set<Section>(["crm_config", "rsc_defaults", "op_defaults"]);

const pairNames = (object: Element | undefined): string[] =>
  childrenNamed(object, "nvpair").map((pair) => pair.attributes["name"] ?? "");

/**
 * `load update` merges sets of values by id: it cannot take a value out, and crm 5 writes a set that is not there into
 * another one. It replaces whole objects of the other sections.
 */
function loads(base: Cib, { section, live, wanted }: Difference): boolean {
  if (!merged.has(section)) return true;
  const after = pairNames(wanted);
  const keeps = pairNames(live).every((name) => after.includes(name));
  return keeps && (live !== undefined || objectsOf(base, section).length === 0);
}

/** An object as crm judges it, whatever it waits for. */
export const judgedAs = ({ section, wanted }: Pick<Difference, "section" | "wanted">): string =>
  wanted ? `${section} ${printXml(withoutMarks(wanted))}` : "";

/** All that an element says, each with its place. */
const sayings = ({ name, attributes, children }: Element, path = ""): string[] => {
  const place = `${path}/${name} ${attributes["id"] ?? ""}`;
  const own = Object.entries(attributes).map((each) => `${place} ${each.join("=")}`);
  return [...own, ...children.flatMap((each) => sayings(each, place))];
};

/** What an object loses and gains, whatever others change in it. */
function lossAndGain({ live, wanted }: Difference): { gone: string[]; come: string[] } {
  const [before = [], after = []] = [live, wanted].map((each) => each && sayings(each));
  const [had, has] = [new Set(before), new Set(after)];
  return { gone: before.filter((each) => !has.has(each)), come: after.filter((each) => !had.has(each)) };
}

/** The same in one text; empty where only an order is changed. */
export function changeIn(difference: Difference): string {
  const { gone, come } = lossAndGain(difference);
  return gone.length + come.length === 0 ? "" : JSON.stringify([difference.section, gone, come]);
}

/**
 * Objects that go, values of the cluster that go, marks that come and go, and what crm took earlier: it would say the
 * same once more.
 */
const saysNothingNew = ({ live, ...each }: Difference, taken: ReadonlySet<string>): boolean =>
  !each.wanted ||
  (merged.has(each.section) && lossAndGain({ live, ...each }).come.length === 0) ||
  taken.has(judgedAs(each)) ||
  (live !== undefined && judgedAs({ ...each, wanted: live }) === judgedAs(each));

/** Is nothing in it new to crm? */
export const isOld = (changed: readonly Difference[], taken: ReadonlySet<string>): boolean =>
  changed.every((each) => saysNothingNew(each, taken));

interface Known {
  /** What crm has taken before, as `judgedAs` says it. */
  taken?: ReadonlySet<string>;
  /** No statements. */
  asElements?: boolean;
}

/** How a wanted document is put to crm: as statements where its language carries the object, else as elements. */
export function draft(live: Cib, made: Cib, { taken = new Set(), asElements = false }: Known = {}): Draft {
  const [base, wanted] = [withoutStatus(live), withoutStatus(made)];
  const changed = differences(base, wanted);
  const old = isOld(changed, taken);
  const printed = changed.map((each) => ({
    ...each,
    words: !asElements && !old && each.wanted && loads(base, each) ? statement(each.section, each.wanted) : undefined,
  }));
  const elements = printed.filter(({ words }) => words === undefined);
  return {
    base: printXml(base),
    start: printXml(elements.reduce(putElement, base)),
    wanted: printXml(wanted),
    alone: printXml(alone(wanted, printed)),
    statements: printed.flatMap(({ words }) => words ?? []),
    hasElements: elements.length > 0,
    isOld: old,
  };
}

/** The objects that differ, and the resources that they name, without all that others have. */
function alone(wanted: Cib, changed: readonly Difference[]): Cib {
  const ours = new Set(changed.map((each) => each.wanted));
  const named = new Set(changed.flatMap((each) => (each.wanted ? [...walk(each.wanted)] : [])).flatMap(valuesOf));
  const concerns = (object: Element) => ours.has(object) || [...walk(object)].some((each) => named.has(idOf(each)));
  return changeSection(
    changeSection(wanted, "resources", (all) => all.filter(concerns)),
    "constraints",
    (all) => all.filter((each) => ours.has(each)),
  );
}

const valuesOf = ({ attributes }: Element) => Object.values(attributes);

const putElement = (cib: Cib, { section, id, wanted }: Difference): Cib =>
  changeSection(cib, section, (objects) => {
    const at = objects.findIndex((each) => idOf(each) === id);
    return objects.toSpliced(at === -1 ? objects.length : at, at === -1 ? 0 : 1, ...(wanted ? [wanted] : []));
  });
