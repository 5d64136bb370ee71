import { z } from "zod";
import { sameMeaning, sameText } from "../cib/pairs";
import { attributeSets, attributeSetsIn } from "./attribute-sets";
import { container } from "./container";
import { cibId, common, pairs, partIds, reference, text } from "./fields";
import { clearMoves } from "./moves";
import { pairsIn } from "./pair-parts";
import { attribute, parts } from "./parts";
import { meta } from "./primitive";

export const cloneSchema = z
  .strictObject({
    cibId,
    resource: reference("The primitive or group of which instances run on several nodes.").meta({ deletedWith: true }),
    description: text.optional().meta({ description: "A comment in the CIB." }),
    params: pairs.optional().meta({ description: "Parameters that its instances inherit." }),
    paramSets: attributeSets
      .optional()
      .meta({ description: "More sets of parameters by their ids, each with a rule or a score." }),
    meta: meta.optional().meta({
      description:
        'Meta attributes under Pacemaker\'s own names: "clone-max", "clone-node-max", "interleave", "notify", "ordered", "globally-unique", "promotable", "promoted-max", "promoted-node-max".',
      see: "Pacemaker Explained, Clone Options",
    }),
    metaSets: attributeSets
      .optional()
      .meta({ description: "More sets of meta attributes by their ids, each with a rule or a score." }),
    ids: partIds("CloneIds", ["params", "meta"]),
    clearMoves,
    ...common,
  })
  .meta({
    example: `new pacemaker.Clone(
  "web-clone",
  { resource: web, meta: { "clone-max": 3, interleave: true } },
  { provider: cluster },
);`,
    limits:
      "Instances cannot be named one by one, nor have parameters of their own. An element master of older Pacemaker is kept as it is: declare a clone with promotable.",
    crm: "clone web-clone apache-ha meta clone-max=3 interleave=true",
    see: "Pacemaker Explained, Clones - Resources That Can Have Multiple Active Instances",
  });
export type CloneArgs = z.infer<typeof cloneSchema>;

export const clone = container<CloneArgs>({
  type: "Clone",
  description:
    "Several instances of a primitive or group, each on its own node unless it says otherwise (crm's clone). Deleting it leaves one of them.",
  schema: cloneSchema,
  tag: "clone",
  ...parts<CloneArgs>({
    description: attribute("description"),
    params: pairsIn("instance_attributes", sameText, "paramSets"),
    meta: pairsIn("meta_attributes", sameMeaning, "metaSets"),
    paramSets: attributeSetsIn("instance_attributes"),
    metaSets: attributeSetsIn("meta_attributes", sameMeaning),
  }),
  members: (args) => [args.resource],
  withMembers: (args, [resource = ""]) => ({ ...args, resource }),
});
