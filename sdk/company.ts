/**
 * What a program declares takes effect together: a resource is told which objects name it, and what decides whether it
 * may start, also where those are declared after it. All constructors of a program's synchronous part have run before
 * the promise resolves.
 */
interface Declared {
  /** By a resource's id: the constraints that name it, the groups and clones that it is in. */
  naming: Map<string, Set<string>>;
  /** Properties and fencing devices that decide whether anything may start. */
  decisions: Set<string>;
  /** What runs: whatever is said of the cluster as a whole is said for these. */
  running: Set<string>;
}

/** By the provider, as whatever stands for it. */
const byProvider = new WeakMap<object, Declared>();

function declaredFor(provider: object): Declared {
  const declared = byProvider.get(provider) ?? { naming: new Map(), decisions: new Set(), running: new Set() };
  byProvider.set(provider, declared);
  return declared;
}

/** An object of a program, the resources that it is about, and what of it decides whether others may start. */
export function declare(
  provider: object,
  name: string,
  about: readonly unknown[] | "all",
  decidesStart: string | undefined,
): void {
  const { naming, decisions, running } = declaredFor(provider);
  // Not judged yet: it may be anything.
  const named = (about === "all" ? [] : about).filter((each) => typeof each === "string");
  for (const id of named) if (id !== name) naming.set(id, (naming.get(id) ?? new Set()).add(name));
  if (decidesStart !== undefined) decisions.add(decidesStart);
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
