import { z } from "zod";
import type { Element } from "../cib/element";
import { parseBoolean, parseScore, parseTime } from "../cib/meaning";
import { formerRoles, roles } from "../cib/terms";
import { readPairs, type Same } from "../cib/pairs";
import { own } from "../own";

/**
 * What crm and the CIB of every supported version carry unchanged. Refused: control characters (a newline ends a
 * statement of crm's), a backslash at the end or before a quotation mark (crm could never read its own configuration
 * again), and a character beyond ASCII in company with `&`, `"` or `<` (Pacemaker 2.1 prints such a value as malformed
 * XML).
 */
export function whyNotText(value: string): string | undefined {
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]/.test(value))
    return "has a control character (a newline, a tab, NUL …)";
  if (!value.isWellFormed()) return "has half of a surrogate pair";
  if (/\\("|$)/.test(value)) return "has a backslash at its end or before a quotation mark, which crm cannot read back";
  if (/[^ -~]/.test(value) && /[&"<]/.test(value))
    return 'has characters beyond ASCII together with &, " or <, which Pacemaker 2.1 stores damaged';
  return undefined;
}

export const text = z.string().superRefine((value, context) => {
  const why = whyNotText(value);
  if (why !== undefined) context.addIssue({ code: "custom", message: why });
});

const idForm = /^[A-Za-z_][\w.-]*$/;
export const idRule = "must begin with a letter or _, followed by letters, digits, _ . - only";

/** An id in the CIB. */
const idText = (form: string) => z.string(form).max(255).regex(idForm, idRule);
export const id = idText("must be an id, as plain text").meta({ form: "id" });

/** crm could not read the CIB with another one in it. */
export const nodeName = z
  .string()
  .max(255)
  .regex(/^\w[\w.-]*$/, "must be a node's name: letters, digits, _ . - only");

/** Text that crm prints as it is: with others it could not read its own configuration again. */
export const unquoted = text.regex(
  /^[^'"\\]*$/,
  "cannot have quotation marks or backslashes, which crm cannot read back there",
);

/** A regular expression, with which crm could not do either where there are quotation marks in it. */
export const pattern = text
  .regex(/^[^'"]+$/, "must be a regular expression without quotation marks")
  .refine(isExpression, "is no regular expression");

function isExpression(value: string): boolean {
  try {
    return new RegExp(value) instanceof RegExp;
  } catch {
    return false;
  }
}

/** A parameter's, meta attribute's or property's name. */
export const pairName = z
  .string()
  .max(255)
  .regex(/^[A-Za-z_#][\w.:#-]*$/, "must begin with a letter, _ or #, followed by letters, digits, _ . : # - only");

export const operationName = z.string().regex(/^[a-z][\w-]*$/, "must be an operation's name, such as monitor");

/** A value as crm takes it: text, or a number or boolean that becomes text. */
export const scalarOfText = (form: z.ZodType<string>) =>
  z.union([form, z.number(), z.boolean()], "must be text, a number, true or false").meta({ form: "scalar" });
export const scalar = scalarOfText(text);
export type Scalar = string | number | boolean;

export const integer = z.union([z.int(), z.string().regex(/^-?\d+$/)], "must be an integer");

/** Names and values. */
export const pairs = z.record(pairName, scalar);

/** A time as Pacemaker takes it: seconds as a number, or text with a unit (`500ms`, `10s`, `1min`, `2h`). */
export const time = z
  .union([
    z
      .number()
      .nonnegative()
      .max(2 ** 31),
    z.string(),
  ])
  .refine(
    (value) => parseTime(String(value)) !== undefined,
    'must be a time such as 10, "10s", "500ms", "1min" or "2h"',
  )
  .meta({ form: "time" });

/** An integer within ±1000000, or INFINITY / -INFINITY (also `inf`). */
export const score = z
  .union([z.number().int(), z.string()])
  .refine((value) => parseScore(String(value)) !== undefined, 'must be an integer, "INFINITY" or "-INFINITY"')
  .meta({ form: "score" });

export const boolean = z
  .union([z.boolean(), z.string()])
  .refine((value) => parseBoolean(String(value)) !== undefined, 'must be true or false (also "yes", "no", "on", "off")')
  .meta({ form: "boolean" });

/** A resource's role, in today's terms or in those before. */
export const role = z.enum([...roles, ...formerRoles]).meta({ form: "role" });

/** An agent: `ocf:heartbeat:apache`, `systemd:nginx`, `stonith:fence_ipmilan`. */
export const agent = z
  .string()
  .regex(
    /^(ocf:[\w.-]+:[\w.-]+|(systemd|service|lsb|stonith|upstart|nagios):[\w.@:/-]+)$/,
    'must be an agent with its class, such as "ocf:heartbeat:apache", "systemd:nginx" or "stonith:fence_ipmilan"',
  );

const limitOf = (what: string) =>
  time.optional().meta({
    description: `Limit of ${what}. Default: the provider's, else 5 minutes; of a Cluster 20 minutes.`,
  });

/** How long an operation of ours may take in all, the wait for the cluster included. */
export const timeouts = z
  .strictObject({
    create: limitOf("a create"),
    update: limitOf("an update"),
    delete: limitOf("a delete"),
  })
  .meta({
    description: 'How long to wait until the cluster has done it, each a time such as "90s" or "10min".',
    name: "Timeouts",
  });

/** How far a create or an update goes. */
export const awaits = z.enum(["settled", "committed"]);

/** What every resource takes. */
export const common = {
  adopt: z.boolean().optional().meta({
    description:
      "Take an existing object over even when it differs. Without it an object that is equal in meaning is taken, and one that differs is an error; a SysctlSetting takes what is there in any case, and gives it back. Default: false.",
  }),
  timeouts: timeouts.optional(),
  await: awaits.optional().meta({
    description:
      '"settled": a create or an update waits until the cluster has done it; "committed": only until it is in the CIB, and what comes of it nobody says. A delete waits in any case; a Cluster always waits, and for a SysctlSetting there is nothing to wait. Default: the provider\'s, else "settled".',
  }),
};

/** A program may leave it out: the sdk fills the resource's name in. */
export const named = <Field extends z.ZodType>(field: Field, description: string) =>
  field.meta({ fromName: true, description: `${description} Default: the resource's name.` });

export const cibId = named(id, "The object's id in the CIB; it stays when the resource is renamed in the program.");

/** Ids of what holds parts of an object: with them a program says a configuration to the letter, as an export does. */
export const partIds = <Name extends string>(name: string, parts: readonly Name[]) =>
  z
    .strictObject(
      Object.fromEntries(
        parts.map((part) => [part, id.optional().meta({ description: `Of the \`${part}\`.` })]),
      ) as Record<Name, z.ZodOptional<typeof id>>,
    )
    .optional()
    .meta({
      description:
        "Ids in the CIB of what holds parts of it. Only what is not there yet gets them. Default: made from its own id, as crm does.",
      name,
    });

/** What a resource of the program is called in the cluster. */
export const reference = (description: string) =>
  idText("must be the resource itself, or its id").meta({ form: "reference", description });

export const references = (description: string) =>
  z
    .array(idText("must be the resource itself, or its id").meta({ form: "reference" }))
    .min(1)
    .refine((ids) => new Set(ids).size === ids.length, "names a resource twice")
    .meta({ description });

export const asPairs = (record: Readonly<Record<string, Scalar>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, String(value)]));

type Fields = Readonly<Record<string, unknown>>;

export const problem = (context: z.RefinementCtx, name: string, message: string): void => {
  context.addIssue({ code: "custom", path: [name], message });
};

/** What arguments say together is judged also where one of them is wrong: every problem at once. */
export const evenIfWrong = {
  when: ({ value }: { value: unknown }): boolean => typeof value === "object" && value !== null,
};

/** One of these, and only one; `words` says which are meant. */
export const exactlyOne =
  (names: readonly [string, ...string[]], words: string) =>
  (value: Fields, context: z.RefinementCtx): void => {
    const [first, ...more] = names.filter((name) => value[name] !== undefined);
    if (first === undefined) problem(context, names[0], `is required: ${words}`);
    else for (const name of more) problem(context, name, `cannot be together with ${first}`);
  };

/**
 * A constraint names its resources one by one, in all the fields of `single`, or in `sets`; `more` says something of
 * the single ones.
 */
export const oneOf =
  (words: string, single: readonly string[], more: readonly string[]) =>
  (value: Fields, context: z.RefinementCtx): void => {
    const there = (name: string) => value[name] !== undefined;
    if (there("sets"))
      for (const name of [...single, ...more].filter(there)) problem(context, name, "cannot be together with sets");
    else
      for (const name of single.filter((each) => !there(each)))
        problem(context, name, `is required: ${words}, or sets`);
  };

/** The live values of the wanted names; those that say the same keep the program's own spelling (numbers, booleans). */
export function readScalars(
  live: Element,
  tag: string,
  wanted: Readonly<Record<string, Scalar>>,
  same: Same,
): Record<string, Scalar> {
  return asSpelled(readPairs(live, tag, asPairs(wanted), same), wanted);
}

/** Those of the wanted names that are there, as the program writes what becomes the very same text. */
export const asSpelled = (
  found: Readonly<Record<string, string | undefined>>,
  wanted: Readonly<Record<string, Scalar>>,
): Record<string, Scalar> =>
  Object.fromEntries(
    Object.entries(wanted).flatMap(([name, said]) => {
      const value = own(found, name);
      return value === undefined ? [] : [[name, String(said) === value ? said : value]];
    }),
  );
