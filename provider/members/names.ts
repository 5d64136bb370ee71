import { withMemberNames } from "../corosync/hosts-file";
import type { Listed } from "../corosync/nodelist";
import { configure } from "./commands";
import type { Machine } from "./look";
import { onEach } from "./on-each";

/** Each member's first address by its name: what /etc/hosts says of them. */
export const addressesOf = (members: readonly Listed[]): Record<string, string> =>
  Object.fromEntries(members.flatMap(({ name, links }) => (links[0] === undefined ? [] : [[name, links[0]]])));

/** The members' names lead to them on each machine, whoever came or went. */
export const writeNames = (machines: readonly Machine[], members: readonly Listed[]): Promise<unknown> =>
  onEach(machines, async ({ host, names: before }) => {
    const names = withMemberNames(before, addressesOf(members));
    if (names !== before) await configure(host, { names });
  });
