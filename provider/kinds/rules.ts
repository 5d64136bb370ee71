import { z } from "zod";
import { issuesOf } from "../problems";
import { evenIfWrong, exactlyOne, id, operationName, pairName, problem, role, scalar, score, time } from "./fields";

/** Dates as Pacemaker reads them; only what no release takes is refused here. */
const date = z.string().regex(/^[\w:+., /-]+$/, 'must be a date such as "2026-01-31" or "2026-01-31 12:00:00Z"');

const span = z.union([z.int().nonnegative(), z.string().regex(/^\d+$/)]);
const durationFields = Object.fromEntries(
  ["years", "months", "weeks", "days", "hours", "minutes", "seconds"].map((unit) => [
    unit,
    span.optional().meta({ description: `Number of ${unit}.` }),
  ]),
);
const notEmpty = (value: object) => Object.keys(value).length > 0;

const duration = z
  .strictObject(durationFields)
  .refine(notEmpty, "needs a unit, such as hours")
  .meta({ description: "A length of time.", name: "Duration" });

const range = z.union(
  [z.int().nonnegative(), z.string().regex(/^\d+(-\d*)?$/)],
  'must be a number or a range such as "9-16"',
);
const specFields = {
  seconds: "0-59",
  minutes: "0-59",
  hours: "0-23",
  monthdays: "1-31",
  weekdays: "1 (Monday) to 7",
  yeardays: "1-366",
  months: "1-12",
  weeks: "1-53",
  years: "such as 2026",
  weekyears: "such as 2026",
  moon: "0 (new) to 7; gone in Pacemaker 3",
};
const dateSpec = z
  .strictObject(
    Object.fromEntries(
      Object.entries(specFields).map(([unit, values]) => [
        unit,
        range.optional().meta({ description: `A number or a range, both ends included, ${values}.` }),
      ]),
    ),
  )
  .refine(notEmpty, "needs a unit, such as hours")
  .meta({
    description: "Times that fit all of these, like a line of cron's, in the time zone of the nodes.",
    name: "DateSpec",
  });

const own = { id: id.optional().meta({ description: "Its id in the CIB. Default: made from the rule's." }) };

