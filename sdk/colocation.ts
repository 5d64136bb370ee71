// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { ColocationArgs, Score } from "./args";
import { ClusterResource } from "./resource";

/**
 * Where a resource runs relative to another (crm's colocation). In crm: `colocation apache-with-ip inf: apache-ha
 * failover-ip`.
 *
 * @see Pacemaker Explained, Placing Resources Relative to other Resources
 * @example
 * ```ts
 * new pacemaker.Colocation(
 *   "apache-with-ip",
 *   { resource: web, with: ip, score: "INFINITY" },
 *   { provider: cluster },
 * );
 * ```
 */
export class Colocation extends ClusterResource {
  /** The resource that is placed where the other one is (rsc). */
  declare readonly resource: pulumi.Output<string>;

  /** The resource that is placed first (with-rsc). */
  declare readonly with: pulumi.Output<string>;

  /** "INFINITY": only on its node; "-INFINITY": never there; a number: a preference. */
  declare readonly score: pulumi.Output<Score | undefined>;

  constructor(name: string, args: ColocationArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.colocation, name, args, opts);
  }
}
