import { configuredId } from "../cib/bundle";
import { child, childrenNamed, idOf, type Element } from "../cib/element";
import { todaysRole } from "../cib/terms";
import type { Command, CommandOutput } from "../ssh/types";
import { parseOutput } from "./output";

/** What is, and what the cluster is going to do about it: asked of the live CIB, without changing anything. */
export const statusCommand: Command = {
  name: "crm_simulate --live-check",
  script: "crm_simulate --live-check --run --output-as=xml",
};

export interface NodeStatus {
  name: string;
  online: boolean;
  standby: boolean;
  maintenance: boolean;
}

export interface ResourceStatus {
  id: string;
  role: string;
  active: boolean;
  managed: boolean;
  blocked: boolean;
  /** What an operation under way will make of it. */
  pending: string | undefined;
  nodes: string[];
}

/** What the cluster is going to do. What is blocked waits for something that will not come by itself: not one of them. */
export interface Action {
  action: string;
  resource: string;
  node: string | undefined;
  reason: string | undefined;
}

export interface ClusterStatus {
  nodes: NodeStatus[];
  /** Instances of a clone are listed each, under the primitive's id; what a bundle is made of, under the bundle's. */
  resources: ResourceStatus[];
  actions: Action[];
}

const is = (element: Element, name: string) => element.attributes[name] === "true";

function* resourceElements(parent: Element): Generator<Element> {
  for (const each of parent.children) {
    if (each.name === "resource") yield each;
    else yield* resourceElements(each);
  }
}

const resourceStatus = (each: Element, bundles: ReadonlySet<string>): ResourceStatus => ({
  id: configuredId(idOf(each), bundles),
  role: todaysRole(each.attributes["role"] ?? ""),
  active: is(each, "active"),
  managed: is(each, "managed"),
  blocked: is(each, "blocked"),
  pending: each.attributes["pending"],
  nodes: childrenNamed(each, "node").map((node) => node.attributes["name"] ?? ""),
});

export function parseStatus({ stdout, stderr, status }: CommandOutput): ClusterStatus {
  const root = parseOutput("crm_simulate", stdout || stderr || `exit status ${status}`, "cluster_status");
  const cluster = child(root, "cluster_status");
  const resources = child(cluster, "resources");
  const bundles = new Set(childrenNamed(resources, "bundle").map(idOf));
  return {
    nodes: childrenNamed(child(cluster, "nodes"), "node").map((node) => ({
      name: node.attributes["name"] ?? "",
      online: is(node, "online"),
      standby: is(node, "standby"),
      maintenance: is(node, "maintenance"),
    })),
    resources: [...resourceElements(resources ?? root)].map((each) => resourceStatus(each, bundles)),
    actions: childrenNamed(child(root, "actions"), "rsc_action")
      .filter((each) => !is(each, "blocked"))
      .map(({ attributes }) => ({
        action: attributes["action"] ?? "",
        resource: configuredId(attributes["resource"] ?? "", bundles),
        node: attributes["node"] ?? attributes["dest"] ?? attributes["source"],
        reason: attributes["reason"],
      })),
  };
}
