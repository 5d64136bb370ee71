import { isIP } from "node:net";
import { valueOf, type Conf } from "../corosync/conf";
import { freeId, membersOf, type Listed } from "../corosync/nodelist";
import { PacemakerError } from "../errors";
import type { ClusterArgs, WantedMember } from "../kinds/cluster";
import type { Machine } from "./look";

/** A machine that the program wants as a member, as it was found. */
export interface Candidate extends Machine {
  member: WantedMember;
  /** The addresses that Corosync uses there. */
  links: readonly string[];
}

/** How things stand: what is a cluster already, who is to come, who is to go. */
export interface Standing {
  /** The configuration of the cluster that is there; undefined: there is none. */
  conf: Conf | undefined;
  /** Digests of its keys. */
  keys: readonly string[];
  /** Members that stay, with their numbers. */
  staying: (Candidate & Listed)[];
  joining: Candidate[];
  /** Members that the program does not have, no longer has, or of which the machine is another one now. */
  leaving: Listed[];
  /** None of it has ever run: a run before did not come to its end. */
  isUnfinished: boolean;
}

const clusterNameIn = (conf: Conf): string => valueOf(conf, "totem", "cluster_name") ?? "";

const sayMembers = (conf: Conf): string =>
  membersOf(conf)
    .map(({ name }) => name)
    .join(", ");

/** What is wrong with machines, each for itself and together: all of it at once. */
export function problemsOfMachines(candidates: readonly Candidate[]): string[] {
  const label = ({ member }: Candidate) => `${member.name} (${member.address})`;
  const supported = ({ system }: Machine) => system.some((each) => each === "debian" || each === "ubuntu");
  const owner = new Map<string, Candidate>();
  return candidates.flatMap((each) => {
    const problems: string[] = [];
    if (!supported(each)) problems.push(`${label(each)}: is neither Debian nor Ubuntu, but ${each.system.join(" ")}`);
    if (each.links.includes("")) problems.push(`${label(each)}: its name does not resolve on the machine itself`);
    for (const link of each.links.filter((link) => link !== "" && !isOwn(each, link)))
      problems.push(
        `${label(each)}: the machine has no address ${link}, only ${each.addresses.filter(isOfNetwork).join(", ")}; say { address, links } where SSH goes another way than Corosync`,
      );
    const other = owner.get(each.hostName);
    if (other)
      problems.push(
        `${label(each)}: calls itself ${each.hostName}, as ${label(other)} does: give it a name of its own (\`hostnamectl set-hostname ${each.member.name}\`)`,
      );
    owner.set(each.hostName, each);
    if (each.conf === undefined && each.hasResources && each.running.includes("pacemaker"))
      problems.push(
        `${label(each)}: is a cluster of its own, with resources: erase them first (\`pulumi-pacemaker erase\`)`,
      );
    return problems;
  });
}

/** Is it a member of that cluster? By its keys where they are known, else by its name. */
export const isOf = ({ conf, keys: own }: Machine, { clusterName }: ClusterArgs, keys: readonly string[]): boolean =>
  conf !== undefined && (keys.length > 0 ? shares(own, keys) : clusterNameIn(conf) === clusterName);

export const shares = (a: readonly string[], b: readonly string[]): boolean => a.some((each) => b.includes(each));

const isOwn = ({ addresses }: Machine, link: string): boolean => isOfNetwork(link) && addresses.includes(link);
const isOfNetwork = (address: string): boolean => !/^(127\.|::1$|fe80:)/.test(address);

const strange = ({ host, conf = [], member }: Candidate, expected: string) =>
  new PacemakerError(
    "OTHER_CLUSTER",
    `${member.name} is a member of the cluster ${clusterNameIn(conf)} (${sayMembers(conf)}), not of ${expected}`,
    {
      host: host.address,
      hint: `Take it out there (\`pulumi-pacemaker node delete\`), or, if that cluster no longer exists, on the machine: systemctl disable --now pacemaker corosync; rm /etc/corosync/corosync.conf`,
    },
  );

/**
 * Which of the machines are the cluster. Those that have the key of state are; where state has none, those of the same
 * name. A machine that is another cluster's is refused.
 */
export function standingOf(args: ClusterArgs, candidates: readonly Candidate[], keys: readonly string[]): Standing {
  const configured = candidates.filter(({ conf }) => conf !== undefined);
  const ours = configured.filter((each) => isOf(each, args, keys));
  const other = configured.find((each) => !ours.includes(each));
  if (other) throw strange(other, args.clusterName);
  // Of those that differ the one that runs counts: the others were left behind.
  const [first] = [...ours].sort((a, b) => b.running.length - a.running.length);
  const alien = ours.find((each) => !shares(each.keys, first?.keys ?? []));
  if (alien) throw strange(alien, `the one that ${first?.member.name ?? ""} is in`);
  if (!first?.conf)
    return { conf: undefined, keys: [], staying: [], joining: [...candidates], leaving: [], isUnfinished: false };
  const listed = membersOf(first.conf);
  const entryOf = ({ member, links }: Candidate) =>
    listed.find(
      ({ name, links: live }) =>
        name === member.name && (live[0] === links[0] || live.some((each) => links.includes(each))),
    ) ?? listed.find(({ name }) => name === member.name);
  const staying = ours.flatMap((each) => {
    const entry = entryOf(each);
    return entry ? [{ ...each, name: entry.name, id: entry.id }] : [];
  });
  const isStaying = (name: string) => staying.some((each) => each.name === name);
  return {
    conf: first.conf,
    keys: first.keys,
    staying,
    joining: candidates.filter(({ member }) => !isStaying(member.name)),
    leaving: listed.filter(({ name }) => !isStaying(name)),
    isUnfinished: ours.every(({ running, hasCib }) => running.length === 0 && !hasCib),
  };
}

/** The members' entries when these have come too, each with the lowest number that is free. */
export function withNewcomers(members: readonly Listed[], newcomers: readonly Candidate[]): Listed[] {
  return newcomers.reduce<Listed[]>(
    (all, { member, links }) => [...all, { name: member.name, id: freeId(all), links }],
    [...members],
  );
}

/** A candidate with the addresses that Corosync is to use there: a name's is that which the machine itself knows. */
export const candidate = (member: WantedMember, machine: Machine): Candidate => ({
  ...machine,
  member,
  links: member.links ?? [isIP(member.address) ? member.address : machine.resolved],
});

/** Members go one at a time, after others have come; but where half of them or more go for good, one failure more ends it. */
export const keepsQuorum = (before: number, after: number): boolean => after * 2 > before;
