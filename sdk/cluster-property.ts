// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { ClusterPropertyArgs, Scalar } from "./args";
import { ClusterResource } from "./resource";

/**
 * One cluster-wide option (crm's property). In crm: `property cib-bootstrap-options: stonith-enabled=false`.
 *
 * @see Pacemaker Explained, Cluster Options
 * @example
 * ```ts
 * new pacemaker.ClusterProperty("stonith-enabled", { value: false }, { provider: cluster });
 * ```
 */
export class ClusterProperty extends ClusterResource {
  /** The property's name, such as stonith-enabled. */
  declare readonly name: pulumi.Output<string>;

  /** Its value. */
  declare readonly value: pulumi.Output<Scalar>;

  constructor(name: string, args: ClusterPropertyArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.clusterProperty, name, args, opts);
  }
}
