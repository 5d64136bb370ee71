import { z } from "zod";
import { cibObject } from "./cib-object";
import { cibId, common, references } from "./fields";
import { idsIn } from "./child-parts";
import { parts } from "./parts";

export const tagSchema = z
  .strictObject({
    cibId,
    references: references("The objects that it names: resources, constraints, other tags."),
    ...common,
  })
  .meta({
    example: `new pacemaker.Tag("web-objects", { references: [ip, web] }, { provider: cluster });`,
    limits: "Does nothing by itself; where a constraint names it, it means all that it names.",
    crm: "tag web-objects failover-ip apache-ha",
    see: "Pacemaker Explained, Tagging Configuration Elements",
  });
export type TagArgs = z.infer<typeof tagSchema>;

export const tag = cibObject<TagArgs>({
  type: "Tag",
  description: "A name for several objects, to use in constraints and commands (crm's tag).",
  schema: tagSchema,
  section: "tags",
  tag: "tag",
  ...parts<TagArgs>({ references: idsIn("obj_ref") }),
  resources: ({ references }) => references,
});
