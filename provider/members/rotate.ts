import type { WantedMember } from "../kinds/cluster";
import type { Connections } from "../ssh";
import { awaitMembers } from "./awaited";
import { configure, reload } from "./commands";
import type { Doing } from "./doing";
import { newKey } from "./form";
import { onEach } from "./on-each";

/**
 * Another key for all members: each has it before one of them tells all to read it. By the digests of those before it
 * the cluster is still known as the same.
 */
export async function rotate(members: readonly WantedMember[], connections: Connections, doing: Doing): Promise<void> {
  const machines = await onEach(members, async ({ name, address }) => ({
    name,
    host: await connections.host(address),
  }));
  const [first] = machines;
  if (!first) return;
  const names = machines.map(({ name }) => name);
  await awaitMembers(machines, names, doing);
  doing.progress("the members get a new key");
  const key = newKey();
  await onEach(machines, ({ host }) => configure(host, { key }));
  await reload(first.host);
  await awaitMembers(machines, names, doing);
}
