// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { ColocationArgs, PacemakerBoolean, ResourceSet, Role, Score } from "./args";
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
  declare readonly resource: pulumi.Output<string | undefined>;

  /** The resource that is placed first (with-rsc). */
  declare readonly with: pulumi.Output<string | undefined>;

  /** It is about this role of `resource` (rsc-role). */
  declare readonly role: pulumi.Output<Role | undefined>;

  /** It is about this role of `with` (with-rsc-role). */
  declare readonly withRole: pulumi.Output<Role | undefined>;

  /** Instead of `resource` and `with`: sets, each placed where the set after it is. */
  declare readonly sets: pulumi.Output<pulumi.Unwrap<ResourceSet>[] | undefined>;

  /** "INFINITY": only on its node; "-INFINITY": never there; a number: a preference. */
  declare readonly score: pulumi.Output<Score | undefined>;

  /** Nodes with the same value of it are one place (node-attribute). */
  declare readonly nodeAttribute: pulumi.Output<string | undefined>;

  /** Whether `resource` may move `with` along to a better place. */
  declare readonly influence: pulumi.Output<PacemakerBoolean | undefined>;

  constructor(name: string, args: ColocationArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.colocation, name, args, opts);
  }
}
