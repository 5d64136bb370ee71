import { z } from "zod";
import { joining, notJoining } from "../cib/containers";
import { sameMeaning, sameText } from "../cib/pairs";
import { attributeSets, attributeSetsIn } from "./attribute-sets";
import { stoppedBy } from "../cluster/held-back";
import { container } from "./container";
import { cibId, common, pairs, partIds, references, text } from "./fields";
import type { CibKind } from "./kind";
import { clearMoves } from "./moves";
import { pairsIn } from "./pair-parts";
import { attribute, parts } from "./parts";
import { meta } from "./primitive";

export const groupSchema = z
  .strictObject({
    cibId,
    members: references("The primitives, in the order in which they start. All run on one node.").meta({
      deletedWith: true,
    }),
    description: text.optional().meta({ description: "A comment in the CIB." }),
    params: pairs.optional().meta({ description: "Parameters that its members inherit." }),
    paramSets: attributeSets
      .optional()
      .meta({ description: "More sets of parameters by their ids, each with a rule or a score." }),
    meta: meta.optional(),
    metaSets: attributeSets
      .optional()
      .meta({ description: "More sets of meta attributes by their ids, each with a rule or a score." }),
    ids: partIds("GroupIds", ["params", "meta"]),
    clearMoves,
    ...common,
  })
  .meta({
    example: `new pacemaker.Group("web-services", { members: [ip, web] }, { provider: cluster });`,
    limits:
      "Holds primitives only, at least one. Members that others have put in stay behind the one that they were behind. A group in a clone is changed here, and cloned there; a clone of others around it goes with it, and a warning names that.",
    crm: "group web-services failover-ip apache-ha",
    see: "Pacemaker Explained, Groups - A Syntactic Shortcut",
  });
export type GroupArgs = z.infer<typeof groupSchema>;

const object = container<GroupArgs>({
  type: "Group",
  description: "Primitives that run on one node and start in order (crm's group). Deleting it leaves them running.",
  schema: groupSchema,
  tag: "group",
  ...parts<GroupArgs>({
    description: attribute("description"),
    params: pairsIn("instance_attributes", sameText, "paramSets"),
    meta: pairsIn("meta_attributes", sameMeaning, "metaSets"),
    paramSets: attributeSetsIn("instance_attributes"),
    metaSets: attributeSetsIn("meta_attributes", sameMeaning),
  }),
  members: (args) => args.members,
  withMembers: (args, members) => ({ ...args, members: [...members] }),
});

export const group: CibKind<GroupArgs> = {
  ...object,
  prepare: (cib, args) => (stoppedBy(cib, args.cibId) === undefined ? joining(cib, args.cibId, args.members) : cib),
  unprepare: (cib, args, before) => notJoining(cib, args.cibId, args.members, before),
};
