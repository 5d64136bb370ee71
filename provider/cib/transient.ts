import { child, childrenNamed, walk } from "./element";
import type { Cib } from "./document";
import { own } from "../own";

/** Node attributes that last until the node leaves the cluster; null: without. */
export interface Transient {
  node: string;
  values: Readonly<Record<string, string | null>>;
}

/** They are in the status section, where Pacemaker's attribute daemon writes them. */
export const readTransient = (cib: Cib, node: string): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    childrenNamed(child(cib, "status"), "node_state")
      .filter(({ attributes }) => attributes["uname"] === node)
      .flatMap((state) => childrenNamed(state, "transient_attributes"))
      .flatMap((each) => [...walk(each)])
      .filter(({ name }) => name === "nvpair")
      .map(({ attributes }) => [attributes["name"] ?? "", attributes["value"]]),
  );

/** Those that the cluster does not have yet. */
export function outstandingTransient(cib: Cib, { node, values }: Transient): Transient {
  const live = readTransient(cib, node);
  return {
    node,
    values: Object.fromEntries(Object.entries(values).filter(([name, value]) => (own(live, name) ?? null) !== value)),
  };
}
