import { textOf } from "../cib/meaning";

/** The values at the paths that the sdk says are secret: `params.passwd`, or a whole argument. */
function secretValues(properties: Readonly<Record<string, unknown>>): string[] {
  const paths = properties["__secrets"];
  if (!Array.isArray(paths)) return [];
  return paths.flatMap((path) => leaves(valueAt(properties, String(path).split("."))));
}

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((each, key) => (each as Record<string, unknown> | undefined)?.[key], value);

function leaves(value: unknown): string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(leaves);
  return value === undefined || value === null ? [] : [textOf(value)];
}

/** A text for people with every secret of the resource taken out. */
export const hideSecrets = (text: string, properties: Readonly<Record<string, unknown>>): string =>
  secretValues(properties)
    .filter((secret) => secret.length > 0)
    .sort((a, b) => b.length - a.length)
    .reduce((hidden, secret) => hidden.replaceAll(secret, "[secret]"), text);
