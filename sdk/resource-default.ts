// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { ResourceDefaultArgs, Scalar } from "./args";
import { ClusterResource } from "./resource";

/**
 * The default of one meta attribute for all resources (crm's rsc_defaults). In crm: `rsc_defaults rsc-options:
 * resource-stickiness=100`.
 *
 * @see Pacemaker Explained, Setting Global Defaults for Resource Meta-Attributes
 * @example
 * ```ts
 * new pacemaker.ResourceDefault("resource-stickiness", { value: 100 }, { provider: cluster });
 * ```
 */
export class ResourceDefault extends ClusterResource {
  /** The meta attribute's name, such as resource-stickiness. */
  declare readonly name: pulumi.Output<string>;

  /** Its default. */
  declare readonly value: pulumi.Output<Scalar>;

  constructor(name: string, args: ResourceDefaultArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.resourceDefault, name, args, opts);
  }
}
