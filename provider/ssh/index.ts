import { type KeptHost, keptHost } from "./host";
import type { ConnectionArgs, Connections } from "./types";

export { asOne, firstHost, together } from "./first-host";
export { readPin } from "./known-hosts";
export type { Command, CommandOutput, ConnectionArgs, Connections, Host, HostKeys } from "./types";

export function connect(args: ConnectionArgs): Connections {
  const kept = new Map<string, KeptHost>();
  let closed = false;
  const keep = (address: string): KeptHost => {
    const host = keptHost(args, address);
    kept.set(address, host);
    if (closed) host.close();
    return host;
  };
  return {
    hosts: args.hosts,
    host: async (address) => {
      const host = kept.get(address) ?? keep(address);
      await host.opened();
      return host;
    },
    close: () => {
      closed = true;
      for (const host of kept.values()) host.close();
    },
  };
}
