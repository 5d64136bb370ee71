import * as pulumi from "@pulumi/pulumi";
import { pack } from "../provider/packed";
import { perObject } from "../provider/per-object";
import { nearest } from "../provider/problems";
import { soon, thisRun } from "./checked";

/**
 * What a program declares takes effect together: a resource is told which objects name it, and what decides whether it
 * may start, also where those are declared after it. All constructors of a program's synchronous part have run before
 * the promise resolves.
 */
interface Declared {
  /** By a resource's id: the constraints that name it, the groups and clones that it is in. */
  naming: Map<string, Set<string>>;
  /** What decides whether anything may start, or where. */
  decisions: Set<string>;
  /** What runs: whatever is said of the cluster as a whole is said for these. */
  running: Set<string>;
  /** By a resource's id: its agent. A check asks for all at once. */
  agents: Map<string, string>;
  /** By kind of name: who has it. */
  named: Map<string, string>;
  resources: DeclaredResource[];
  /** All of them in one text. */
  program: Promise<string> | undefined;
}

/** A resource as a check can judge it, once its arguments are known. */
export interface DeclaredResource {
  kind: string;
  label: string;
  args: Promise<unknown>;
  foreign: Promise<Record<string, string>>;
}

/** By the provider, as whatever stands for it. */
const declaredFor = perObject((): Declared => ({
  naming: new Map(),
  decisions: new Set(),
  running: new Set(),
  agents: new Map(),
  named: new Map(),
  resources: [],
  program: undefined,
}));

/** An object of a program, the resources that it is about, and what of it decides whether others may start. */
export function declare(
  provider: object,
  name: string,
  about: readonly unknown[] | "all",
  decidesStart: readonly string[],
): void {
  const { naming, decisions, running } = declaredFor(provider);
  // Not judged yet: it may be anything.
  const named = (about === "all" ? [] : about).filter((each) => typeof each === "string");
  for (const id of named) if (id !== name) naming.set(id, (naming.get(id) ?? new Set()).add(name));
  for (const each of decidesStart) decisions.add(each);
  if (named.includes(name)) running.add(name);
}

/** What names an id, and what names that: a constraint on a group is one on its members. */
function namersOf(naming: Declared["naming"], id: string, known = new Set<string>()): Set<string> {
  for (const each of naming.get(id) ?? [])
    if (!known.has(each)) {
      known.add(each);
      namersOf(naming, each, known);
    }
  return known;
}

export const companyOf = (provider: object, id: string, { ofCluster }: { ofCluster: boolean }): Promise<string[]> =>
  new Promise((resolve) => {
    setImmediate(() => {
      const { naming, decisions, running } = declaredFor(provider);
      // What only says something does not start: no decision is about it.
      const decided = ofCluster || running.has(id) ? decisions : [];
      const all = new Set([...namersOf(naming, id), ...decided, ...(ofCluster ? running : [])]);
      resolve([...all].filter((each) => each !== id).sort());
    });
  });

export function declareAgent(provider: object, id: string, agent: string): void {
  declaredFor(provider).agents.set(id, agent);
}

/** Of what was declared before, such as a template. */
export const declaredAgent = (provider: object, id: unknown): string | undefined =>
  typeof id === "string" ? declaredFor(provider).agents.get(id) : undefined;

/** Names are unique among those of a field; gives the resource that has it already. */
export function declareName(provider: object, field: string, name: string, label: string): string | undefined {
  const { named } = declaredFor(provider);
  thisRun().declared.add(name);
  const key = `${field} ${name}`;
  const other = named.get(key);
  if (other === undefined) named.set(key, label);
  return other;
}

const synchronousPart = (): Promise<void> => new Promise((resume) => setImmediate(resume));

/**
 * Those of some ids that the program does not declare, for whichever provider (two may lead to one cluster), each with
 * the one that may have been meant.
 */
export async function foreignOf(named: Promise<readonly string[]>): Promise<Record<string, string>> {
  const { declared } = thisRun();
  await synchronousPart();
  const foreign = (await named).filter((id) => !declared.has(id));
  return Object.fromEntries(foreign.map((id) => [id, nearest(id, declared) ?? ""]));
}

/** Its place among the others. */
export const declareResource = (provider: object, resource: DeclaredResource): number =>
  declaredFor(provider).resources.push(resource) - 1;

/** In one text, packed: those of which the arguments are known by now. */
async function textOf(resources: readonly DeclaredResource[]): Promise<string> {
  await synchronousPart();
  const moment = soon().then(() => undefined);
  const known = await Promise.all(
    resources.map(async ({ kind, label, args, foreign }) => ({
      kind,
      label,
      args: await Promise.race([args, moment]),
      foreign: await Promise.race([foreign, moment]),
    })),
  );
  return pack(JSON.stringify(known.filter(({ args }) => args !== undefined)));
}

/** Characters, over all resources of a provider: enough for a thousand and more to know all the others. */
const longestTelling = 4_000_000;

/**
 * What a check is told beside a resource's own arguments, in one text: the agents of all, what it names that nobody
 * declares, and all resources of its provider. The engine stops at the first that is refused, and then all that is wrong
 * is to be said; it may ask for any of them first; of a very large program only some know the others.
 */
export async function tellingOf(
  provider: object,
  place: number,
  foreign: Promise<Record<string, string>>,
): Promise<pulumi.Output<string>> {
  const declared = declaredFor(provider);
  declared.program ??= textOf(declared.resources);
  const text = await declared.program;
  const knowsAll = place === 0 || (place + 1) * text.length <= longestTelling;
  const telling = {
    agents: [...new Set(declared.agents.values())].sort(),
    foreign: await foreign,
    preview: pulumi.runtime.isDryRun(),
    ...(knowsAll && { program: text }),
  };
  return pulumi.secret(JSON.stringify(telling));
}
