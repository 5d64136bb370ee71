// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { ResourceDefaultsArgs, Rule, Scalar, Score } from "./args";
import { ClusterResource } from "./resource";

/**
 * Defaults of several meta attributes for all resources, or for those that a rule names (crm's rsc_defaults).
 *
 * @see Pacemaker Explained, Setting Global Defaults for Resource Meta-Attributes
 * @example
 * ```ts
 * new pacemaker.ResourceDefaults(
 *   "sticky-databases",
 *   {
 *     values: { "resource-stickiness": 1000, "migration-threshold": 3 },
 *     rule: { all: [{ resource: { type: "pgsql" } }] },
 *   },
 *   { provider: cluster },
 * );
 * ```
 */
export class ResourceDefaults extends ClusterResource {
  /** The meta attributes by name. */
  declare readonly values: pulumi.Output<Record<string, Scalar>>;

  /** Where or when they hold. */
  declare readonly rule: pulumi.Output<pulumi.Unwrap<Rule> | undefined>;

  /** Of sets that name the same, the one with the highest score holds. */
  declare readonly score: pulumi.Output<Score | undefined>;

  constructor(name: string, args: ResourceDefaultsArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.resourceDefaults, name, args, opts);
  }
}
