import {
  isPair,
  isSection,
  sectionsNamed,
  valueIn,
  withSection,
  withValue,
  type Conf,
  type Entry,
  type Section,
} from "./conf";

/** A member as corosync.conf's nodelist has it. */
export interface Listed {
  name: string;
  id: number;
  /** The addresses of its links, in their order. */
  links: readonly string[];
}

/** knet's highest number of links. */
export const mostLinks = 8;

const linkKeys = Array.from({ length: mostLinks }, (_, link) => `ring${link}_addr`);

const nodesOf = (conf: Conf): Section[] =>
  sectionsNamed(conf, "nodelist").flatMap(({ entries }) => sectionsNamed(entries, "node"));

function listed({ entries }: Section): Listed {
  const links = linkKeys.flatMap((key) => valueIn(entries, key) ?? []);
  return { name: valueIn(entries, "name") ?? links[0] ?? "", id: Number(valueIn(entries, "nodeid")), links };
}

/** What totem says of single links. */
export const linkSections = (conf: Conf): Section[] =>
  sectionsNamed(conf, "totem").flatMap(({ entries }) => sectionsNamed(entries, "interface"));

export const membersOf = (conf: Conf): Listed[] => nodesOf(conf).map(listed);

/** A node's section, with whatever else it says. */
function withMember(entries: Conf, { name, id, links }: Listed): Conf {
  const addressed = linkKeys.reduce<Conf>((each, key, i) => withValue(each, key, links[i]), entries);
  return withValue(withValue(addressed, "name", name), "nodeid", String(id));
}

/** The configuration with these members and no others. */
export function withMembers(conf: Conf, members: readonly Listed[]): Conf {
  const known = new Map(nodesOf(conf).map((each) => [listed(each).id, each.entries]));
  const nodes: Entry[] = members.map((each) => ({ name: "node", entries: withMember(known.get(each.id) ?? [], each) }));
  const changed = withSection(conf, "nodelist", (entries) => [
    ...entries.filter((each) => !isSection(each) || each.name !== "node"),
    ...nodes,
  ]);
  // What another tool counted is wrong from now on; Corosync counts the nodelist by itself.
  const isAsMany = known.size === members.length;
  const counted = isAsMany
    ? changed
    : withSection(changed, "quorum", (each) => withValue(each, "expected_votes", undefined));
  return withTwoNode(counted, members.length);
}

/**
 * With two members one alone keeps the quorum, or the second would be of no use; with another number of them that must
 * not be. It stays as it is where somebody decides by a tie breaker or a device.
 */
function withTwoNode(conf: Conf, count: number): Conf {
  return withSection(conf, "quorum", (entries) => {
    const decided =
      entries.some((each) => isSection(each) && each.name === "device") ||
      entries.some((each) => isPair(each) && each.key === "auto_tie_breaker" && each.value === "1");
    return withValue(entries, "two_node", count === 2 && !decided ? "1" : undefined);
  });
}

/** The lowest number that no member has. */
export function freeId(members: readonly Listed[]): number {
  const taken = new Set(members.map(({ id }) => id));
  let id = 1;
  while (taken.has(id)) id++;
  return id;
}
