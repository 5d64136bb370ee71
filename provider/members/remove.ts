import { membersOf, type Listed } from "../corosync/nodelist";
import { PacemakerError } from "../errors";
import { firstHost, type Connections } from "../ssh";
import { report, requireQuorum } from "./awaited";
import { forgetNode } from "./commands";
import type { Doing } from "./doing";
import type { Live } from "./live";
import { look, reached, type Machine } from "./look";
import { writeNames } from "./names";
import { asMember, part } from "./part";
import { shares } from "./standing";

/** By the addresses of its machine: SSH may go another way than Corosync. */
const isMachineOf =
  ({ links }: Listed) =>
  ({ addresses }: Machine): boolean =>
    links.some((each) => addresses.includes(each));

/**
 * Takes one member out of a cluster, whoever made it: what `crm node delete` does, one step after the other. The machine
 * may no longer exist; the others have to be there.
 */
export async function removeMember(name: string, connections: Connections, doing: Doing): Promise<void> {
  const seen: Machine[] = [];
  const first = await firstHost(connections, async (host) => {
    const machine = await look(host, []);
    if (!machine.running.includes("pacemaker"))
      throw new PacemakerError("CLUSTER_DOWN", "the cluster does not run there", { host: host.address });
    seen.push(machine);
  });
  const { conf, keys } = seen.find(({ host }) => host === first) ?? {};
  if (!conf || !keys)
    throw new PacemakerError("CLUSTER_DOWN", "the machine has no corosync.conf", { host: first.address });
  const listed = membersOf(conf);
  const going = listed.find((each) => each.name === name);
  if (!going) return forgetUnlisted(name, { name: "", host: first });
  const named = await Promise.all(connections.hosts.map((each) => reached(each, connections)));
  const machines = [...seen, ...named.flatMap((each) => each ?? [])];
  const machineOf = async (each: Listed): Promise<Machine | undefined> =>
    machines.find(isMachineOf(each)) ?? (await reached(each.links[0] ?? "", connections));
  const found = await Promise.all(listed.map(async (each) => ({ ...each, machine: await machineOf(each) })));
  const others = found.filter((each) => each.id !== going.id);
  const lost = others.filter(({ machine }) => !machine || !shares(machine.keys, keys)).map((each) => each.name);
  if (lost.length > 0)
    throw new PacemakerError(
      "SSH_UNREACHABLE",
      `each member that stays is told, and ${lost.join(", ")} cannot be reached`,
      {
        hint: "Name their addresses in --hosts, or take out first what no longer exists.",
      },
    );
  const members = others.flatMap(({ machine, ...each }) => (machine ? [{ ...each, machine, host: machine.host }] : []));
  await requireQuorum(
    members,
    members.map((each) => each.name),
  );
  const machine = asMember(found.find((each) => each.id === going.id)?.machine, going, keys);
  const live: Live = await part({ conf, members }, going, machine, doing);
  await writeNames(
    members.map(({ machine }) => machine),
    membersOf(live.conf),
  );
}

/** Corosync no longer has it, but Pacemaker does. */
async function forgetUnlisted(name: string, by: { name: string; host: Machine["host"] }): Promise<void> {
  const { nodes } = await report([by]);
  const node = nodes.find((each) => each.name === name);
  if (!node)
    throw new PacemakerError(
      "NOT_FOUND",
      `the cluster has no node ${JSON.stringify(name)}; its nodes are ${nodes
        .map((each) => each.name)
        .sort()
        .join(", ")}`,
    );
  if (node.online)
    throw new PacemakerError(
      "CONFLICT",
      `${name} is online, and no member of Corosync's: it is a remote or guest node`,
      {
        hint: "Delete the resource that it is.",
      },
    );
  await forgetNode([by.host], name);
}
