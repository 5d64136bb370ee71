import type * as pulumi from "@pulumi/pulumi";

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

const byProvider = new WeakMap<object, Declared>();

function declaredFor(provider: pulumi.ProviderResource): Declared {
  const declared = byProvider.get(provider) ?? { naming: new Map(), decisions: new Set(), running: new Set() };
  byProvider.set(provider, declared);
  return declared;
}

export function declareNaming(provider: pulumi.ProviderResource, name: string, resources: readonly string[]): void {
  const { naming } = declaredFor(provider);
  for (const id of resources) if (id !== name) naming.set(id, (naming.get(id) ?? new Set()).add(name));
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

export function declareDecision(provider: pulumi.ProviderResource, name: string): void {
  declaredFor(provider).decisions.add(name);
}

export function declareRunning(provider: pulumi.ProviderResource, id: string): void {
  declaredFor(provider).running.add(id);
}

export const companyOf = (
  provider: pulumi.ProviderResource,
  id: string,
  { ofCluster }: { ofCluster: boolean },
): Promise<string[]> =>
  new Promise((resolve) => {
    setImmediate(() => {
      const { naming, decisions, running } = declaredFor(provider);
      const all = [...namersOf(naming, id), ...decisions, ...(ofCluster ? running : [])];
      resolve(all.filter((each) => each !== id).sort());
    });
  });
