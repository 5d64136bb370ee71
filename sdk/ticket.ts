// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { ResourceSet, Role, TicketArgs } from "./args";
import { ClusterResource } from "./resource";

/**
 * A resource that runs only at the site to which a ticket is granted (crm's rsc_ticket). In crm: `rsc_ticket
 * web-ticket ticketA: apache-ha loss-policy=stop`.
 *
 * @see Pacemaker Explained, Multi-Site Clusters and Tickets
 * @example
 * ```ts
 * new pacemaker.Ticket(
 *   "web-ticket",
 *   { ticket: "ticketA", resource: web, lossPolicy: "stop" },
 *   { provider: cluster },
 * );
 * ```
 */
export class Ticket extends ClusterResource {
  /** The ticket's name. */
  declare readonly ticket: pulumi.Output<string>;

  /** The resource that needs the ticket (rsc). */
  declare readonly resource: pulumi.Output<string | undefined>;

  /** It is needed for this role only (rsc-role). */
  declare readonly role: pulumi.Output<Role | undefined>;

  /** Instead of `resource`: several of them (resource_set). */
  declare readonly sets: pulumi.Output<pulumi.Unwrap<ResourceSet>[] | undefined>;

  /** What happens to the resource when the ticket is lost (loss-policy). */
  declare readonly lossPolicy: pulumi.Output<"stop" | "demote" | "fence" | "freeze" | undefined>;

  constructor(name: string, args: TicketArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.ticket, name, args, opts);
  }
}
