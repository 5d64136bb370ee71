import type { Conf } from "../corosync/conf";
import { membersOf, type Listed } from "../corosync/nodelist";
import { PacemakerError } from "../errors";
import { membersIn, type ClusterArgs } from "../kinds/cluster";
import type { Connections } from "../ssh";
import { awaitMembers, report, requireQuorum } from "./awaited";
import { forgetNode, readKey, start } from "./commands";
import type { Doing } from "./doing";
import { away } from "./drift";
import { form } from "./form";
import { install } from "./install";
import { join } from "./join";
import { change, type Live } from "./live";
import { look, type Machine } from "./look";
import { writeNames } from "./names";
import { onEach } from "./on-each";
import { idle, packagesFor } from "./packages";
import { machineOf, part } from "./part";
import { endMaintenance, restart } from "./restart";
import { candidate, problemsOfMachines, standingOf, type Candidate, type Standing } from "./standing";
import { differences, needsRestart, wantedConf, type Difference } from "./wanted";

export interface Wanted {
  args: ClusterArgs;
  /** The arguments of state. */
  former?: ClusterArgs;
  /** Digests of the keys that the cluster has had, as state knows them. */
  keys: readonly string[];
}

/** What was found, and what it would take. */
export interface Found {
  candidates: readonly Candidate[];
  standing: Standing;
  /** The configuration of those that stay, with the program's options. */
  conf: Conf | undefined;
  /** What of it differs from what is there, but for members that come and go. */
  differences: readonly Difference[];
  /** There was a cluster, and no machine of it is among these. */
  isLost: boolean;
}

/** Looks at all machines that the program names; every problem of them at once. */
export async function find({ args, former, keys }: Wanted, connections: Connections): Promise<Found> {
  const candidates = await onEach(membersIn(args), async (member) =>
    candidate(member, await look(await connections.host(member.address), packagesFor(args))),
  );
  const problems = problemsOfMachines(candidates);
  if (problems.length > 0) throw new PacemakerError("CONFLICT", problems.join("\n  "));
  const standing = standingOf(args, candidates, keys);
  const isLost = former !== undefined && keys.length > 0 && standing.conf === undefined;
  if (!standing.conf) return { candidates, standing, conf: undefined, differences: [], isLost };
  const links = new Map(standing.staying.map((each) => [each.id, each.links]));
  const listed = membersOf(standing.conf).map((each) => ({ ...each, links: links.get(each.id) ?? each.links }));
  const conf = wantedConf(standing.conf, args, listed, former);
  return { candidates, standing, conf, differences: differences(standing.conf, conf), isLost };
}

/** In a few words each. */
export const changesIn = ({ standing, differences: all }: Found): string[] => [
  ...standing.leaving.map(({ name }) => `${name} leaves`),
  ...standing.joining.map(({ member }) => `${member.name} joins`),
  ...all.map(({ path, before, after }) => `${path}: ${before ?? "not set"} → ${after ?? "not set"}`),
];

const isCrypto = ({ path }: Difference): boolean => path.startsWith("totem.crypto_");

/** What is wrong with changes that cost the quorum, where the program does not allow that. */
export function lossIn({ differences: all, isLost }: Found, { allowQuorumLoss }: ClusterArgs): string | undefined {
  if (isLost && allowQuorumLoss !== true)
    return "none of the machines is a member any more, and they would become another cluster beside those that are";
  const losses = all.filter((each) => needsRestart(each) || isCrypto(each)).map(({ path }) => path);
  return allowQuorumLoss === true || losses.length === 0
    ? undefined
    : `the cluster would lose its quorum for a change of ${losses.join(", ")}`;
}

