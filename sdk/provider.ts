import * as pulumi from "@pulumi/pulumi";
import { configPrefix, providerSchema } from "../provider/connection";
import type { ConnectionArgs, ProviderArgs } from "./args";
import { checked } from "./checked";
import { given, holdsSecret } from "./fields";
import { isKnown, sources } from "./outputs";
import { endsProgram } from "./program-end";
import { rememberSettings } from "./settings";

/**
 * An unknown setting would hide the whole plan: the engine asks nothing of a provider that has one. So what is still
 * to be made with its machine is left out, and null stands for a host that cannot be reached yet.
 */
async function reachable({ hosts, ...others }: ProviderArgs): Promise<unknown> {
  const complete = (await Promise.all(Object.values(others).map(isKnown))).every(Boolean);
  const known = async (value: unknown, otherwise: unknown) =>
    complete && (await isKnown(value)) ? pulumi.output(value) : otherwise;
  return Array.isArray(hosts) ? Promise.all(hosts.map((host) => known(host, null))) : known(hosts, [null]);
}

/**
 * As the engine itself writes JSON: in its debug output it looks for the secrets of the configuration as they are, and
 * as that shows them.
 */
const asEngine = (json: string): string =>
  json.replace(/[<>&\u2028\u2029]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`);

async function knownText(value: unknown): Promise<pulumi.Output<string> | undefined> {
  return (await isKnown(value)) ? pulumi.jsonStringify(value).apply(asEngine) : undefined;
}

/** Credentials are kept as secrets, also where the program gives them as plain text. */
const guarded = (key: string, value: unknown): unknown =>
  holdsSecret(Object.entries(providerSchema.shape).find(([name]) => name === key)?.[1]) ? pulumi.secret(value) : value;

function configuration(args: ProviderArgs): pulumi.Inputs {
  const settings = { ...given(args), hosts: reachable(args) };
  const texts = Object.entries(settings).map(([key, value]) => [configPrefix + key, knownText(guarded(key, value))]);
  return Object.fromEntries(texts) as pulumi.Inputs;
}

/** A cluster that the program makes: a `Cluster`. */
interface MadeCluster {
  connection: ConnectionArgs;
  hosts: pulumi.Output<string[]>;
}

/** The arguments of a provider of a cluster that the program makes: where nothing is said, it goes the cluster's way. */
export interface MadeClusterArgs extends Partial<ProviderArgs> {
  /** Its members are the hosts, whoever comes or goes. */
  cluster: MadeCluster;
}

function settingsFrom(args: ProviderArgs | MadeClusterArgs): ProviderArgs {
  if (!("cluster" in args)) return args;
  const { cluster, ...own } = args;
  return { ...cluster.connection, hosts: cluster.hosts, ...given(own) };
}

/**
 * A cluster and the way to it. Every resource of the cluster is given it: `{ provider: cluster }`.
 *
 * @example
 * ```ts
 * const cluster = new pacemaker.Provider("web", {
 *   hosts: ["10.0.2.1", "10.0.2.2", "10.0.2.3"],
 *   user: "admin",
 *   privateKeyFile: "~/.ssh/id_ed25519",
 *   sudo: true,
 * });
 * ```
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, from: ProviderArgs | MadeClusterArgs, opts: pulumi.ResourceOptions = {}) {
    const args = settingsFrom(from);
    // The machines that it leads to are made first, and go last.
    const dependsOn = endsProgram(
      checked(`Provider ${name}`, providerSchema, given(args), [opts.dependsOn, sources(args)]),
    );
    super("pulumi-nodejs", name, configuration(args), { ...opts, dependsOn });
    rememberSettings(this, args);
  }
}
