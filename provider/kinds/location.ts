import { z } from "zod";
import { cibObject } from "./cib-object";
import { cibId, common, evenIfWrong, exactlyOne, nodeName, pattern, problem, reference, role, score } from "./fields";
import { attribute, parts } from "./parts";
import { namedIn, resourceSets, setsPart } from "./resource-sets";
import { rulesPart } from "./rule-parts";
import { rule } from "./rules";

export const locationSchema = z
  .strictObject({
    cibId,
    resource: reference("The resource that is placed (rsc).").optional().meta({ deletedWith: true }),
    pattern: pattern.optional().meta({
      description: "Instead of `resource`: all whose ids fit this regular expression (rsc-pattern).",
    }),
    sets: resourceSets
      .optional()
      .meta({ description: "Instead of `resource`: several of them (resource_set).", deletedWith: true }),
    node: nodeName.optional().meta({ description: "The node's name, with `score`." }),
    score: score
      .optional()
      .meta({ description: '"INFINITY": only there; "-INFINITY": never; a number: a preference. With `node`.' }),
    rules: z.array(rule).min(1).optional().meta({
      description: "Instead of `node` and `score`: rules, each with a score for the nodes where it holds.",
    }),
    role: role.optional().meta({ description: "It is about this role of the resource only." }),
    resourceDiscovery: z.enum(["always", "never", "exclusive"]).optional().meta({
      description:
        "Whether the cluster looks there for what runs without its doing: never, or exclusive to such nodes (resource-discovery). Default: always.",
    }),
    ...common,
  })
  .superRefine(exactlyOne(["resource", "pattern", "sets"], "a resource, a pattern or sets"), evenIfWrong)
  .superRefine(exactlyOne(["node", "rules"], "node and score, or rules"), evenIfWrong)
  .superRefine(({ rules }, context) => {
    for (const [i, each] of (rules ?? []).entries())
      if (each.score === undefined && each.scoreAttribute === undefined)
        context.addIssue({ code: "custom", path: ["rules", i, "score"], message: "is required, or scoreAttribute" });
  })
  .superRefine(({ node, score, rules, sets, role }, context) => {
    if (node !== undefined && score === undefined) problem(context, "score", "is required with node");
    if (rules !== undefined && score !== undefined) problem(context, "score", "cannot be together with rules");
    if (sets !== undefined && role !== undefined)
      problem(context, "role", "cannot be together with sets: each has its own");
  })
  .meta({
    example: `new pacemaker.Location(
  "web-prefers-node1",
  { resource: web, node: "node1", score: 50 },
  { provider: cluster },
);
new pacemaker.Location(
  "web-where-connected",
  {
    resource: web,
    rules: [
      {
        score: "-INFINITY",
        any: [
          { attribute: "pingd", operation: "not_defined" },
          { attribute: "pingd", operation: "lte", value: 0 },
        ],
      },
    ],
  },
  { provider: cluster },
);
new pacemaker.Location(
  "web-in-office-hours",
  {
    resource: web,
    rules: [{ score: 100, all: [{ date: "date_spec", spec: { weekdays: "1-5", hours: "9-16" } }] }],
  },
  { provider: cluster },
);`,
    limits:
      "Pacemaker 3 takes one rule in each. What `crm resource move` leaves behind (cli-prefer, cli-ban) is an operator's.",
    crm: "location web-prefers-node1 apache-ha 50: node1",
    see: "Pacemaker Explained, Deciding Which Nodes a Resource Can Run On",
  });
export type LocationArgs = z.infer<typeof locationSchema>;

export const location = cibObject<LocationArgs>({
  type: "Location",
  description: "Where a resource may run or would rather run (crm's location).",
  schema: locationSchema,
  section: "constraints",
  tag: "rsc_location",
  ...parts<LocationArgs>(
    {
      resource: attribute("rsc"),
      pattern: attribute("rsc-pattern"),
      sets: setsPart,
      node: attribute("node"),
      score: attribute("score"),
      rules: rulesPart,
      role: attribute("role"),
      resourceDiscovery: attribute("resource-discovery"),
    },
    [
      [["resource"], ["pattern"], ["sets"]],
      [["node", "score"], ["rules"]],
    ],
  ),
  resources: (args) => (args.pattern === undefined ? namedIn(args, args.resource) : "all"),
  decidesStart: ({ cibId, pattern }) => (pattern === undefined ? [] : [cibId]),
});
