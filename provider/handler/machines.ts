import { keysIn } from "../cluster/identity";
import { PacemakerError } from "../errors";
import { membersIn, type ClusterArgs } from "../kinds/cluster";
import { changesIn, converge, find, type Found } from "../members/converge";
import { disband } from "../members/disband";
import { argsIn } from "../members/drift";
import { present } from "../members/present";
import { rotate } from "../members/rotate";
import { Unfinished, type Call, type Kept, type Lifecycle } from "./call";

const addressesOf = (args: ClusterArgs): string[] => membersIn(args).map(({ address }) => address);

/** Which cluster it is now. */
async function keptOf(args: ClusterArgs, { cluster }: Call): Promise<Kept> {
  const { identity } = await cluster.observe();
  return { __cluster: identity, __hosts: addressesOf(args) };
}

/** An existing cluster is taken as it is, or as the program wants it where that is allowed. */
function requireAdoptable(args: ClusterArgs, found: Found): void {
  if (!found.standing.conf || found.standing.isUnfinished || args.adopt === true) return;
  const changes = changesIn(found);
  if (changes.length === 0) return;
  throw new PacemakerError("EXISTS", `the machines are a cluster already, and it differs: ${changes.join("; ")}`, {
    hint: "With `adopt: true` it becomes what the program says; or let the program say what is there.",
  });
}

export const machinesLifecycle: Lifecycle<ClusterArgs> = {
  async create(args, call) {
    const { connections } = call.cluster;
    const wanted = { args, keys: [] };
    const found = await find(wanted, connections);
    requireAdoptable(args, found);
    try {
      await converge(wanted, found, connections, call);
    } catch (error) {
      // What was begun is the program's: the next update goes on.
      if (!(error instanceof PacemakerError)) throw error;
      throw new Unfinished(error, { __hosts: addressesOf(args) });
    }
    return keptOf(args, call);
  },
  async update(olds, news, kept, call) {
    const { connections } = call.cluster;
    const wanted = { args: news, former: olds, keys: keysIn(kept.__cluster) };
    await converge(wanted, await find(wanted, connections), connections, call);
    if (news.keyVersion !== olds.keyVersion) await rotate(membersIn(news), connections, call);
    return keptOf(news, call);
  },
  async read(args, kept, call) {
    const found = await present(args, keysIn(kept.__cluster), call.cluster.connections, call);
    return found && { args: argsIn(found.conf, args, found.names), kept };
  },
  async delete(args, kept, call) {
    await disband(args, keysIn(kept.__cluster), call.cluster.connections, call);
  },
};
