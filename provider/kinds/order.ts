import { z } from "zod";
import { cibObject } from "./cib-object";
import { boolean, cibId, common, evenIfWrong, oneOf, reference } from "./fields";
import { attribute, parts } from "./parts";
import { action, namedIn, resourceSets, setsPart } from "./resource-sets";

export const orderSchema = z
  .strictObject({
    cibId,
    first: reference("The resource that starts first, and stops last.").optional(),
    then: reference("The resource that follows.").optional().meta({ deletedWith: true }),
    firstAction: action.optional().meta({ description: "What `first` does before (first-action). Default: start." }),
    thenAction: action
      .optional()
      .meta({ description: "What `then` does after it (then-action). Default: that of `first`." }),
    sets: resourceSets.optional().meta({
      description: "Instead of `first` and `then`: sets, each after the one before it.",
      deletedWith: true,
    }),
    kind: z.enum(["Mandatory", "Optional", "Serialize"]).default("Mandatory").meta({
      description:
        "Mandatory: `then` runs only while `first` does; Optional: only where both change at once; Serialize: never both at once. Default: Mandatory.",
    }),
    symmetrical: boolean
      .optional()
      .meta({ description: "Stop in the opposite order. Default: true (Serialize: false)." }),
    requireAll: boolean
      .optional()
      .meta({ description: "false: one instance of a clone is enough (require-all). Default: true." }),
    ...common,
  })
  .superRefine(oneOf("`first` and `then`", ["first", "then"], ["firstAction", "thenAction"]), evenIfWrong)
  .meta({
    example: `new pacemaker.Order(
  "apache-after-ip",
  { first: ip, then: web, kind: "Mandatory" },
  { provider: cluster },
);`,
    limits:
      "Two resources, or sets; a chain of more without sets is several of them. A score instead of a kind, of older Pacemaker, is kept, not declared.",
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
  ...parts<OrderArgs>(
    {
      first: attribute("first"),
      then: attribute("then"),
      firstAction: attribute("first-action"),
      thenAction: attribute("then-action"),
      sets: setsPart,
      kind: attribute("kind"),
      symmetrical: attribute("symmetrical"),
      requireAll: attribute("require-all"),
    },
    [[["first", "then", "firstAction", "thenAction"], ["sets"]]],
  ),
  resources: (args) => namedIn(args, args.first, args.then),
});
