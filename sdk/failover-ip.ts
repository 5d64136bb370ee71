// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { FailoverIpArgs, Scalar, Time } from "./args";
import { ClusterResource } from "./resource";

/**
 * An address that the cluster keeps up on one node: a primitive of the agent ocf:heartbeat:IPaddr2. For more of
 * that agent's parameters and operations use a Primitive. In crm: `primitive failover-ip ocf:heartbeat:IPaddr2
 * params ip=10.0.2.10 cidr_netmask=32 op monitor interval=10s`.
 *
 * @see ocf_heartbeat_IPaddr2(7)
 * @example
 * ```ts
 * const ip = new pacemaker.FailoverIp(
 *   "failover-ip",
 *   { ip: "10.0.2.10", cidrNetmask: 32, monitorInterval: "10s" },
 *   { provider: cluster },
 * );
 * ```
 */
export class FailoverIp extends ClusterResource {
  /** The address, IPv4 or IPv6, inside a subnet of the nodes. The agent's parameter ip. */
  declare readonly ip: pulumi.Output<string>;

  /** Length of its network prefix in bits, 32 (IPv6: 128) for the address alone. The agent's cidr_netmask. */
  declare readonly cidrNetmask: pulumi.Output<number | undefined>;

  /** The network interface that carries it. The agent's nic. */
  declare readonly nic: pulumi.Output<string | undefined>;

  /** How often the cluster looks whether the address is up, e.g. "10s". */
  declare readonly monitorInterval: pulumi.Output<Time | undefined>;

  /** Meta attributes under Pacemaker's own names, such as "target-role" or "migration-threshold". */
  declare readonly meta: pulumi.Output<Record<string, Scalar> | undefined>;

  /**
   * true: what `crm resource move` or `ban` left behind (constraints cli-prefer-…, cli-ban-…) is drift, and the next
   * update takes it away.
   */
  declare readonly clearMoves: pulumi.Output<boolean | undefined>;

  constructor(name: string, args: FailoverIpArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.failoverIp, name, args, opts);
  }
}
