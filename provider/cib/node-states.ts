import { child, childrenNamed, type Element } from "./element";
import type { Cib } from "./document";

/** Words of Pacemaker 2.1; later ones write since when, and 0 for never. */
const isSo = (value: string | undefined): boolean => value !== undefined && !["false", "offline", "0"].includes(value);

/** The states of the nodes that are there: one that is away neither does anything nor forgets. */
export const onlineStates = (cib: Cib): Element[] =>
  childrenNamed(child(cib, "status"), "node_state").filter(
    ({ attributes }) =>
      isSo(attributes["in_ccm"]) && (attributes["remote_node"] === "true" || isSo(attributes["crmd"])),
  );
