import { objectsOf, sections, type Cib } from "./document";
import { idOf, type Element } from "./element";
import { canonical, meantBy } from "./equal";
import { sameValue } from "./meaning";
import { pairSetTags, textSetTags } from "./pairs";

/** What one document says and another does not: by name, never by value, which may be a secret. */
export interface Unlike {
  /** Lost, such as "primitive web: attribute interval-origin of op monitor". */
  lost: string[];
  /** Ids of what is there under another one. */
  ids: string[];
}

const nameOf = ({ name, attributes }: Element) => [name, attributes["name"] ?? attributes["id"] ?? []].flat().join(" ");

/** The one of these that is meant: by its id, by what it says, by its name; the only one that has neither. */
const counterpart = (each: Element, among: readonly Element[]): Element | undefined => {
  const alike = among.filter(({ name }) => name === each.name);
  const { id, name } = each.attributes;
  return (
    alike.find((other) => id !== undefined && idOf(other) === id) ??
    alike.find((other) => canonical(other) === canonical(each)) ??
    alike.find((other) => name !== undefined && other.attributes["name"] === name) ??
    alike.find((other) => id === undefined && other.attributes["id"] === undefined)
  );
};

/** Of sets that have no score the last one counts. */
function isOtherOrder(live: Element, made: Element, tag: string): boolean {
  const [before, after] = [live, made].map(({ children }) =>
    children.filter(({ name, attributes }) => name === tag && attributes["score"] === undefined).map(idOf),
  );
  const kept = before?.filter((id) => after?.includes(id));
  return kept?.join() !== after?.filter((id) => before?.includes(id)).join();
}

function compare(live: Element, made: Element, path: readonly string[], found: Unlike, isText = false): void {
  const place = path.length === 0 ? "" : `${path.join(": ")}: `;
  if (idOf(live) !== idOf(made)) found.ids.push(idOf(live));
  for (const [name, value] of Object.entries(live.attributes))
    if (name !== "id" && !sameValue(meantBy(live, name, isText), value, made.attributes[name]))
      found.lost.push(`${place}attribute ${name}`);
  for (const tag of pairSetTags) if (isOtherOrder(live, made, tag)) found.lost.push(`${place}the order of its ${tag}`);
  for (const each of live.children) {
    const other = counterpart(each, made.children);
    if (other) compare(each, other, [...path, nameOf(each)], found, textSetTags.has(live.name));
    else found.lost.push(`${place}${nameOf(each)}`);
  }
}

/** Versions, status, and the order of what has none do not count. */
export function unlike(live: Cib, made: Cib): Unlike {
  const found: Unlike = { lost: [], ids: [] };
  const section = (cib: Cib, name: (typeof sections)[number]): Element => ({
    name: "section",
    attributes: {},
    children: objectsOf(cib, name),
  });
  for (const name of sections) compare(section(live, name), section(made, name), [], found);
  return found;
}
