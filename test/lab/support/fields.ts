import { z } from "zod";

/** Names that records have in the tests. */
const recordKeys: Readonly<Record<string, string>> = { params: "fake", meta: "custom", operations: "monitor" };

type Path = readonly string[];

/** Where something can stand in the arguments that a schema describes: every field, at any depth. */
export function pathsOf(schema: unknown, path: Path = []): Path[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return pathsOf(schema.unwrap(), path);
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([name, field]) => [
      [...path, name],
      ...pathsOf(field, [...path, name]),
    ]);
  if (schema instanceof z.ZodRecord)
    return withOwn(schema.valueType, [...path, recordKeys[path.at(-1) ?? ""] ?? "custom"]);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => pathsOf(option, path));
  if (schema instanceof z.ZodArray) return withOwn(schema.element, [...path, "0"]);
  return [];
}

const withOwn = (schema: unknown, path: Path): Path[] => [path, ...pathsOf(schema, path)];

/** The arguments with a value put in that place. */
export function withValue(args: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (/^\d+$/.test(key)) return [withValue({}, rest, value)];
  const known =
    typeof args === "object" && args !== null && !Array.isArray(args) ? (args as Record<string, unknown>) : {};
  return { ...known, [key]: withValue(known[key], rest, value) };
}
