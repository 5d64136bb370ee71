// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { OrderArgs, PacemakerBoolean, ResourceSet } from "./args";
import { ClusterResource } from "./resource";

/**
 * In which order two resources start and stop (crm's order). In crm: `order apache-after-ip Mandatory: failover-ip
 * apache-ha`.
 *
 * @see Pacemaker Explained, Specifying the Order in which Resources Should Start/Stop
 * @example
 * ```ts
 * new pacemaker.Order(
 *   "apache-after-ip",
 *   { first: ip, then: web, kind: "Mandatory" },
 *   { provider: cluster },
 * );
 * ```
 */
export class Order extends ClusterResource {
  /** The resource that starts first, and stops last. */
  declare readonly first: pulumi.Output<string | undefined>;

  /** The resource that follows. */
  declare readonly then: pulumi.Output<string | undefined>;

  /** What `first` does before (first-action). */
  declare readonly firstAction: pulumi.Output<"start" | "stop" | "promote" | "demote" | undefined>;

  /** What `then` does after it (then-action). */
  declare readonly thenAction: pulumi.Output<"start" | "stop" | "promote" | "demote" | undefined>;

  /** Instead of `first` and `then`: sets, each after the one before it. */
  declare readonly sets: pulumi.Output<pulumi.Unwrap<ResourceSet>[] | undefined>;

  /**
   * Mandatory: `then` runs only while `first` does; Optional: only where both change at once; Serialize: never both
   * at once.
   */
  declare readonly kind: pulumi.Output<"Mandatory" | "Optional" | "Serialize" | undefined>;

  /** Stop in the opposite order. */
  declare readonly symmetrical: pulumi.Output<PacemakerBoolean | undefined>;

  /** false: one instance of a clone is enough (require-all). */
  declare readonly requireAll: pulumi.Output<PacemakerBoolean | undefined>;

  constructor(name: string, args: OrderArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.order, name, args, opts);
  }
}
