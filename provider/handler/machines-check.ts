import { keysIn } from "../cluster/identity";
import { PacemakerError } from "../errors";
import { membersIn, type ClusterArgs } from "../kinds/cluster";
import { changesIn, find, lossIn } from "../members/converge";
import { keepsQuorum } from "../members/standing";
import { clusterOf, type Configuration } from "./configuration";
import { displayOf } from "./display";
import type { Problem } from "./examination";
import { secrets } from "./secrets";
import type { Properties } from "./properties";

const words = "set `allowQuorumLoss: true` where that is meant";

/** What cannot be, whatever the machines are. */
function ofArguments(args: ClusterArgs, former: ClusterArgs): Problem[] {
  const problems: Problem[] = [];
  if (args.clusterName !== former.clusterName)
    problems.push({
      code: "INVALID_ARGUMENT",
      text: `clusterName: a cluster keeps its name, ${former.clusterName}`,
    });
  const [before, after] = [membersIn(former).length, membersIn(args).length];
  if (args.allowQuorumLoss !== true && !keepsQuorum(before, after))
    problems.push({
      code: "NO_QUORUM",
      text: `members: of ${before} members ${after === 1 ? "only 1 stays" : `only ${after} stay`}, which is no majority; ${words}`,
    });
  return problems;
}

/** What an update would find, and do. A machine that cannot be asked yet is asked by the update. */
export async function examineMachines(
  { args, former }: { args: ClusterArgs; former: ClusterArgs | undefined },
  { properties, state, preview }: { properties: Properties; state: Properties; preview: boolean },
  configuration: Configuration,
): Promise<Problem[]> {
  const { info, warn } = displayOf(properties, `Cluster ${args.clusterName}`);
  const problems = former ? ofArguments(args, former) : [];
  if (problems.length > 0) return problems;
  if (!configuration.known) {
    info("its machines do not exist yet, so they are not looked at; the update does it");
    return [];
  }
  const keys = keysIn(state["__cluster"] as string | undefined);
  try {
    const found = await find({ args, keys, ...(former && { former }) }, clusterOf(configuration).connections);
    const loss = lossIn(found, args);
    if (loss !== undefined) return [{ code: "NO_QUORUM", text: `${loss}; ${words}` }];
    if (!preview || !found.standing.conf) return [];
    const changes = changesIn(found).join("; ");
    if (former) {
      if (changes !== "") info(changes);
    } else if (changes === "") info("the machines are this cluster already, and it is taken over as it is");
    else if (args.adopt) info(`the machines are a cluster already, which is taken over with a change: ${changes}`);
    else if (!found.standing.isUnfinished)
      warn(`the machines are a cluster already, and the update refuses it without \`adopt: true\`: ${changes}`);
    return [];
  } catch (error) {
    if (!(error instanceof PacemakerError) || error.code === "INTERNAL") throw error;
    if (["CONFLICT", "OTHER_CLUSTER"].includes(error.code))
      return [{ code: error.code, text: secrets.hide(error.message, properties) }];
    warn(`the machines cannot be looked at, which the update does: ${error.message}`);
    return [];
  }
}
