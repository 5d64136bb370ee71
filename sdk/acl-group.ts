// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { AclGroupArgs } from "./args";
import { ClusterResource } from "./resource";

/**
 * A group of users of the nodes and the roles that it has (crm's acl_group). In crm: `acl_group operators
 * watcher`.
 *
 * @see Pacemaker Explained, Access Control Lists (ACLs)
 * @example
 * ```ts
 * new pacemaker.AclGroup("operators", { roles: [watcher] }, { provider: cluster });
 * ```
 */
export class AclGroup extends ClusterResource {
  /** The roles that it has. */
  declare readonly roles: pulumi.Output<string[]>;

  constructor(name: string, args: AclGroupArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.aclGroup, name, args, opts);
  }
}
