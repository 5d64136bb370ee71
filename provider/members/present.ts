import type { Conf } from "../corosync/conf";
import { membersOf } from "../corosync/nodelist";
import { membersIn, type ClusterArgs } from "../kinds/cluster";
import type { Connections } from "../ssh";
import { answering } from "./answering";
import { report } from "./awaited";
import type { Doing } from "./doing";
import { packagesFor } from "./packages";
import { isOf } from "./standing";

/**
 * The members that are there, and what they have; undefined: none of the machines is in a cluster. One that does not
 * answer is only gone where the others miss it too. With keys, another cluster's configuration is none.
 */
export async function present(
  args: ClusterArgs,
  keys: readonly string[],
  connections: Connections,
  { warn }: Pick<Doing, "warn">,
): Promise<{ conf: Conf; names: string[] } | undefined> {
  const { found, lost } = await answering(membersIn(args), packagesFor(args), connections);
  const members = found.flatMap(({ name, machine }) =>
    machine.conf && isOf(machine, args, keys) ? [{ ...machine, name, conf: machine.conf }] : [],
  );
  for (const { name, why } of lost) warn(`${name}: ${why.message}`);
  const [first] = members;
  if (!first) return undefined;
  const { nodes } = lost.length > 0 ? await report(members) : { nodes: [] };
  const isOnline = (name: string) => nodes.some((each) => each.name === name && each.online);
  const isLost = (name: string) => lost.some((each) => each.name === name);
  const runs = (name: string) => members.some((each) => each.name === name && each.running.length === 2);
  const listed = membersOf(first.conf).map(({ name }) => name);
  const names = membersIn(args)
    .map(({ name }) => name)
    .filter((name) => (isLost(name) ? isOnline(name) : runs(name)))
    .filter((name) => listed.includes(name));
  return { conf: first.conf, names };
}
