// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { AttributeSet, GroupArgs, GroupIds, Scalar } from "./args";
import { ClusterResource } from "./resource";

/**
 * Primitives that run on one node and start in order (crm's group). Deleting it leaves them running. In crm:
 * `group web-services failover-ip apache-ha`.
 *
 * @see Pacemaker Explained, Groups - A Syntactic Shortcut
 * @example
 * ```ts
 * new pacemaker.Group("web-services", { members: [ip, web] }, { provider: cluster });
 * ```
 */
export class Group extends ClusterResource {
  /** The primitives, in the order in which they start. All run on one node. */
  declare readonly members: pulumi.Output<string[]>;

  /** A comment in the CIB. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** Parameters that its members inherit. */
  declare readonly params: pulumi.Output<Record<string, Scalar> | undefined>;

  /** More sets of parameters by their ids, each with a rule or a score. */
  declare readonly paramSets: pulumi.Output<Record<string, pulumi.Unwrap<AttributeSet>> | undefined>;

  /** Meta attributes under Pacemaker's own names, such as "target-role" or "migration-threshold". */
  declare readonly meta: pulumi.Output<Record<string, Scalar> | undefined>;

  /** More sets of meta attributes by their ids, each with a rule or a score. */
  declare readonly metaSets: pulumi.Output<Record<string, pulumi.Unwrap<AttributeSet>> | undefined>;

  /** Ids in the CIB of what holds parts of it. Only what is not there yet gets them. */
  declare readonly ids: pulumi.Output<pulumi.Unwrap<GroupIds> | undefined>;

  /**
   * true: what `crm resource move` or `ban` left behind (constraints cli-prefer-…, cli-ban-…) is drift, and the next
   * update takes it away.
   */
  declare readonly clearMoves: pulumi.Output<boolean | undefined>;

  constructor(name: string, args: GroupArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.group, name, args, opts);
  }
}