/** crm prints it as it is: with these it could not read its own configuration again, or crashes on it. */
const compared = scalar.refine(
  (value) => !/['"\\{}]/.test(String(value)),
  "cannot have quotation marks, backslashes or braces, which crm cannot read back in a rule",
);

const attributeExpression = z
  .strictObject({
    attribute: pairName.meta({ description: "A node attribute, such as #uname, #kind, pingd." }),
    operation: z
      .enum(["lt", "gt", "lte", "gte", "eq", "ne", "defined", "not_defined"])
      .meta({ description: "How it is compared." }),
    value: compared.optional().meta({ description: "What it is compared with; none for defined and not_defined." }),
    type: z
      .enum(["string", "integer", "number", "version"])
      .optional()
      .meta({ description: "Compared as what. Default: as numbers for lt, lte, gte, gt, else as text." }),
    valueSource: z
      .enum(["literal", "param", "meta"])
      .optional()
      .meta({ description: "Where value comes from: itself, or a parameter or meta attribute. Default: literal." }),
    ...own,
  })
  .superRefine(({ operation, value, valueSource = "literal" }, context) => {
    // crm crashes on any other.
    if (value !== undefined && valueSource !== "literal" && !pairName.safeParse(value).success)
      problem(context, "valueSource", `${valueSource} needs a name as value`);
    const asksOnly = operation === "defined" || operation === "not_defined";
    if (asksOnly && value !== undefined) problem(context, "value", `cannot be together with ${operation}`);
    if (!asksOnly && value === undefined) problem(context, "value", `is required with ${operation}`);
  })
  .meta({ description: "A comparison of a node attribute (expression).", name: "AttributeExpression" });

/** What each comparison of the present time needs, and what it takes besides. */
const dateParts: Readonly<Record<string, { needs: readonly string[]; takes: readonly string[] }>> = {
  gt: { needs: ["start"], takes: [] },
  lt: { needs: ["end"], takes: [] },
  in_range: { needs: [], takes: ["start", "end", "duration"] },
  date_spec: { needs: ["spec"], takes: [] },
};

function whatDateNeeds(value: Readonly<Record<string, unknown>>, context: z.RefinementCtx): void {
  const date = String(value["date"]);
  const there = (name: string) => value[name] !== undefined;
  const { needs, takes } = dateParts[date] ?? { needs: [], takes: ["start", "end", "duration", "spec"] };
  for (const name of needs) if (!there(name)) problem(context, name, `is required with ${date}`);
  for (const name of ["start", "end", "duration", "spec"])
    if (there(name) && ![...needs, ...takes].includes(name)) problem(context, name, `cannot be together with ${date}`);
  if (date !== "in_range") return;
  if (there("end") && there("duration")) problem(context, "duration", "cannot be together with end");
  if (!there("end") && !there("start")) problem(context, "start", "is required with in_range, or end");
}

const dateExpression = z
  .strictObject({
    date: z.enum(["gt", "lt", "in_range", "date_spec"]).meta({
      description:
        "How the present time is compared (operation): after `start`, before `end`, between them, or within `spec`.",
    }),
    start: date
      .optional()
      .meta({ description: 'Begin, for gt and in_range, such as "2026-01-31" or "2026-01-31 12:00:00Z".' }),
    end: date.optional().meta({ description: "End, for lt and in_range, in the same form." }),
    duration: duration.optional().meta({ description: "With start and in_range, instead of end." }),
    spec: dateSpec.optional().meta({ description: "For date_spec." }),
    ...own,
  })
  .superRefine(whatDateNeeds, evenIfWrong)
  .meta({ description: "A comparison of the present time (date_expression).", name: "DateExpression" });

// crm could not read the CIB with others in it.
const agentPart = z.string().regex(/^[\w.@:/-]+$/, "must be a part of an agent's name, such as ocf");

const resourceExpression = z
  .strictObject({
    resource: z
      .strictObject({
        class: agentPart.optional().meta({ description: "Such as ocf." }),
        provider: agentPart.optional().meta({ description: "Such as heartbeat." }),
        type: agentPart.optional().meta({ description: "Such as IPaddr2." }),
      })
      .meta({ description: "What the agent is; what is left out fits all.", name: "AgentPattern" }),
    ...own,
  })
  .meta({ description: "Resources of some agents, in defaults only (rsc_expression).", name: "ResourceExpression" });

const operationExpression = z
  .strictObject({
    operationName: operationName.meta({ description: "The operation's name, such as monitor." }),
    interval: time.optional().meta({ description: "Its interval. Default: any." }),
    ...own,
  })
  .meta({ description: "Some operations, in operation defaults only (op_expression).", name: "OperationExpression" });

/** A rule within a rule; zod tells of it here, because a schema that holds itself has no end for the generator. */
const nested: z.ZodType<RuleValue> = z
  .custom<RuleValue>(() => true)
  .superRefine((value, context) => {
    for (const issue of issuesOf(ruleSchema, value)) context.addIssue({ code: "custom", ...issue, continue: false });
  })
  .meta({ refersTo: "Rule" });

const expressions = z
  .array(z.union([attributeExpression, dateExpression, resourceExpression, operationExpression, nested]))
  .min(1)
  .optional();

const ruleSchema = z
  .strictObject({
    all: expressions.meta({ description: "It holds where all of these do (boolean-op and)." }),
    any: expressions.meta({ description: "It holds where one of these does (boolean-op or)." }),
    score: score.optional().meta({
      description:
        "In a location: what it counts for the nodes where it holds. In a set the set's own score is the one to use.",
    }),
    scoreAttribute: pairName
      .optional()
      .meta({ description: "The node attribute that has the score (score-attribute)." }),
    role: role.optional().meta({ description: "It counts for this role only." }),
    id: id.optional().meta({ description: "Its id in the CIB. Default: made from what it is in." }),
  })
  .superRefine(exactlyOne(["all", "any"], "all or any"), evenIfWrong)
  .refine(({ score, scoreAttribute }) => score === undefined || scoreAttribute === undefined, {
    path: ["scoreAttribute"],
    error: "cannot be together with score",
  });

export interface RuleValue {
  all?: Expression[] | undefined;
  any?: Expression[] | undefined;
  score?: number | string | undefined;
  scoreAttribute?: string | undefined;
  role?: string | undefined;
  id?: string | undefined;
}
export type Expression =
  | z.infer<typeof attributeExpression>
  | z.infer<typeof dateExpression>
  | z.infer<typeof resourceExpression>
  | z.infer<typeof operationExpression>
  | RuleValue;

const described = {
  description: "Expressions, and where or when they hold.",
  name: "Rule",
  see: "Pacemaker Explained, Rules",
};

/** Where an expression that is not for all places belongs. */
const places = {
  resource: "is for the defaults of resources and operations only",
  operationName: "is for the defaults of operations only",
} as const;

function refuse(value: unknown, fields: readonly (keyof typeof places)[], context: z.RefinementCtx): void {
  const visit = (each: unknown, path: readonly PropertyKey[]): void => {
    if (typeof each !== "object" || each === null) return;
    for (const field of fields)
      if (field in each) context.addIssue({ code: "custom", path: [...path, field], message: places[field] });
    for (const list of ["all", "any"] as const) {
      const inner: unknown = (each as RuleValue)[list];
      if (Array.isArray(inner)) for (const [i, one] of inner.entries()) visit(one, [...path, list, i]);
    }
  };
  visit(value, []);
}

/** A rule of the defaults of operations, where every expression means something. */
export const operationRule = ruleSchema.meta(described);
export const resourceRule = operationRule.superRefine((value, context) => {
  refuse(value, ["operationName"], context);
});
/** A rule anywhere else. */
export const rule = operationRule.superRefine((value, context) => {
  refuse(value, ["resource", "operationName"], context);
});
export type Rule = z.infer<typeof rule>;
