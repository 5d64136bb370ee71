import { z } from "zod";
import { childrenNamed, element, type Element } from "../cib/element";
import { attributeValue, spelled, textOf } from "../cib/meaning";
import { boolean, id, references, role, score } from "./fields";
import { children } from "./child-parts";

export const action = z.enum(["start", "stop", "promote", "demote"]);

const resourceSet = z
  .strictObject({
    resources: references(
      "The resources of the set: in an order each after the one before it, in a colocation each placed with the one before it.",
    ),
    sequential: boolean.optional().meta({ description: "false: they do not depend on each other. Default: true." }),
    requireAll: boolean
      .optional()
      .meta({ description: "false: one of them is enough for the next set (require-all). Default: true." }),
    action: action.optional().meta({ description: "In an order: what is done with them. Default: start." }),
    role: role.optional().meta({ description: "The set is about this role of theirs." }),
    score: score.optional().meta({ description: "In a colocation: the score within the set." }),
    id: id.optional().meta({ description: "Its id in the CIB. Default: made from the constraint's." }),
  })
  .meta({
    description: "Several resources that a constraint treats together (resource_set).",
    name: "ResourceSet",
    see: "Pacemaker Explained, Resource Sets",
  });
export type ResourceSet = z.infer<typeof resourceSet>;

export const resourceSets = z.array(resourceSet).min(1);

const theirNames = {
  sequential: "sequential",
  requireAll: "require-all",
  action: "action",
  role: "role",
  score: "score",
} as const;

const usualId = (parent: string, i: number) => `${parent}-${i}`;

const printSets = (sets: readonly ResourceSet[], parent: string): Element[] =>
  sets.map((set, i) => {
    const attributes = Object.entries(theirNames).flatMap(([ours, theirs]) => {
      const value = set[ours as keyof typeof theirNames];
      return value === undefined ? [] : [[theirs, attributeValue(theirs, textOf(value))]];
    });
    const named = { id: set.id ?? usualId(parent, i), ...(Object.fromEntries(attributes) as Record<string, string>) };
    return element(
      "resource_set",
      named,
      set.resources.map((each) => element("resource_ref", { id: each })),
    );
  });

const parseSet = (live: Element, usual: string): ResourceSet => {
  const { attributes } = live;
  const found = Object.entries(theirNames).flatMap(([ours, theirs]) => {
    const text = attributes[theirs];
    return text === undefined ? [] : [[ours, spelled(theirs, text)]];
  });
  return {
    resources: childrenNamed(live, "resource_ref").flatMap((each) => each.attributes["id"] ?? []),
    ...(Object.fromEntries(found) as Partial<ResourceSet>),
    ...(attributes["id"] !== usual && { id: attributes["id"] }),
  };
};

export const setsPart = children<readonly ResourceSet[]>(
  "resource_set",
  printSets,
  (all, parent) => all.map((each, i) => parseSet(each, usualId(parent, i))),
  true,
);

/** The resources that a constraint names in one of its ways; some may not be known yet. */
export const namedIn = ({ sets }: { sets?: readonly ResourceSet[] | undefined }, ...single: unknown[]): string[] => {
  const inSets = Array.isArray(sets) ? (sets as readonly Partial<ResourceSet>[]) : [];
  const all = [...single, ...inSets.flatMap(({ resources }) => (Array.isArray(resources) ? resources : []))];
  // A program may give what becomes a string later.
  return all.filter((each) => each !== undefined && each !== null) as string[];
};
