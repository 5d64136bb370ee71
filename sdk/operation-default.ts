// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { OperationDefaultArgs, Scalar } from "./args";
import { ClusterResource } from "./resource";

/**
 * The default of one attribute for all operations (crm's op_defaults). In crm: `op_defaults op-options:
 * timeout=30s`.
 *
 * @see Pacemaker Explained, Setting Global Defaults for Operations
 * @example
 * ```ts
 * new pacemaker.OperationDefault("timeout", { value: "30s" }, { provider: cluster });
 * ```
 */
export class OperationDefault extends ClusterResource {
  /** The operation attribute's name, such as timeout. */
  declare readonly name: pulumi.Output<string>;

  /** Its default. */
  declare readonly value: pulumi.Output<Scalar>;

  constructor(name: string, args: OperationDefaultArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.operationDefault, name, args, opts);
  }
}
