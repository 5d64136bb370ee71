// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { AlertArgs, AlertIds, AlertRecipient, AlertSelect, Scalar } from "./args";
import { ClusterResource } from "./resource";

/**
 * A program that is called when something happens in the cluster (crm's alert). In crm: `alert log-changes
 * /usr/local/bin/alert_file.sh to /var/log/pacemaker/alerts.log`.
 *
 * @see Pacemaker Explained, Alerts
 * @example
 * ```ts
 * // On every node: install /usr/share/pacemaker/alerts/alert_file.sh.sample /usr/local/bin/alert_file.sh
 * new pacemaker.Alert(
 *   "log-changes",
 *   {
 *     path: "/usr/local/bin/alert_file.sh",
 *     recipients: { "log-changes-recipient-1": { value: "/var/log/pacemaker/alerts.log" } },
 *   },
 *   { provider: cluster },
 * );
 * ```
 */
export class Alert extends ClusterResource {
  /** The alert agent, a program on every node. */
  declare readonly path: pulumi.Output<string>;

  /** A comment in the CIB. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** Environment variables of the agent. */
  declare readonly params: pulumi.Output<Record<string, Scalar> | undefined>;

  /** "timeout" (default 30s), "timestamp-format", "enabled". */
  declare readonly meta: pulumi.Output<Record<string, Scalar> | undefined>;

  /** Which events it is for. */
  declare readonly select: pulumi.Output<pulumi.Unwrap<AlertSelect> | undefined>;

  /** Who is told, by their ids. */
  declare readonly recipients: pulumi.Output<Record<string, pulumi.Unwrap<AlertRecipient>> | undefined>;

  /** Ids in the CIB of what holds parts of it. Only what is not there yet gets them. */
  declare readonly ids: pulumi.Output<pulumi.Unwrap<AlertIds> | undefined>;

  constructor(name: string, args: AlertArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.alert, name, args, opts);
  }
}
