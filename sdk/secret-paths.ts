import * as pulumi from "@pulumi/pulumi";
import { isKnown, isSecret, valueOf } from "./outputs";

/** Which arguments are secret, as paths: the engine hands plain values to a dynamic provider. */
export async function secretPaths(value: unknown, path = ""): Promise<string[]> {
  if (pulumi.Output.isInstance(value)) {
    if (await isSecret(value)) return [path];
    return (await isKnown(value)) ? secretPaths(await valueOf(value), path) : [];
  }
  if (value instanceof Promise) return secretPaths(await value, path);
  if (typeof value !== "object" || value === null || pulumi.Resource.isInstance(value)) return [];
  const entries = Object.entries(value).map(([key, each]) => secretPaths(each, path === "" ? key : `${path}.${key}`));
  return (await Promise.all(entries)).flat().sort();
}
