import { z } from "zod";
import { childrenNamed, element, replaceChildren, type Element } from "../cib/element";
import { cibObject } from "./cib-object";
import { cibId, common, references } from "./fields";
import { parts, type Part } from "./parts";

export const tagSchema = z
  .strictObject({
    cibId,
    references: references("The objects that it names: resources, constraints, other tags."),
    ...common,
  })
  .meta({
    example: `new pacemaker.Tag("web-objects", { references: [ip, web] }, { provider: cluster });`,
    crm: "tag web-objects failover-ip apache-ha",
    see: "Pacemaker Explained, Tagging Configuration Elements",
  });
export type TagArgs = z.infer<typeof tagSchema>;

const idOf = ({ attributes }: Element) => attributes["id"] ?? "";
const referencesIn = (live: Element) => childrenNamed(live, "obj_ref");

/** The program owns the references that it names; their order says nothing. */
const referencesPart: Part<string[]> = {
  read(live, wanted) {
    const found = referencesIn(live).map(idOf);
    return wanted.filter((id) => found.includes(id));
  },
  write(live, wanted = [], former = []) {
    const kept = referencesIn(live).filter((each) => wanted.includes(idOf(each)) || !former.includes(idOf(each)));
    const added = wanted.filter((id) => !kept.some((each) => idOf(each) === id));
    return replaceChildren(live, referencesIn(live), [...kept, ...added.map((id) => element("obj_ref", { id }))]);
  },
};

export const tag = cibObject<TagArgs>({
  type: "Tag",
  description: "A name for several objects, to use in constraints and commands (crm's tag).",
  schema: tagSchema,
  section: "tags",
  tag: "tag",
  ...parts<TagArgs>({ references: referencesPart }),
  resources: () => [],
});
