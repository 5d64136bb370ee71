import { z } from "zod";
import { cibObject } from "./cib-object";
import { boolean, cibId, common, evenIfWrong, oneOf, pairName, reference, role, score } from "./fields";
import { attribute, parts } from "./parts";
import { namedIn, resourceSets, setsPart } from "./resource-sets";

export const colocationSchema = z
  .strictObject({
    cibId,
    resource: reference("The resource that is placed where the other one is (rsc).")
      .optional()
      .meta({ deletedWith: true }),
    with: reference("The resource that is placed first (with-rsc).").optional(),
    role: role.optional().meta({ description: "It is about this role of `resource` (rsc-role). Default: any." }),
    withRole: role.optional().meta({ description: "It is about this role of `with` (with-rsc-role). Default: any." }),
    sets: resourceSets.optional().meta({
      description: "Instead of `resource` and `with`: sets, each placed where the set after it is.",
      deletedWith: true,
    }),
    score: score.default("INFINITY").meta({
      description: '"INFINITY": only on its node; "-INFINITY": never there; a number: a preference. Default: INFINITY.',
    }),
    nodeAttribute: pairName
      .optional()
      .meta({ description: "Nodes with the same value of it are one place (node-attribute). Default: #uname." }),
    influence: boolean.optional().meta({
      description: "Whether `resource` may move `with` along to a better place. Default: the meta attribute critical.",
    }),
    ...common,
  })
  .superRefine(oneOf("`resource` and `with`", ["resource", "with"], ["role", "withRole", "nodeAttribute"]), evenIfWrong)
  .meta({
    example: `new pacemaker.Colocation(
  "apache-with-ip",
  { resource: web, with: ip, score: "INFINITY" },
  { provider: cluster },
);`,
    limits: "Two resources, or sets; a chain of more without sets is several of them.",
    crm: "colocation apache-with-ip inf: apache-ha failover-ip",
    see: "Pacemaker Explained, Placing Resources Relative to other Resources",
  });
export type ColocationArgs = z.infer<typeof colocationSchema>;

export const colocation = cibObject<ColocationArgs>({
  type: "Colocation",
  description: "Where a resource runs relative to another (crm's colocation).",
  schema: colocationSchema,
  section: "constraints",
  tag: "rsc_colocation",
  ...parts<ColocationArgs>(
    {
      resource: attribute("rsc"),
      with: attribute("with-rsc"),
      role: attribute("rsc-role"),
      withRole: attribute("with-rsc-role"),
      sets: setsPart,
      score: attribute("score"),
      nodeAttribute: attribute("node-attribute"),
      influence: attribute("influence"),
    },
    [[["resource", "with", "role", "withRole", "nodeAttribute"], ["sets"]]],
  ),
  resources: (args) => namedIn(args, args.resource, args.with),
});
