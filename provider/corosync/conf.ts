/**
 * The text of corosync.conf(5): sections in braces, with a `key: value` a line. What it says beside what is asked for,
 * comments too, stays where it is.
 */
export interface Section {
  name: string;
  entries: readonly Entry[];
}
export interface Pair {
  key: string;
  value: string;
}
interface Comment {
  comment: string;
}
export type Entry = Section | Pair | Comment;
export type Conf = readonly Entry[];

export const isSection = (entry: Entry): entry is Section => "entries" in entry;
export const isPair = (entry: Entry): entry is Pair => "key" in entry;

/** A line that is none of corosync's. */
export class NotParsed extends Error {}

export function parseConf(text: string): Conf {
  const open: { name: string; entries: Entry[] }[] = [{ name: "", entries: [] }];
  const refuse = (line: number, what: string) => new NotParsed(`line ${line} ${what}`);
  const lines = text.split("\n");
  lines.forEach((raw, index) => {
    const line = raw.trim();
    const inner = open.at(-1);
    if (!inner) return;
    if (line.startsWith("#")) inner.entries.push({ comment: line });
    else if (line.includes("{")) {
      const section = { name: line.slice(0, line.indexOf("{")).trim(), entries: [] };
      if (section.name === "") throw refuse(index + 1, "opens a section without a name");
      inner.entries.push(section);
      open.push(section);
    } else if (line === "}") {
      if (open.length === 1) throw refuse(index + 1, "closes a section that is not open");
      open.pop();
    } else if (line !== "") {
      const colon = line.indexOf(":");
      if (colon < 1) throw refuse(index + 1, `is neither a section nor "key: value"`);
      inner.entries.push({ key: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() });
    }
  });
  if (open.length > 1) throw refuse(lines.length, `ends in the section ${open.at(-1)?.name ?? ""}`);
  return open[0]?.entries ?? [];
}

const print = (entry: Entry, indent: string): string => {
  if ("comment" in entry) return `${indent}${entry.comment}\n`;
  if (isPair(entry)) return `${indent}${entry.key}: ${entry.value}\n`;
  const inner = entry.entries.map((each) => print(each, `${indent}  `)).join("");
  return `${indent}${entry.name} {\n${inner}${indent}}\n`;
};

export const printConf = (conf: Conf): string =>
  conf.map((entry, i) => (i > 0 && isSection(entry) ? "\n" : "") + print(entry, "")).join("");

export const sectionsNamed = (entries: Conf, name: string): Section[] =>
  entries.filter(isSection).filter((each) => each.name === name);

/** Where a key is there twice, corosync takes the last one. */
export const valueIn = (entries: Conf, key: string): string | undefined =>
  entries.filter(isPair).findLast((each) => each.key === key)?.value;

/** The value of a key of a section; a section may stand in several pieces. */
export const valueOf = (conf: Conf, section: string, key: string): string | undefined =>
  valueIn(
    sectionsNamed(conf, section).flatMap(({ entries }) => entries),
    key,
  );

/** The entries with that value, where the key stands already; `undefined` takes the key out. */
export function withValue(entries: Conf, key: string, value: string | undefined): Conf {
  const has = entries.some((each) => isPair(each) && each.key === key);
  const others = (each: Entry) =>
    isPair(each) && each.key === key ? (value === undefined ? [] : { key, value }) : each;
  if (has) return entries.flatMap(others);
  if (value === undefined) return entries;
  const firstSection = entries.findIndex(isSection);
  const at = firstSection === -1 ? entries.length : firstSection;
  return [...entries.slice(0, at), { key, value }, ...entries.slice(at)];
}

/** The configuration with a section changed: the first by that name, or a new one at the end. */
export function withSection(conf: Conf, name: string, change: (entries: Conf) => Conf): Conf {
  const at = conf.findIndex((each) => isSection(each) && each.name === name);
  const found = conf[at];
  if (!found || !isSection(found)) return [...conf, { name, entries: change([]) }];
  return conf.map((each, i) => (i === at ? { name, entries: change(found.entries) } : each));
}

/** Everything that it says, by path: what can be compared and told. */
export function flat(entries: Conf, path = ""): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  for (const each of entries) {
    if (isPair(each)) said.set(`${path}${each.key}`, each.value);
    else if (isSection(each))
      for (const [key, value] of flat(each.entries, `${path}${label(each)}.`)) said.set(key, value);
  }
  return said;
}

/** Of several sections of one name each goes by what tells it from the others. */
function label({ name, entries }: Section): string {
  const own =
    name === "node" ? valueIn(entries, "nodeid") : name === "interface" ? valueIn(entries, "linknumber") : undefined;
  return own === undefined ? name : `${name}.${own}`;
}
