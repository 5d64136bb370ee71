import * as pulumi from "@pulumi/pulumi";
import { configPrefix, providerSchema } from "../provider/connection";
import type { ProviderArgs } from "./args";
import { checked } from "./checked";

/** The hosts that exist, and null for each that is still to be made: what is unknown would hide the whole plan. */
async function knownHosts(hosts: ProviderArgs["hosts"]): Promise<(string | null)[]> {
  const known = async (host: pulumi.Input<unknown>) => {
    const output = pulumi.output(host) as pulumi.Output<unknown> & Internals;
    return (await output.isKnown) ? output.promise() : null;
  };
  if (Array.isArray(hosts)) return (await Promise.all(hosts.map(known))) as (string | null)[];
  return ((await known(hosts)) as string[] | null) ?? [null];
}

/** Parts of an Output that the SDK keeps to itself: what is known, its value, what it comes from. */
interface Internals {
  isKnown: Promise<boolean>;
  promise(): Promise<unknown>;
  allResources?(): Promise<Set<pulumi.Resource>>;
  resources(): Set<pulumi.Resource>;
}

/** The machines that the hosts come from: they are made first, and go last. */
async function machines(hosts: ProviderArgs["hosts"]): Promise<pulumi.Resource[]> {
  const outputs = (Array.isArray(hosts) ? hosts : [hosts]).map((host) => pulumi.output(host as unknown) as unknown as Internals);
  const sets = await Promise.all(outputs.map((each) => each.allResources?.() ?? Promise.resolve(each.resources())));
  return sets.flatMap((set) => [...set]);
}

/**
 * A cluster and the way to it. Every resource of the cluster is given it: `{ provider: cluster }`.
 *
 * @example
 * const cluster = new pacemaker.Provider("web", {
 *   hosts: ["10.0.2.1", "10.0.2.2"],
 *   user: "admin",
 *   privateKeyFile: "~/.ssh/id_ed25519",
 *   sudo: true,
 * });
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs, opts: pulumi.ResourceOptions = {}) {
    const { hosts, ...others } = args;
    const settings = Object.entries(others)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [configPrefix + key, (pulumi.output(value as unknown) as pulumi.Output<unknown>).apply((each) => JSON.stringify(each))]);
    const reachable = knownHosts(hosts);
    super(
      "pulumi-nodejs",
      name,
      {
        [`${configPrefix}hosts`]: reachable.then((known) => JSON.stringify(known)),
        ...(Object.fromEntries(settings) as pulumi.Inputs),
        ...checked(`Provider ${name}`, providerSchema, {
          ...others,
          hosts: reachable.then((known) => known.filter((host) => host !== null)).then((known) => (known.length > 0 ? known : ["-"])),
        }),
      },
      { ...opts, dependsOn: dependencies(opts.dependsOn, machines(hosts)) },
    );
  }
}

type Dependencies = pulumi.ResourceOptions["dependsOn"];

function dependencies(own: Dependencies, more: Promise<pulumi.Resource[]>): Dependencies {
  return pulumi.all([own, more]).apply(([mine, found]) => {
    const list = mine === undefined ? [] : Array.isArray(mine) ? mine : [mine];
    return [...(list as pulumi.Resource[]), ...found];
  }) as Dependencies;
}
