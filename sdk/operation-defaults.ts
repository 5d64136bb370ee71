// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { OperationDefaultsArgs, Rule, Scalar, Score } from "./args";
import { ClusterResource } from "./resource";

/**
 * Defaults of several attributes for all operations, or for those that a rule names (crm's op_defaults).
 *
 * @see Pacemaker Explained, Setting Global Defaults for Operations
 * @example
 * ```ts
 * new pacemaker.OperationDefaults(
 *   "slow-monitors",
 *   {
 *     values: { timeout: "60s" },
 *     rule: { all: [{ operationName: "monitor" }] },
 *   },
 *   { provider: cluster },
 * );
 * ```
 */
export class OperationDefaults extends ClusterResource {
  /** The attributes by name. */
  declare readonly values: pulumi.Output<Record<string, Scalar>>;

  /** Where or when they hold. */
  declare readonly rule: pulumi.Output<pulumi.Unwrap<Rule> | undefined>;

  /** Of sets that name the same, the one with the highest score holds. */
  declare readonly score: pulumi.Output<Score | undefined>;

  constructor(name: string, args: OperationDefaultsArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.operationDefaults, name, args, opts);
  }
}
