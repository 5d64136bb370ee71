import { address, machineName } from "./names";

/** corosync.conf for these machines of the network. */
export function corosyncConf(net: number, machines: readonly number[]): string {
  const nodes = machines.map(
    (machine) => `  node {
    ring0_addr: ${address(net, machine)}
    name: ${machineName(machine)}
    nodeid: ${machine}
  }
`,
  );
  // The token is longer than the default: without a real-time priority a busy host may starve corosync for a second.
  return `totem {
  version: 2
  cluster_name: lab
  transport: knet
  crypto_cipher: aes256
  crypto_hash: sha256
  token: 3000
}

quorum {
  provider: corosync_votequorum
${machines.length === 2 ? "  two_node: 1\n" : ""}}

logging {
  to_logfile: no
  to_syslog: yes
}

nodelist {
${nodes.join("")}}
`;
}

/** /etc/hosts of a machine that knows these by their addresses. */
export function hostsFile(names: Readonly<Record<string, string>>): string {
  const lines = Object.entries(names).map(([at, name]) => `${at} ${name}\n`);
  return `127.0.0.1 localhost\n::1 localhost\n${lines.join("")}`;
}
