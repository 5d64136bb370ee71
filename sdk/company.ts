import type * as pulumi from "@pulumi/pulumi";

/**
 * What a program declares takes effect together: a resource is told which objects name it, and what decides fencing,
 * also where those are declared after it. All constructors of a program's synchronous part have run before the
 * promise resolves.
 */
interface Declared {
  /** By a resource's id: the constraints that name it. */
  naming: Map<string, Set<string>>;
  /** Properties and devices that decide fencing. */
  fencing: Set<string>;
}

const byProvider = new WeakMap<object, Declared>();

function declaredFor(provider: pulumi.ProviderResource): Declared {
  const declared = byProvider.get(provider) ?? { naming: new Map(), fencing: new Set() };
  byProvider.set(provider, declared);
  return declared;
}

export function declareNaming(
  provider: pulumi.ProviderResource,
  constraint: string,
  resources: readonly string[],
): void {
  const { naming } = declaredFor(provider);
  for (const id of resources) naming.set(id, (naming.get(id) ?? new Set()).add(constraint));
}

export function declareFencing(provider: pulumi.ProviderResource, name: string): void {
  declaredFor(provider).fencing.add(name);
}

export const companyOf = (provider: pulumi.ProviderResource, id: string): Promise<string[]> =>
  new Promise((resolve) => {
    setImmediate(() => {
      const { naming, fencing } = declaredFor(provider);
      resolve([...(naming.get(id) ?? []), ...fencing].filter((each) => each !== id).sort());
    });
  });
