import type { Cib } from "../cib/document";
import { fencingProperties, watchdogProperties } from "../cib/terms";
import { isFencingUndecided } from "../cluster/held-back";
import type { Problem } from "./examination";

/** What a program says of fencing, as far as one of its resources is told. */
interface Said {
  /** All agents of the program. */
  agents: readonly string[];
  /** What decides whether the resource may start. */
  company: readonly string[];
}

const isDevice = (agent: string): boolean => agent.startsWith("stonith:");

/** A device, a watchdog, or the word that there is none by intent. */
const isDecided = ({ agents, company }: Said): boolean =>
  agents.some(isDevice) || [...fencingProperties, ...watchdogProperties].some((each) => company.includes(each));

const wayOut =
  "declare a fencing device (a Primitive with a stonith: agent), or, where data cannot be lost, ClusterProperty stonith-enabled false by intent";

/**
 * Without fencing a cluster starts nothing: it could not be sure that what it starts does not run elsewhere. Of machines
 * that are no cluster yet nobody can tell what they bring along, so a preview warns.
 */
export const warnOfFencing = (said: Said): string | undefined =>
  isDecided(said)
    ? undefined
    : `the program says nothing of fencing: unless the cluster has a device already, it will start no resource at all; ${wayOut}`;

export const refuseWithoutFencing = (said: Said, cib: Cib): Problem[] =>
  isDecided(said) || !isFencingUndecided(cib)
    ? []
    : [
        {
          code: "HELD_BACK",
          text: `neither the program nor the cluster has a fencing device, so the cluster would start nothing: ${wayOut}`,
        },
      ];
