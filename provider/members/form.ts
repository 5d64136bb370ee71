import { randomBytes } from "node:crypto";
import { withMemberNames } from "../corosync/hosts-file";
import type { ClusterArgs } from "../kinds/cluster";
import { awaitMembers } from "./awaited";
import { configure, forget, readKey, start } from "./commands";
import type { Doing } from "./doing";
import type { Live } from "./live";
import { addressesOf } from "./names";
import { onEach } from "./on-each";
import { withNewcomers, type Candidate } from "./standing";
import { wantedConf } from "./wanted";

/** In base64. */
export const newKey = (): string => randomBytes(256).toString("base64");

/**
 * Machines that are no cluster yet become one. Where a run before has begun with some of them, its key counts: they are
 * all given the same.
 */
export async function form(args: ClusterArgs, machines: readonly Candidate[], doing: Doing): Promise<Live> {
  const members = withNewcomers([], machines);
  const conf = wantedConf(undefined, args, members);
  const begun = machines.find((each) => each.conf !== undefined && each.keys.length > 0);
  const key = begun ? await readKey(begun.host) : newKey();
  doing.progress("configuring the machines");
  await onEach(machines, async ({ host, names }) => {
    await forget(host);
    await configure(host, { conf, key, names: withMemberNames(names, addressesOf(members)) });
  });
  doing.progress("starting Corosync and Pacemaker");
  await onEach(machines, ({ host }) => start(host));
  const made = machines.map((each, i) => ({ ...each, ...(members[i] ?? { name: "", id: 0, links: [] }) }));
  await awaitMembers(
    made,
    members.map(({ name }) => name),
    doing,
  );
  return { conf, members: made };
}
