// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { LocationArgs, ResourceSet, Role, Rule, Score } from "./args";
import { ClusterResource } from "./resource";

/**
 * Where a resource may run or would rather run (crm's location). In crm: `location web-prefers-node1 apache-ha 50:
 * node1`.
 *
 * @see Pacemaker Explained, Deciding Which Nodes a Resource Can Run On
 * @example
 * ```ts
 * new pacemaker.Location(
 *   "web-prefers-node1",
 *   { resource: web, node: "node1", score: 50 },
 *   { provider: cluster },
 * );
 * new pacemaker.Location(
 *   "web-where-connected",
 *   {
 *     resource: web,
 *     rules: [
 *       {
 *         score: "-INFINITY",
 *         any: [
 *           { attribute: "pingd", operation: "not_defined" },
 *           { attribute: "pingd", operation: "lte", value: 0 },
 *         ],
 *       },
 *     ],
 *   },
 *   { provider: cluster },
 * );
 * new pacemaker.Location(
 *   "web-in-office-hours",
 *   {
 *     resource: web,
 *     rules: [{ score: 100, all: [{ date: "date_spec", spec: { weekdays: "1-5", hours: "9-16" } }] }],
 *   },
 *   { provider: cluster },
 * );
 * ```
 */
export class Location extends ClusterResource {
  /** The resource that is placed (rsc). */
  declare readonly resource: pulumi.Output<string | undefined>;

  /** Instead of `resource`: all whose ids fit this regular expression (rsc-pattern). */
  declare readonly pattern: pulumi.Output<string | undefined>;

  /** Instead of `resource`: several of them (resource_set). */
  declare readonly sets: pulumi.Output<pulumi.Unwrap<ResourceSet>[] | undefined>;

  /** The node's name, with `score`. */
  declare readonly node: pulumi.Output<string | undefined>;

  /** "INFINITY": only there; "-INFINITY": never; a number: a preference. With `node`. */
  declare readonly score: pulumi.Output<Score | undefined>;

  /** Instead of `node` and `score`: rules, each with a score for the nodes where it holds. */
  declare readonly rules: pulumi.Output<pulumi.Unwrap<Rule>[] | undefined>;

  /** It is about this role of the resource only. */
  declare readonly role: pulumi.Output<Role | undefined>;

  /**
   * Whether the cluster looks there for what runs without its doing: never, or exclusive to such nodes
   * (resource-discovery).
   */
  declare readonly resourceDiscovery: pulumi.Output<"always" | "never" | "exclusive" | undefined>;

  constructor(name: string, args: LocationArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.location, name, args, opts);
  }
}
