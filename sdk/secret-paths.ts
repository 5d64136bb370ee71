import * as pulumi from "@pulumi/pulumi";

/** Which arguments are secret, as paths: the engine hands plain values to a dynamic provider. */
export async function secretPaths(value: unknown, path = ""): Promise<string[]> {
  if (pulumi.Output.isInstance(value)) {
    const output = value as pulumi.Output<unknown> & { isSecret: Promise<boolean>; isKnown: Promise<boolean>; promise(): Promise<unknown> };
    if (await output.isSecret) return [path];
    return (await output.isKnown) ? secretPaths(await output.promise(), path) : [];
  }
  if (value instanceof Promise) return secretPaths(await value, path);
  if (typeof value !== "object" || value === null || pulumi.Resource.isInstance(value)) return [];
  const entries = Object.entries(value).map(([key, each]) => secretPaths(each, path === "" ? key : `${path}.${key}`));
  return (await Promise.all(entries)).flat().sort();
}
