import { child, childrenNamed, walk, type Element } from "./element";
import { configuredId } from "./bundle";
import { bundleIds, perElement, type Cib } from "./document";
import { onlineStates } from "./node-states";
import { readTransient, type Transient } from "./transient";
import { own } from "../own";

/** An operation that failed, from the cluster's own history. */
export interface Failure {
  resource: string;
  operation: string;
  node: string;
  /** In words: the agent's return code, and its reason. */
  why: string;
  /** The same failure has the same key in every snapshot. */
  key: string;
}

/** OCF return codes, as Pacemaker words them. */
const returnCodes: Readonly<Record<string, string>> = {
  "1": "error",
  "2": "invalid parameter",
  "3": "unimplemented feature",
  "4": "insufficient privileges",
  "5": "not installed",
  "6": "not configured",
  "7": "not running",
  "8": "promoted",
  "9": "promoted (failed)",
  "124": "timed out",
  "189": "unknown",
};

/** `op-status`: the executor's own verdict, where it never came to a return code. */
const executions: Readonly<Record<string, string>> = {
  "1": "cancelled",
  "2": "timed out",
  "4": "error",
  "7": "not installed",
};

function failuresIn(cib: Cib, states: readonly Element[]): Failure[] {
  const bundles = bundleIds(cib);
  return states.flatMap((state) =>
    [...walk(state)]
      .filter(({ name }) => name === "lrm_resource")
      .flatMap((resource) =>
        childrenNamed(resource, "lrm_rsc_op")
          // A later success, such as a probe's, may stand under the failure's id.
          .filter(({ attributes: op }) => op["id"]?.includes("_last_failure_") && op["rc-code"] !== "0")
          .map(({ attributes: op }) => {
            const code =
              own(executions, op["op-status"] ?? "") ??
              own(returnCodes, op["rc-code"] ?? "") ??
              `rc ${op["rc-code"] ?? "?"}`;
            const id = configuredId(resource.attributes["id"] ?? "", bundles);
            const node = op["on_node"] ?? state.attributes["uname"] ?? "";
            return {
              resource: id,
              operation: op["operation"] ?? "",
              node,
              why: op["exit-reason"] ? `${code} (${op["exit-reason"]})` : code,
              key: [id, node, op["operation_key"], op["call-id"], op["last-rc-change"]].join(" "),
            };
          }),
      ),
  );
}

export const failures = perElement((cib): readonly Failure[] =>
  failuresIn(cib, childrenNamed(child(cib, "status"), "node_state")),
);

/** The name of the attribute in which Pacemaker counts failures, or keeps the time of the last one. */
const counter = /^(?:fail-count|last-failure)-([^#]+)/;

/** What the cluster remembers of a failure; of the same one it is the same in every snapshot. */
interface Trace {
  resource: string;
  key: string;
}

/** The attributes in which nodes that are there count failures. */
const countsIn = (cib: Cib, bundles: ReturnType<typeof bundleIds>) =>
  onlineStates(cib).flatMap(({ attributes: { uname: node = "" } }) =>
    Object.entries(readTransient(cib, node)).flatMap(([name, value]) => {
      const resource = counter.exec(name)?.[1];
      return resource === undefined ? [] : [{ node, name, value, resource: configuredId(resource, bundles) }];
    }),
  );

/**
 * The operations that failed, and the counts of failures, which outlive those: where a resource's agent has changed, the
 * history is gone and nothing is tried again all the same. Only of nodes that are there.
 */
export const failureTraces = perElement((cib): readonly Trace[] => {
  const bundles = bundleIds(cib);
  const counts = countsIn(cib, bundles).map(({ node, name, value, resource }) => ({
    resource,
    key: `${node} ${name}=${value ?? ""}`,
  }));
  return [...counts, ...failuresIn(cib, onlineStates(cib))];
});

/** What takes a resource's counts out, node by node: the cluster forgets the history of one that is gone, not these. */
export function withoutCounts(cib: Cib, id: string): Transient[] {
  const counts = countsIn(cib, bundleIds(cib)).filter(({ resource }) => resource === id);
  return [...new Set(counts.map(({ node }) => node))].map((node) => ({
    node,
    values: Object.fromEntries(counts.flatMap((each) => (each.node === node ? [[each.name, null]] : []))),
  }));
}

export function newFailures(before: Cib, after: Cib): Failure[] {
  const known = new Set(failures(before).map(({ key }) => key));
  return failures(after).filter(({ key }) => !known.has(key));
}

export const sayFailure = ({ resource, operation, node, why }: Failure): string =>
  `${resource}: ${operation} failed on ${node}: ${why}`;
