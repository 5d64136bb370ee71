// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { TagArgs } from "./args";
import { ClusterResource } from "./resource";

/**
 * A name for several objects, to use in constraints and commands (crm's tag). In crm: `tag web-objects failover-ip
 * apache-ha`.
 *
 * @see Pacemaker Explained, Tagging Configuration Elements
 * @example
 * ```ts
 * new pacemaker.Tag("web-objects", { references: [ip, web] }, { provider: cluster });
 * ```
 */
export class Tag extends ClusterResource {
  /** The objects that it names: resources, constraints, other tags. */
  declare readonly references: pulumi.Output<string[]>;

  constructor(name: string, args: TagArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.tag, name, args, opts);
  }
}
