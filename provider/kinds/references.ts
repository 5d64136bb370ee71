import { z } from "zod";

/** Where arguments name another object of the cluster. */
export interface Reference {
  path: string;
  id: string;
}

type Change = (reference: Reference) => unknown;

const isReference = (schema: unknown): boolean =>
  schema instanceof z.ZodType && (schema.meta() as { form?: string } | undefined)?.form === "reference";

/** A record that somebody wrote, rather than an instance of a class. */
export const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Arguments with every reference to another object changed, at any depth; what its schema says is one. */
export function mapReferences(schema: unknown, value: unknown, change: Change, path = ""): unknown {
  const at = (key: string) => (path === "" ? key : `${path}.${key}`);
  // What is no text is not known yet, or wrong: it names nothing.
  if (isReference(schema)) return typeof value === "string" ? change({ path, id: value }) : value;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return mapReferences(schema.unwrap(), value, change, path);
  if (schema instanceof z.ZodUnion) {
    // Of an alternative that the value is not, nothing that it names fits.
    const form = schema.options.find((option) => z.safeParse(option, value).success);
    return form === undefined ? value : mapReferences(form, value, change, path);
  }
  if (Array.isArray(value))
    return schema instanceof z.ZodArray
      ? value.map((each, i) => mapReferences(schema.element, each, change, at(String(i))))
      : value;
  if (!isPlain(value)) return value;
  const fieldOf = (name: string): unknown =>
    schema instanceof z.ZodObject
      ? (schema.shape as Readonly<Record<string, unknown>>)[name]
      : schema instanceof z.ZodRecord
        ? schema.valueType
        : undefined;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, mapReferences(fieldOf(name), each, change, at(name))]),
  );
}

/** All of them, at any depth. */
export function referencesIn(schema: unknown, value: unknown): Reference[] {
  const found: Reference[] = [];
  mapReferences(schema, value, (reference) => found.push(reference));
  return found;
}
