// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { ClusterPropertiesArgs, Rule, Scalar, Score } from "./args";
import { ClusterResource } from "./resource";

/**
 * Several cluster-wide options in one set (crm's property). What one program says of an option it says once, here
 * or in a ClusterProperty. In crm: `property cib-bootstrap-options: stonith-enabled=false
 * cluster-recheck-interval=5min`.
 *
 * @see Pacemaker Explained, Cluster Options
 * @example
 * ```ts
 * new pacemaker.ClusterProperties(
 *   "cib-bootstrap-options",
 *   { values: { "stonith-enabled": false, "cluster-recheck-interval": "5min" } },
 *   { provider: cluster },
 * );
 * ```
 */
export class ClusterProperties extends ClusterResource {
  /** The properties by name. */
  declare readonly values: pulumi.Output<Record<string, Scalar>>;

  /** Where or when they hold. */
  declare readonly rule: pulumi.Output<pulumi.Unwrap<Rule> | undefined>;

  /** Of sets that name the same, the one with the highest score holds. */
  declare readonly score: pulumi.Output<Score | undefined>;

  constructor(name: string, args: ClusterPropertiesArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.clusterProperties, name, args, opts);
  }
}
