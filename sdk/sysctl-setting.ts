// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { Scalar, SysctlSettingArgs } from "./args";
import { ClusterResource } from "./resource";

/**
 * A kernel setting on every host of the provider.
 *
 * @see sysctl.d(5)
 * @example
 * ```ts
 * new pacemaker.SysctlSetting(
 *   "net.ipv4.ip_nonlocal_bind",
 *   { value: 1 },
 *   { provider: cluster },
 * );
 * ```
 */
export class SysctlSetting extends ClusterResource {
  /** The setting's name (`sysctl -a`). */
  declare readonly key: pulumi.Output<string>;

  /** Its value. Never a secret: every user of the host reads it with `sysctl`. */
  declare readonly value: pulumi.Output<Scalar>;

  /** Also write it under /etc/sysctl.d, so that it survives a reboot. */
  declare readonly persistent: pulumi.Output<boolean | undefined>;

  constructor(name: string, args: SysctlSettingArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.sysctlSetting, name, args, opts);
  }
}
