import { Cluster } from "../cluster/cluster";
import { configPrefix, connectionArgs, connectionDigest, providerSchema, type ProviderSettings } from "../connection";
import { onEngineGone } from "../engine";
import { PacemakerError } from "../errors";
import { perObject } from "../per-object";
import { connect } from "../ssh";

/** What the engine hands to `configure`. */
export interface EngineConfig {
  get(key: string): string | undefined;
}

export interface Configuration {
  settings: ProviderSettings;
  digest: string;
  /** False while a machine does not exist yet: nothing connects then. */
  known: boolean;
}

const noProvider = () =>
  new PacemakerError("NO_PROVIDER", "the resource has no pulumi-pacemaker provider", {
    hint: 'Give it one: new Primitive(…, { provider: cluster }), where cluster is a new pacemaker.Provider("name", { hosts: […] }).',
  });

/** Read once for all calls. */
const configurationOf = perObject((config: EngineConfig): Configuration => {
  const entries = Object.keys(providerSchema.shape).flatMap((key) => {
    const value = config.get(configPrefix + key);
    return value === undefined ? [] : [[key, JSON.parse(value) as unknown]];
  });
  const settings = Object.fromEntries(entries) as Omit<ProviderSettings, "hosts"> & { hosts: (string | null)[] };
  const known = settings.hosts.filter((host) => host !== null);
  return {
    settings: { ...settings, hosts: known },
    digest: connectionDigest({ ...settings, hosts: known }),
    known: known.length === settings.hosts.length,
  };
});

export function readConfiguration(config: EngineConfig | undefined): Configuration {
  if (config?.get(`${configPrefix}hosts`) === undefined) throw noProvider();
  return configurationOf(config);
}

const clusters = new Map<string, Cluster>();

onEngineGone(() => Promise.all([...clusters.values()].map((each) => each.written())));

/** All resources of a provider share one cluster, its connections and its writer. */
export function clusterOf({ settings, known }: Configuration): Cluster {
  if (!known || settings.hosts.length === 0)
    throw new PacemakerError("HOSTS_UNKNOWN", "the cluster's machines do not exist yet", {
      hint: "Let the provider's hosts be outputs of the machines, so that the engine makes those first.",
    });
  const key = JSON.stringify(settings);
  const cluster = clusters.get(key) ?? new Cluster(connect(connectionArgs(settings)));
  clusters.set(key, cluster);
  return cluster;
}
