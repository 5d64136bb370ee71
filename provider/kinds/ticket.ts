import { z } from "zod";
import { cibObject } from "./cib-object";
import { cibId, common, evenIfWrong, oneOf, reference, role } from "./fields";
import { attribute, parts } from "./parts";
import { namedIn, resourceSets, setsPart } from "./resource-sets";

export const ticketSchema = z
  .strictObject({
    cibId,
    // crm could not read the CIB with another one in it.
    ticket: z
      .string()
      .regex(/^[\w.-]+$/, "must be letters, digits, _ . - only")
      .meta({ description: "The ticket's name." }),
    resource: reference("The resource that needs the ticket (rsc).").optional().meta({ deletedWith: true }),
    role: role.optional().meta({ description: "It is needed for this role only (rsc-role). Default: any." }),
    sets: resourceSets
      .optional()
      .meta({ description: "Instead of `resource`: several of them (resource_set).", deletedWith: true }),
    lossPolicy: z
      .enum(["stop", "demote", "fence", "freeze"])
      .optional()
      .meta({ description: "What happens to the resource when the ticket is lost (loss-policy). Default: stop." }),
    ...common,
  })
  .superRefine(oneOf("a resource", ["resource"], ["role"]), evenIfWrong)
  .meta({
    example: `new pacemaker.Ticket(
  "web-ticket",
  { ticket: "ticketA", resource: web, lossPolicy: "stop" },
  { provider: cluster },
);`,
    limits: "Grants and revokes nothing: that is booth's, or `crm_ticket`'s.",
    crm: "rsc_ticket web-ticket ticketA: apache-ha loss-policy=stop",
    see: "Pacemaker Explained, Multi-Site Clusters and Tickets",
  });
export type TicketArgs = z.infer<typeof ticketSchema>;

export const ticket = cibObject<TicketArgs>({
  type: "Ticket",
  description: "A resource that runs only at the site to which a ticket is granted (crm's rsc_ticket).",
  schema: ticketSchema,
  section: "constraints",
  tag: "rsc_ticket",
  ...parts<TicketArgs>(
    {
      ticket: attribute("ticket"),
      resource: attribute("rsc"),
      role: attribute("rsc-role"),
      sets: setsPart,
      lossPolicy: attribute("loss-policy"),
    },
    [[["resource", "role"], ["sets"]]],
  ),
  resources: (args) => namedIn(args, args.resource),
});
