import { runnables, type Cib } from "./document";
import { idOf } from "./element";
import { readPair } from "./pairs";

/**
 * Nodes that are resources, each with the resource's id: remote nodes have that as their name, guest nodes the name that
 * it gives them.
 */
export const remoteNodes = (cib: Cib): ReadonlyMap<string, string> =>
  new Map(
    runnables(cib).flatMap((each): [string, string][] => {
      const { class: kind, provider, type } = each.attributes;
      if (kind === "ocf" && provider === "pacemaker" && type === "remote") return [[idOf(each), idOf(each)]];
      const name = readPair(each, "meta_attributes", "remote-node");
      return name === undefined ? [] : [[name, idOf(each)]];
    }),
  );
