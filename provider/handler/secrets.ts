import { z } from "zod";
import { textOf } from "../cib/meaning";
import type { CommonArgs, Schema } from "../kinds/kind";

/** The values at the paths that the sdk says are secret: `params.passwd`, or a whole argument. */
function secretValues(properties: Readonly<Record<string, unknown>>): string[] {
  const paths = properties["__secrets"];
  if (!Array.isArray(paths)) return [];
  return paths.flatMap((path) => valuesAt(properties, String(path)).flatMap(leaves)).flatMap(spellings);
}

/** What is at a path; a name on the way may have dots of its own. */
function valuesAt(value: unknown, path: string): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    if (path === key) return [each as unknown];
    return path.startsWith(`${key}.`) ? valuesAt(each, path.slice(key.length + 1)) : [];
  });
}

function leaves(value: unknown): string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(leaves);
  return value === undefined || value === null ? [] : [textOf(value)];
}

/** As it may stand in a text: as it is, in JSON, in XML. */
const spellings = (secret: string): string[] => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"),
];

/** A text for people with every secret of the resource taken out, and those `others`. */
export const hideSecrets = (
  text: string,
  properties: Readonly<Record<string, unknown>>,
  others: Iterable<string> = [],
): string =>
  [...secretValues(properties), ...others]
    .filter((secret) => secret.length > 0 && text.includes(secret))
    .sort((a, b) => b.length - a.length)
    .reduce((hidden, secret) => hidden.replaceAll(secret, "[secret]"), text);

/** Shorter ones, and these, would take words out of what is said of others. */
const isTelling = (secret: string): boolean => secret.length >= 3 && !/^(true|false)$/i.test(secret);

/**
 * What this process has been told to be secret, in this run's program or in the last one's: what is said of a group may
 * be about its member, and an agent stops with the password that it was started with.
 */
export class Secrets {
  private readonly known = new Set<string>();

  learn(...all: readonly Readonly<Record<string, unknown>>[]): void {
    for (const each of all.flatMap(secretValues).filter(isTelling)) this.known.add(each);
  }

  hide(text: string, properties: Readonly<Record<string, unknown>>): string {
    return hideSecrets(text, properties, this.known);
  }
}

export const secrets = new Secrets();

/** Arguments that are secret in the program and cannot be kept so in the cluster, as problems. */
export const secretsInSight = (schema: Schema<CommonArgs>, paths: readonly string[]): string[] =>
  paths.flatMap((path) => {
    const field = schema.shape[path.split(".")[0] ?? ""];
    const meta = field instanceof z.ZodType ? (field.meta() as { noSecret?: boolean } | undefined) : undefined;
    return meta?.noSecret ? [`${path}: is a secret, and every user of the node could see it`] : [];
  });
