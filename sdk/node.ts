// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { NodeArgs, NodeIds, Scalar } from "./args";
import { ClusterResource } from "./resource";

/**
 * What the cluster knows of one of its nodes (crm's node). Deleting it restores what was before. In crm: `node
 * node3 attributes standby=on rack=b utilization memory=64000`.
 *
 * @see Pacemaker Explained, Node Attributes
 * @example
 * ```ts
 * new pacemaker.Node(
 *   "node3",
 *   { standby: true, attributes: { rack: "b" }, utilization: { memory: 64000 } },
 *   { provider: cluster },
 * );
 * ```
 */
export class Node extends ClusterResource {
  /** The node's name in the cluster (`crm_node --list`), also a remote or guest node's. */
  declare readonly name: pulumi.Output<string>;

  /** true: the node runs no resources (crm node standby). */
  declare readonly standby: pulumi.Output<boolean | undefined>;

  /** true: the cluster leaves what runs there alone (crm node maintenance). */
  declare readonly maintenance: pulumi.Output<boolean | undefined>;

  /** Permanent node attributes (crm node attribute). */
  declare readonly attributes: pulumi.Output<Record<string, Scalar> | undefined>;

  /** The node's capacity by name, of which resources take what they declare (crm node utilization). */
  declare readonly utilization: pulumi.Output<Record<string, number | string> | undefined>;

  /**
   * Node attributes that last until the node leaves the cluster (crm node status-attr). When it is back without
   * them, a refresh shows that and the next up sets them again. Never a secret: Pacemaker takes them as words of a
   * command.
   */
  declare readonly transientAttributes: pulumi.Output<Record<string, Scalar> | undefined>;

  /** Ids in the CIB of what holds parts of it. Only what is not there yet gets them. */
  declare readonly ids: pulumi.Output<pulumi.Unwrap<NodeIds> | undefined>;

  constructor(name: string, args: NodeArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.node, name, args, opts);
  }
}
