// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { AttributeSet, Operation, PrimitiveArgs, PrimitiveIds, Scalar } from "./args";
import { ClusterResource } from "./resource";

/**
 * A resource that one agent runs on one node (crm's primitive). In crm: `primitive apache-ha ocf:heartbeat:apache
 * params configfile=/etc/apache2/apache2.conf op monitor interval=1min`.
 *
 * @see Pacemaker Explained, Resource Properties
 * @example
 * ```ts
 * const web = new pacemaker.Primitive(
 *   "apache-ha",
 *   {
 *     agent: "ocf:heartbeat:apache",
 *     params: { configfile: "/etc/apache2/apache2.conf" },
 *     operations: { monitor: { interval: "1min" } },
 *   },
 *   { provider: cluster },
 * );
 * ```
 */
export class Primitive extends ClusterResource {
  /** The resource agent, with its class: `crm ra classes`, `crm ra list`. */
  declare readonly agent: pulumi.Output<string | undefined>;

  /** Instead of `agent`: the template that says what this does not. */
  declare readonly template: pulumi.Output<string | undefined>;

  /** A comment in the CIB. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** The agent's parameters under its own names (`crm ra info`, `pulumi-pacemaker agents show`). */
  declare readonly params: pulumi.Output<Record<string, Scalar> | undefined>;

  /** More sets of parameters by their ids, each with a rule or a score. */
  declare readonly paramSets: pulumi.Output<Record<string, pulumi.Unwrap<AttributeSet>> | undefined>;

  /** Meta attributes under Pacemaker's own names, such as "target-role" or "migration-threshold". */
  declare readonly meta: pulumi.Output<Record<string, Scalar> | undefined>;

  /** More sets of meta attributes by their ids, each with a rule or a score. */
  declare readonly metaSets: pulumi.Output<Record<string, pulumi.Unwrap<AttributeSet>> | undefined>;

  /** What of a node's capacity it takes, by name. */
  declare readonly utilization: pulumi.Output<Record<string, number | string> | undefined>;

  /** Operations by name: one, or a list where an operation is there more than once (a monitor for each role). */
  declare readonly operations: pulumi.Output<
    Record<string, pulumi.Unwrap<Operation> | pulumi.Unwrap<Operation>[]> | undefined
  >;

  /** Ids in the CIB of what holds parts of it. Only what is not there yet gets them. */
  declare readonly ids: pulumi.Output<pulumi.Unwrap<PrimitiveIds> | undefined>;

  /**
   * true: what `crm resource move` or `ban` left behind (constraints cli-prefer-…, cli-ban-…) is drift, and the next
   * update takes it away.
   */
  declare readonly clearMoves: pulumi.Output<boolean | undefined>;

  constructor(name: string, args: PrimitiveArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.primitive, name, args, opts);
  }
}
