import { withoutMemberNames } from "../corosync/hosts-file";
import { membersOf, type Listed } from "../corosync/nodelist";
import { PacemakerError } from "../errors";
import type { Connections } from "../ssh";
import { awaitFenced, drain, report } from "./awaited";
import { forgetNode, leave } from "./commands";
import type { Doing } from "./doing";
import { changeMembers, type Live } from "./live";
import { reached, type Machine } from "./look";
import { shares } from "./standing";

/** The machine, if it is still that member: its address may be another machine's by now. */
export const asMember = (
  machine: Machine | undefined,
  { name }: Listed,
  keys: readonly string[],
): Machine | undefined => {
  const isListed = membersOf(machine?.conf ?? []).some((each) => each.name === name);
  return machine && isListed && shares(machine.keys, keys) ? machine : undefined;
};

/** The machine of a member that is to go, if it is still there and still that. */
export const machineOf = async (
  member: Listed,
  address: string,
  keys: readonly string[],
  connections: Pick<Connections, "host">,
): Promise<Machine | undefined> => asMember(await reached(address, connections), member, keys);

/**
 * One member less: what it runs moves away, it stops, the others no longer count it, and no trace of it is left. One
 * that no longer exists is taken out of the others.
 */
export async function part(live: Live, member: Listed, machine: Machine | undefined, doing: Doing): Promise<Live> {
  const { name } = member;
  const others: Live = { ...live, members: live.members.filter(({ id }) => id !== member.id) };
  const [first] = others.members;
  if (!first)
    throw new PacemakerError("MEMBER", `${name} is the last member: it goes with the cluster only`, {
      hint: "Delete the Cluster.",
    });
  const node = (await report(others.members)).nodes.find((each) => each.name === name);
  doing.progress(`${name} leaves`);
  if (node?.online) {
    if (!machine)
      throw new PacemakerError("MEMBER", `${name} is to leave, is online, and cannot be reached`, {
        hint: "Let SSH reach it, or stop the machine: one that runs on would be a cluster of its own.",
      });
    await drain(first, others.members, name, doing);
  }
  if (!machine) await awaitFenced(others.members, name, doing);
  if (machine) await leave(machine.host, withoutMemberNames(machine.names), doing.deadline);
  const left = membersOf(live.conf).filter((each) => each.id !== member.id);
  const changed = await changeMembers(others, left);
  if (node)
    await forgetNode(
      others.members.map(({ host }) => host),
      name,
    );
  return changed;
}
