import * as pulumi from "@pulumi/pulumi";
import { connectionArgs, providerSchema, type ProviderSettings } from "../provider/connection";
import { PacemakerError } from "../provider/errors";
import { problemsOf } from "../provider/problems";
import { connect, type Connections } from "../provider/ssh";
import type { Provider } from "./provider";
import { settingsOf } from "./settings";

/** Which cluster is asked. */
export interface ReadOptions {
  provider: Provider;
}

interface Open {
  connections: Connections;
  readers: number;
}

const open = new Map<string, Open>();

/** All that read from one cluster at the same time share its connections; the last one closes them. */
async function reading<Answer>(settings: ProviderSettings, read: (connections: Connections) => Promise<Answer>) {
  const problems = problemsOf(providerSchema, settings);
  if (problems.length > 0) throw new pulumi.RunError(`the provider's ${problems.join("; ")} [INVALID_ARGUMENT]`);
  const key = JSON.stringify(settings);
  const shared = open.get(key) ?? { connections: connect(connectionArgs(settings)), readers: 0 };
  open.set(key, shared);
  shared.readers++;
  try {
    return await read(shared.connections);
  } catch (error) {
    // Pulumi shows a RunError as it is, and any other with the stack of our own code.
    throw error instanceof PacemakerError ? new pulumi.RunError(error.message) : error;
  } finally {
    shared.readers--;
    if (shared.readers === 0) {
      open.delete(key);
      shared.connections.close();
    }
  }
}

/**
 * Asks the cluster from the program's own process, once the provider's hosts are known: in a preview whose machines
 * are still to be made the answer is unknown. A password in the provider's arguments does not make the answer a
 * secret, as the answer does not hold it; secret hosts or arguments of the question do.
 */
export function ask<Args, Answer>(
  { provider }: ReadOptions,
  args: pulumi.Output<Args>,
  read: (connections: Connections, args: Args) => Promise<Answer>,
): pulumi.Output<Answer> {
  const { hosts, others } = settingsOf(provider);
  const settings = pulumi
    .all([hosts, pulumi.unsecret(others)])
    .apply(([addresses, rest]) => ({ ...rest, hosts: addresses }));
  return settings.apply<Answer>((known) =>
    args.apply<Answer>((asked) => reading(known, (connections) => read(connections, asked))),
  );
}
