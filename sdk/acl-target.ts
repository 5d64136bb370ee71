// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { AclTargetArgs } from "./args";
import { ClusterResource } from "./resource";

/**
 * A user of the nodes and the roles that it has (crm's acl_target). In crm: `acl_target alice watcher`.
 *
 * @see Pacemaker Explained, Access Control Lists (ACLs)
 * @example
 * ```ts
 * new pacemaker.AclTarget("alice", { roles: [watcher] }, { provider: cluster });
 * ```
 */
export class AclTarget extends ClusterResource {
  /** The roles that it has. */
  declare readonly roles: pulumi.Output<string[]>;

  constructor(name: string, args: AclTargetArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.aclTarget, name, args, opts);
  }
}