/** Makes the machines what the program wants, from what was found. */
export async function converge(
  { args, former }: Wanted,
  found: Found,
  connections: Connections,
  doing: Doing,
): Promise<void> {
  const { standing, candidates } = found;
  requireAllowed(args, found);
  await onEach(candidates, ({ host, missing }) => install(host, { missing, idle: idle(args, missing) }, doing));
  if (!standing.conf || standing.isUnfinished) {
    await form(args, candidates, doing);
    return;
  }
  const known = (former ? membersIn(former) : []).filter(({ address }) => address !== away);
  const formerAddress = new Map(known.map(({ name, address }) => [name, address]));
  const wantedAddresses = candidates.map(({ member }) => member.address);
  const goers = await Promise.all(
    standing.leaving.map(async (each) => {
      const address = formerAddress.get(each.name) ?? each.links[0] ?? "";
      const isTaken = wantedAddresses.includes(address);
      return { ...each, machine: isTaken ? undefined : await machineOf(each, address, standing.keys, connections) };
    }),
  );
  const names = standing.staying.map(({ name }) => name);
  const stopped = standing.staying.filter(({ running }) => running.length < 2);
  await onEach(stopped, ({ host }) => start(host));
  const mayLose = args.allowQuorumLoss === true;
  if (stopped.length > 0 && !mayLose) await awaitMembers(standing.staying, names, doing);
  const here = goers.flatMap((each) => (each.machine ? [{ ...each, host: each.machine.host }] : []));
  let live: Live = { conf: standing.conf, members: [...standing.staying, ...here] };
  if (!mayLose) await requireQuorum(standing.staying, names);
  live = await withOptions(live, found, former !== undefined, doing);
  live = await withoutGone(live, goers, doing);
  const [keyHolder] = standing.staying;
  const key = keyHolder && standing.joining.length > 0 ? await readKey(keyHolder.host) : "";
  const isFree = ({ member }: Candidate) => !goers.some(({ name, machine }) => machine && name === member.name);
  for (const each of standing.joining.filter(isFree)) live = await join(live, each, key, doing);
  for (const goer of goers) {
    if (goer.machine) live = await part(live, goer, goer.machine, doing);
    for (const each of standing.joining.filter((other) => !isFree(other) && other.member.name === goer.name))
      live = await join(live, each, key, doing);
  }
  await writeNames(candidates, membersOf(live.conf));
  await endMaintenance(live.members);
  await forgetPhantoms(live, former);
}

function requireAllowed(args: ClusterArgs, found: Found): void {
  const loss = lossIn(found, args);
  if (loss === undefined) return;
  const hint = found.isLost
    ? "Let one member stay while the others are replaced; or, where the former ones are off for good, set `allowQuorumLoss: true`."
    : found.differences.some(needsRestart)
      ? "Set `allowQuorumLoss: true`: all members restart, and resources stay as they are meanwhile, unmanaged."
      : "Set `allowQuorumLoss: true`: the members may not hear each other for a moment.";
  throw new PacemakerError("NO_QUORUM", loss, { hint });
}

/** One that no longer exists counts for the quorum until it is out: those go first. */
async function withoutGone(live: Live, goers: readonly (Listed & { machine?: Machine | undefined })[], doing: Doing) {
  let now = live;
  for (const goer of goers) if (!goer.machine) now = await part(now, goer, undefined, doing);
  return now;
}

/** Also where nothing differs, for a run before may have written what nobody has read; but not what is just taken over. */
async function withOptions(
  live: Live,
  { conf, differences: all }: Found,
  isOurs: boolean,
  doing: Doing,
): Promise<Live> {
  if (!conf || (all.length === 0 && !isOurs)) return live;
  if (all.some(needsRestart)) return restart(live, conf, doing);
  doing.progress("the members take their configuration");
  return change(live, conf);
}

/** Members that were taken out of Corosync, by a run that was ended before Pacemaker knew. */
async function forgetPhantoms(live: Live, former: ClusterArgs | undefined): Promise<void> {
  if (!former) return;
  const listed = membersOf(live.conf).map(({ name }) => name);
  const mine = membersIn(former).map(({ name }) => name);
  const { nodes } = await report(live.members);
  for (const { name, online, unclean } of nodes)
    if (!online && !unclean && mine.includes(name) && !listed.includes(name))
      await forgetNode(
        live.members.map(({ host }) => host),
        name,
      );
}
