import type { z } from "zod";

/** Stands in the engine's calls for a value that is not known before the update. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const hasUnknown = (value: unknown): boolean =>
  value === unknownValue || (typeof value === "object" && value !== null && Object.values(value).some(hasUnknown));

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((each, key) => (each as Record<PropertyKey, unknown> | undefined)?.[key], value);

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly code?: string | undefined;
  readonly errors?: readonly (readonly Issue[])[];
  readonly keys?: readonly string[];
}

/** A union's problem is that of the form that the value came closest to. */
function deepest({ path, message, code, errors }: Issue): Issue {
  const forms = code === "invalid_union" ? (errors ?? []) : [];
  const inner = forms
    .filter((issues) => issues.every((each) => each.code !== "invalid_type" || each.path.length > 0))
    .sort((a, b) => a.length - b.length)[0]?.[0];
  if (!inner) return { path, message };
  const found = deepest(inner);
  return { path: [...path, ...found.path], message: found.message };
}

/** What is wrong, of each place in its own words; what is not known yet is not judged. */
export const issuesOf = (schema: z.ZodType, value: unknown): { path: PropertyKey[]; message: string }[] =>
  (schema.safeParse(value).error?.issues ?? [])
    .filter(({ path }) => !hasUnknown(valueAt(value, path)))
    .map((issue) => {
      const { path, message } = deepest(issue);
      return { path: [...path], message };
    });

/** Every problem of a resource's arguments, each with the field's path. */
export const problemsOf = (schema: z.ZodType, args: unknown): string[] =>
  issuesOf(schema, args).map(({ path, message }) =>
    path.length === 0 ? message : `${path.map(String).join(".")}: ${message}`,
  );
