import { z } from "zod";
import { plainSet, sameText, type Same } from "../cib/pairs";
import { id, pairs, score } from "./fields";
import { byId } from "./child-parts";
import { values } from "./pair-parts";
import { attribute } from "./parts";
import { rulePart } from "./rule-parts";
import { rule } from "./rules";

const attributeSet = z
  .strictObject({
    values: pairs.meta({ description: "Names and values." }),
    rule: rule.optional().meta({ description: "Where or when they hold. Default: always." }),
    score: score
      .optional()
      .meta({ description: "Of sets that name the same, the one with the highest score holds. Default: 0." }),
  })
  .meta({
    description: "A set of names and values beside the usual one.",
    name: "AttributeSet",
    see: "Pacemaker Explained, Using Rules to Control Resource Options",
  });
type AttributeSet = z.infer<typeof attributeSet>;

export const attributeSets = z.record(id, attributeSet);

export const setParts = (same?: Same) => ({
  // As crm writes it: the rule before the values.
  rule: rulePart,
  score: attribute("score"),
  values: values(same),
});

/** Those beside the plain one. */
export const attributeSetsIn = (tag: string, same: Same = sameText) =>
  byId<AttributeSet>(tag, setParts(same), (live, set) => set !== plainSet(live, tag));
