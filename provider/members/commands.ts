import { printConf, type Conf } from "../corosync/conf";
import { PacemakerError } from "../errors";
import type { Command, CommandOutput, Host } from "../ssh/types";

/** What is done on one machine: constant scripts, each safe to be run again. */

const put = `
# A file is there whole, or as it was.
put() {
  new=$(mktemp "$3.XXXXXXXX") && cat "$1" >"$new" && chmod "$2" "$new" && sync "$new" || { rm -f "$new"; exit 1; }
  # Where a container has it mounted, it cannot be another file.
  mv -f "$new" "$3" 2>/dev/null || { cat "$1" >"$3"; rm -f "$new"; }
}
`;

const configureScript = `${put}
mkdir -p -m 755 /etc/corosync
if [ -f key64 ]; then
  base64 -d key64 >key || exit
  # By what it was the cluster is known as the same; see cluster/identity.ts.
  now=/etc/corosync/authkey
  if [ -f $now ] && ! cmp -s key $now; then
    { sha256sum <$now | cut -c1-16; cat $now.former 2>/dev/null; } | head -n 20 >former && put former 644 $now.former
  fi
  put key 400 $now
fi
[ ! -f names ] || put names 644 /etc/hosts
[ ! -f conf ] && exit
corosync -t -c "$PWD/conf" >test 2>&1 || { cat test >&2; exit 3; }
put conf 644 /etc/corosync/corosync.conf
`;

/** A member's configuration; what is not given stays. */
export interface Configuration {
  conf?: Conf;
  /** In base64. */
  key?: string;
  /** /etc/hosts. */
  names?: string;
}

async function run(host: Host, command: Command, what: string, hint?: string): Promise<CommandOutput> {
  const output = await host.run(command);
  if (output.status === 0) return output;
  const words = (output.stderr.trim() || output.stdout.trim()).split("\n").slice(-5).join("\n    ");
  throw new PacemakerError("MEMBER", `${what}: ${words || `exit status ${output.status}`}`, {
    host: host.address,
    ...(hint !== undefined && { hint }),
  });
}

export async function configure(host: Host, { conf, key, names }: Configuration): Promise<void> {
  const files = {
    ...(conf && { conf: printConf(conf) }),
    ...(key !== undefined && { key64: key }),
    ...(names !== undefined && { names }),
  };
  const command = { name: "writing corosync.conf", script: configureScript, files };
  await run(host, command, "Corosync's configuration cannot be written");
}

/** In base64. */
export async function readKey(host: Host): Promise<string> {
  const command = { name: "reading the key", script: "base64 -w 0 /etc/corosync/authkey" };
  return (await run(host, command, "the cluster's key cannot be read")).stdout.trim();
}

const restOf = "rm -rf /var/lib/pacemaker/cib/* /var/lib/pacemaker/pengine/* /var/lib/corosync/*";

/** What an earlier cluster, or the package's own of one node, has left. */
export const forget = (host: Host): Promise<CommandOutput> =>
  run(
    host,
    { name: "rm", script: `systemctl --quiet stop pacemaker corosync; ${restOf}` },
    "what is left of a cluster cannot be removed",
  );

const startScript = `
systemctl --quiet enable corosync pacemaker 2>&1 || exit
systemctl start corosync pacemaker && exit
for each in corosync pacemaker; do
  systemctl --quiet is-active $each || journalctl --no-pager --quiet --output cat --unit $each --lines 6
done >&2
exit 1
`;

export const start = (host: Host): Promise<CommandOutput> =>
  run(
    host,
    { name: "systemctl start corosync pacemaker", script: startScript, timeout: 120_000 },
    "the cluster's services do not start",
    "See `journalctl -u corosync -u pacemaker` there.",
  );

/** Resources on it stop, or move, unless they are unmanaged. */
export const stop = (host: Host, deadline: number): Promise<CommandOutput> =>
  run(
    host,
    {
      name: "systemctl stop pacemaker corosync",
      script: "systemctl stop pacemaker && systemctl stop corosync",
      timeout: Math.max(1000, deadline - Date.now()),
    },
    "the cluster's services do not stop",
    "See `journalctl -u pacemaker` there: a resource that does not stop is the usual cause.",
  );

const leaveScript = `${put}
systemctl --quiet disable pacemaker corosync 2>/dev/null
systemctl stop pacemaker corosync || exit
rm -f /etc/corosync/corosync.conf /etc/corosync/authkey /etc/corosync/authkey.former
${restOf}
[ ! -f names ] || put names 644 /etc/hosts
`;

/** It is a machine like any other again; the packages stay. */
export const leave = (host: Host, names: string, deadline: number): Promise<CommandOutput> =>
  run(
    host,
    {
      name: "leaving the cluster",
      script: leaveScript,
      files: { names },
      timeout: Math.max(1000, deadline - Date.now()),
    },
    "it cannot leave the cluster",
  );

/** All members read their configuration anew. */
export const reload = (host: Host): Promise<CommandOutput> =>
  run(
    host,
    { name: "corosync-cfgtool -R", script: "corosync-cfgtool -R" },
    "Corosync does not take its configuration",
    "See `journalctl -u corosync` on each member.",
  );

/** It is no error where the cluster does not know it any more. */
const forgetNodeScript = `
crm_node --force --remove "$(cat node)" 2>said && exit
crm_node --list | awk -v node="$(cat node)" '$2 == node { found = 1 } END { exit found }' && exit
cat said >&2
exit 1
`;

/**
 * Out of the CIB, and out of what the members remember: each for itself, or on Pacemaker 2.1 the next election of a
 * controller brings it back.
 */
export async function forgetNode(hosts: readonly Host[], node: string): Promise<void> {
  const command = { name: "crm_node --remove", script: forgetNodeScript, files: { node } };
  for (const host of hosts) await run(host, command, `${node} cannot be taken out of the CIB`);
}

/** Until the node leaves the cluster it runs nothing any more. */
export const drainNode = (host: Host, node: string, standby: boolean): Promise<CommandOutput> =>
  run(
    host,
    {
      name: "crm_attribute --name standby",
      script:
        'crm_attribute --node "$(cat node)" --name standby --lifetime reboot $([ -s standby ] && echo --update on || echo --delete)',
      files: { node, standby: standby ? "on" : "" },
    },
    `${node} cannot be put on standby`,
  );
