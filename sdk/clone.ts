// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { AttributeSet, CloneArgs, CloneIds, Scalar } from "./args";
import { ClusterResource } from "./resource";

/**
 * Several instances of a primitive or group, each on its own node unless it says otherwise (crm's clone). Deleting
 * it leaves one of them. In crm: `clone web-clone apache-ha meta clone-max=3 interleave=true`.
 *
 * @see Pacemaker Explained, Clones - Resources That Can Have Multiple Active Instances
 * @example
 * ```ts
 * new pacemaker.Clone(
 *   "web-clone",
 *   { resource: web, meta: { "clone-max": 3, interleave: true } },
 *   { provider: cluster },
 * );
 * ```
 */
export class Clone extends ClusterResource {
  /** The primitive or group of which instances run on several nodes. */
  declare readonly resource: pulumi.Output<string>;

  /** A comment in the CIB. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** Parameters that its instances inherit. */
  declare readonly params: pulumi.Output<Record<string, Scalar> | undefined>;

  /** More sets of parameters by their ids, each with a rule or a score. */
  declare readonly paramSets: pulumi.Output<Record<string, pulumi.Unwrap<AttributeSet>> | undefined>;

  /**
   * Meta attributes under Pacemaker's own names: "clone-max", "clone-node-max", "interleave", "notify", "ordered",
   * "globally-unique", "promotable", "promoted-max", "promoted-node-max".
   */
  declare readonly meta: pulumi.Output<Record<string, Scalar> | undefined>;

  /** More sets of meta attributes by their ids, each with a rule or a score. */
  declare readonly metaSets: pulumi.Output<Record<string, pulumi.Unwrap<AttributeSet>> | undefined>;

  /** Ids in the CIB of what holds parts of it. Only what is not there yet gets them. */
  declare readonly ids: pulumi.Output<pulumi.Unwrap<CloneIds> | undefined>;

  /**
   * true: what `crm resource move` or `ban` left behind (constraints cli-prefer-…, cli-ban-…) is drift, and the next
   * update takes it away.
   */
  declare readonly clearMoves: pulumi.Output<boolean | undefined>;

  constructor(name: string, args: CloneArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.clone, name, args, opts);
  }
}
