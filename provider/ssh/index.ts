import { PacemakerError } from "../errors";
import { type KeptHost, keptHost } from "./host";
import type { ConnectionArgs, Connections } from "./types";

export { firstHost, together } from "./first-host";
export { readPin } from "./known-hosts";
export type { Command, CommandOutput, ConnectionArgs, Connections, Host, HostKeys } from "./types";

export function connect(args: ConnectionArgs): Connections {
  const kept = new Map<string, KeptHost>(args.hosts.map((address) => [address, keptHost(args, address)]));
  return {
    hosts: args.hosts,
    host: async (address) => {
      const host = kept.get(address);
      if (host === undefined) throw new PacemakerError("INTERNAL", `${address} is none of the provider's hosts`);
      await host.opened();
      return host;
    },
    close: () => {
      for (const host of kept.values()) host.close();
    },
  };
}
