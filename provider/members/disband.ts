import { runnables } from "../cib/document";
import { idOf } from "../cib/element";
import { readSnapshot } from "../cluster/replace";
import { withoutMemberNames } from "../corosync/hosts-file";
import { PacemakerError } from "../errors";
import { membersIn, type ClusterArgs } from "../kinds/cluster";
import type { Connections, Host } from "../ssh";
import { answering } from "./answering";
import { leave } from "./commands";
import type { Doing } from "./doing";
import { onEach } from "./on-each";
import { isOf } from "./standing";

/** What it runs is not this program's, or would have gone before it. */
async function requireEmpty(host: Host): Promise<void> {
  const { cib } = await readSnapshot(host);
  const left = runnables(cib).map(idOf);
  if (left.length === 0) return;
  throw new PacemakerError(
    "HELD_BACK",
    `the cluster still has resources that are not of this program: ${left.join(", ")}`,
    {
      host: host.address,
      hint: "Move them elsewhere, or delete them (`pulumi-pacemaker erase`); then run it again.",
    },
  );
}

/** No cluster any more: machines like any other. Those that are gone, or are another cluster's by now, are left alone. */
export async function disband(
  args: ClusterArgs,
  keys: readonly string[],
  connections: Connections,
  { deadline, progress, warn }: Doing,
): Promise<void> {
  const { found, lost } = await answering(membersIn(args), [], connections);
  for (const { why } of lost) warn(`left as it is: ${why.message}`);
  const ours = found.map(({ machine }) => machine).filter((each) => isOf(each, args, keys));
  const [running] = ours.filter((each) => each.running.includes("pacemaker"));
  if (running) await requireEmpty(running.host);
  progress("the members stop");
  await onEach(ours, ({ host, names }) => leave(host, withoutMemberNames(names), deadline));
}
