import { runnables, type Cib } from "./document";
import { idOf } from "./element";
import { readPair } from "./pairs";

/** Nodes that are resources: remote nodes by the resource's own id, guest nodes by the name that it gives them. */
export const remoteNodes = (cib: Cib): Set<string> =>
  new Set(
    runnables(cib).flatMap((each) => {
      const { class: kind, provider, type } = each.attributes;
      if (kind === "ocf" && provider === "pacemaker" && type === "remote") return [idOf(each)];
      return readPair(each, "meta_attributes", "remote-node") ?? [];
    }),
  );
