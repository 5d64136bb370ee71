import { z } from "zod";
import { cibObject } from "./cib-object";
import { boolean, cibId, common, reference } from "./fields";
import { attribute, parts } from "./parts";

export const orderSchema = z
  .strictObject({
    cibId,
    first: reference("The resource that starts first, and stops last."),
    then: reference("The resource that follows.").meta({ deletedWith: true }),
    kind: z.enum(["Mandatory", "Optional", "Serialize"]).default("Mandatory").meta({
      description:
        "Mandatory: `then` runs only while `first` does; Optional: only where both change at once; Serialize: never both at once. Default: Mandatory.",
    }),
    symmetrical: boolean
      .optional()
      .meta({ description: "Stop in the opposite order. Default: true (Serialize: false)." }),
    ...common,
  })
  .meta({
    example: `new pacemaker.Order(
  "apache-after-ip",
  { first: ip, then: web, kind: "Mandatory" },
  { provider: cluster },
);`,
    crm: "order apache-after-ip Mandatory: failover-ip apache-ha",
    see: "Pacemaker Explained, Specifying the Order in which Resources Should Start/Stop",
  });
export type OrderArgs = z.infer<typeof orderSchema>;

export const order = cibObject<OrderArgs>({
  type: "Order",
  description: "In which order two resources start and stop (crm's order).",
  schema: orderSchema,
  section: "constraints",
  tag: "rsc_order",
  ...parts<OrderArgs>({
    first: attribute("first"),
    then: attribute("then"),
    kind: attribute("kind"),
    symmetrical: attribute("symmetrical"),
  }),
  resources: (args) => [args.first, args.then],
});
