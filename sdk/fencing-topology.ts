// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { FencingTarget, FencingTopologyArgs } from "./args";
import { ClusterResource } from "./resource";

/**
 * Which devices fence a node, and in which order they are tried (crm's fencing_topology). In crm:
 * `fencing_topology node1: ipmi-node1 outlet-node1`.
 *
 * @see Pacemaker Explained, Fencing Topologies
 * @example
 * ```ts
 * const config = new pulumi.Config();
 * const ipmi = new pacemaker.Primitive(
 *   "ipmi-node1",
 *   {
 *     agent: "stonith:fence_ipmilan",
 *     params: {
 *       ip: "10.0.3.1",
 *       username: "fencer",
 *       password: config.requireSecret("ipmiPassword"),
 *       pcmk_host_list: "node1",
 *     },
 *     operations: { monitor: { interval: "60s" } },
 *   },
 *   { provider: cluster },
 * );
 * const outlet = new pacemaker.Primitive(
 *   "outlet-node1",
 *   {
 *     agent: "stonith:fence_apc",
 *     params: {
 *       ip: "10.0.3.9",
 *       plug: 1,
 *       username: "fencer",
 *       password: config.requireSecret("pduPassword"),
 *       pcmk_host_list: "node1",
 *     },
 *     operations: { monitor: { interval: "60s" } },
 *   },
 *   { provider: cluster },
 * );
 * new pacemaker.FencingTopology(
 *   "fence-node1",
 *   { node: "node1", levels: { 1: [ipmi], 2: [outlet] } },
 *   { provider: cluster },
 * );
 * ```
 */
export class FencingTopology extends ClusterResource {
  /** The node that is fenced (target). */
  declare readonly node: pulumi.Output<string | undefined>;

  /** Instead of `node`: all nodes whose names fit this regular expression (target-pattern). */
  declare readonly pattern: pulumi.Output<string | undefined>;

  /** Instead of `node`: all nodes with this attribute. */
  declare readonly attribute: pulumi.Output<pulumi.Unwrap<FencingTarget> | undefined>;

  /** By level, 1 to 9: the devices that must all succeed; the next level is tried when one does not. */
  declare readonly levels: pulumi.Output<Record<string, string[]>>;

  /** The levels' ids in the CIB, by level, when they are made. */
  declare readonly ids: pulumi.Output<Record<string, string> | undefined>;

  constructor(name: string, args: FencingTopologyArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.fencingTopology, name, args, opts);
  }
}
