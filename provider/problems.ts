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

/** How many letters are to be put in, left out, changed or swapped with the next one. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let j = 0; j <= b.length; j++) (rows[0] ?? [])[j] = j;
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      (rows[i] ?? [])[j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (same ? 0 : 1),
        ...(swapped ? [at(i - 2, j - 2) + 1] : []),
      );
    }
  return at(a.length, b.length);
}

const plain = (word: string) => word.toLowerCase().replace(/[-_. ]/g, "");

/** The known word that was most likely meant; undefined where none is near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const near = [...known]
    .map((each) => ({ each, far: distance(plain(word), plain(each)), length: Math.min(word.length, each.length) }))
    .filter(({ far, length }) => far < length && far <= Math.max(1, length / 3));
  return near.sort((a, b) => a.far - b.far)[0]?.each;
}

/** An ending for what is said of a word that is not known. */
export function orNearest(word: string, known: Iterable<string>): string {
  const near = nearest(word, known);
  return near === undefined ? "" : `; did you mean ${near}?`;
}
