import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { perObject } from "../provider/per-object";
import { problemsOf, unknownValue } from "../provider/problems";
import { isKnown, valueOf } from "./outputs";

/**
 * All problems of a program at once. The engine stops at the first resource that its provider refuses; so each
 * resource judges its own arguments here, and none is registered before all that the program has made so far have
 * done so. The provider's check comes after it and judges again.
 */
interface Run {
  judging: Set<Promise<string[]>>;
  /** What it calls its objects. */
  declared: Set<string>;
  /** Problems that were shown already, and with which error: each of a program's resources throws it. */
  shown: Set<string>;
  error?: pulumi.RunError;
}

/** Inline programs of the Automation API share a process. */
const runOf = perObject((): Run => ({ judging: new Set(), declared: new Set(), shown: new Set() }));
const noStack = {};

export const thisRun = (): Run => runOf(pulumi.runtime.getStackResource() ?? noStack);

/** Values that do not depend on other resources are there after a turn or two of the event loop. */
export const soon = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn++) await new Promise<void>((resume) => setImmediate(resume));
};

/** What is known of a value; what is not known yet becomes the engine's word for that. */
export async function knownPart(value: unknown): Promise<unknown> {
  if (pulumi.Output.isInstance(value)) return (await isKnown(value)) ? knownPart(await valueOf(value)) : unknownValue;
  if (value instanceof Promise) return knownPart(await value);
  if (Array.isArray(value)) return Promise.all(value.map(knownPart));
  if (typeof value !== "object" || value === null || pulumi.Resource.isInstance(value)) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(await Promise.all(entries.map(async ([key, each]) => [key, await knownPart(each)])));
}

/** The same error for each resource is shown once, and without the stack of our own code. */
function refuse(run: Run, problems: readonly string[]): never {
  const fresh = problems.filter((each) => !run.shown.has(each));
  if (run.error && fresh.length === 0) throw run.error;
  for (const each of fresh) run.shown.add(each);
  const count = fresh.length === 1 ? "1 problem" : `${fresh.length} problems`;
  run.error = new pulumi.RunError(
    `${count} in the program [INVALID_ARGUMENT]:\n${fresh.map((each) => `  ${each}`).join("\n")}`,
  );
  run.error.stack = run.error.message;
  throw run.error;
}

/** What of a resource is judged by now; values that come from other resources may take until those are there. */
const judgedBy = (moment: Promise<void>, problems: Promise<string[]>): Promise<string[]> =>
  Promise.race([problems, moment.then(() => [])]);

async function gate(run: Run): Promise<void> {
  await soon();
  const moment = soon();
  const problems = (await Promise.all([...run.judging].map((each) => judgedBy(moment, each)))).flat();
  if (problems.length > 0) refuse(run, problems);
}

/**
 * What a resource depends on: its own, and that nothing is wrong with the program, or with what is said in `more`. It is
 * not registered otherwise.
 */
export function checked(
  label: string,
  schema: z.ZodType,
  args: object,
  dependencies: readonly unknown[],
  more: readonly string[] = [],
): Promise<pulumi.Resource[]> {
  const run = thisRun();
  const problems = knownPart(args).then((known) =>
    [...more, ...problemsOf(schema, known)].map((problem) => `${label}: ${problem}`),
  );
  run.judging.add(problems);
  const accepted = async () => {
    await problems;
    await gate(run);
    // Pulumi takes lists, promises and outputs of resources here, at any depth.
    return dependencies.filter((each) => each !== undefined) as pulumi.Resource[];
  };
  return accepted();
}
