import { z } from "zod";

type Change = (id: string) => unknown;

const isReference = (schema: unknown): boolean =>
  schema instanceof z.ZodType && (schema.meta() as { form?: string } | undefined)?.form === "reference";

const isPlain = (value: unknown): value is object =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Arguments with every reference to another object changed, at any depth; what its schema says is one. */
export function mapReferences(schema: unknown, value: unknown, change: Change): unknown {
  if (isReference(schema)) return typeof value === "string" ? change(value) : value;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return mapReferences(schema.unwrap(), value, change);
  if (schema instanceof z.ZodUnion) {
    const form = schema.options.find((option) => (option as z.ZodType).safeParse(value).success);
    return form === undefined ? value : mapReferences(form, value, change);
  }
  if (Array.isArray(value))
    return schema instanceof z.ZodArray ? value.map((each) => mapReferences(schema.element, each, change)) : value;
  if (!isPlain(value)) return value;
  const fieldOf = (name: string): unknown =>
    schema instanceof z.ZodObject
      ? (schema.shape as Readonly<Record<string, unknown>>)[name]
      : schema instanceof z.ZodRecord
        ? schema.valueType
        : undefined;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, mapReferences(fieldOf(name), each, change)]),
  );
}

/** The ids of the objects that arguments refer to. */
export function referencesOf(schema: unknown, value: unknown): string[] {
  const found: string[] = [];
  mapReferences(schema, value, (id) => found.push(id));
  return found;
}
