import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { problemsOf, unknownValue } from "../provider/problems";

/**
 * All problems of a program at once. The engine stops at the first resource that its provider refuses; so each
 * resource judges its own arguments here, and none is registered before all that the program has made so far have
 * done so. The provider's check comes after it and judges again.
 */
const judging = new Set<Promise<string[]>>();

/** Values that do not depend on other resources are there after a turn or two of the event loop. */
const soon = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn++) await new Promise<void>((resume) => setImmediate(resume));
};

/** What is known of a value; what is not known yet becomes the engine's word for that. */
async function knownPart(value: unknown): Promise<unknown> {
  if (pulumi.Output.isInstance(value)) {
    const output = value as pulumi.Output<unknown> & { isKnown: Promise<boolean>; promise(): Promise<unknown> };
    return (await output.isKnown) ? knownPart(await output.promise()) : unknownValue;
  }
  if (value instanceof Promise) return knownPart(await value);
  if (Array.isArray(value)) return Promise.all(value.map(knownPart));
  if (typeof value !== "object" || value === null || pulumi.Resource.isInstance(value)) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(await Promise.all(entries.map(async ([key, each]) => [key, await knownPart(each)])));
}

let failure: pulumi.RunError | undefined;

/** One error for all of them: thrown by each resource, it is shown once. */
function refuse(problems: readonly string[]): never {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  throw (failure ??= new pulumi.RunError(`${count} in the program:\n${problems.map((each) => `  ${each}`).join("\n")}`));
}

async function gate(): Promise<undefined> {
  await soon();
  const early = await Promise.race([Promise.all(judging), soon().then(() => undefined)]);
  const known = early ?? (await Promise.all([...judging].map((each) => Promise.race([each, soon().then(() => [])]))));
  const problems = known.flat();
  if (problems.length > 0) refuse(problems);
  return undefined;
}

/** An input that is never there, and whose rejection keeps a resource from being registered. */
export function checked(label: string, schema: z.ZodType, args: object): { __checked: Promise<undefined> } {
  const problems = knownPart(args).then((known) => problemsOf(schema, known).map((problem) => `${label}: ${problem}`));
  judging.add(problems);
  const own = async (): Promise<undefined> => {
    await gate();
    const mine = await problems;
    if (mine.length > 0) refuse(mine);
    return undefined;
  };
  return { __checked: own() };
}
