// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { AclPermission, AclRoleArgs } from "./args";
import { ClusterResource } from "./resource";

/**
 * What somebody may read and write in the CIB (crm's role). It takes effect with the cluster property enable-acl.
 * In crm: `role watcher read xpath:/cib`.
 *
 * @see Pacemaker Explained, Access Control Lists (ACLs)
 * @example
 * ```ts
 * const watcher = new pacemaker.AclRole(
 *   "watcher",
 *   { permissions: [{ kind: "read", xpath: "/cib" }] },
 *   { provider: cluster },
 * );
 * ```
 */
export class AclRole extends ClusterResource {
  /**
   * Its rules. On one element deny outranks write, and write outranks read; where none is about it, what holds for
   * the element around it does.
   */
  declare readonly permissions: pulumi.Output<pulumi.Unwrap<AclPermission>[]>;

  /** A comment in the CIB. */
  declare readonly description: pulumi.Output<string | undefined>;

  constructor(name: string, args: AclRoleArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.aclRole, name, args, opts);
  }
}
