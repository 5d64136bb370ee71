import { killMachine } from "../../lab/lab";
import { setIsolated } from "../../lab/machines";
import { testCluster, type TestCluster } from "../lab/support/cluster";
import { isOver, sign, signed } from "./fault";

/** What may happen to the host that a run works on, or to the cluster, in the middle of the run. */
export interface Happening {
  /** What happens on the host while a command of ours runs there; `$1` is the connection's sshd. */
  there?: string;
  /** At which command, where not at the usual one. */
  command?: number;
  /** Succeeds on the host when that has happened. */
  proof?: string;
  /** Or what happens from outside while the run is held at the command. */
  outside?: (cluster: TestCluster) => Promise<unknown>;
  undo?: (cluster: TestCluster) => Promise<unknown>;
  /** Whether the run gets through depends on the moment; otherwise it must. */
  mayFail?: true;
  /** The cluster has lost what state knows: only a refresh brings it back. */
  isLoss?: true;
}

const onFirst = (script: string) => (cluster: TestCluster) => cluster.ask(1, script);

/** Cuts a machine off from the other members, but not from us. */
export const blackholes = (cluster: TestCluster, machine: number, add: "add" | "del"): Promise<string> =>
  cluster.ask(
    machine,
    cluster.hosts
      .filter((_, i) => i + 1 !== machine)
      .map((host) => `ip route ${add} blackhole ${host}/32`)
      .join("; "),
  );

/** Everything that a command of ours could be put into, as full as it is or empty again. */
const resize = (size: string) =>
  `for each in /dev/shm /run /tmp; do mount --options-mode ignore -o remount,size=${size} $each; done`;

/** Whichever member it is; the first one dies by itself in another row. */
async function killDc(cluster: TestCluster): Promise<void> {
  const seen = await cluster.ask(1, "crm_mon -1");
  await killMachine(cluster.lab.name, Number(/Current DC: node(\d)/.exec(seen)?.[1]));
}

/** Machines that are off are booted. */
const bootAll = () => testCluster();

const sshdSettings = "/etc/ssh/sshd_config.d/fault.conf";
const keys = "/etc/ssh/ssh_host_*";

/** To the machine that it works on, and to the way there. */
export const toHost: Record<string, Happening> = {
  "its disk is full": {
    there: resize("$(($(df -k --output=used $each | tail -1)))k"),
    proof: "df /run | grep 100%",
    undo: onFirst(resize("50%")),
  },
  "the connection hangs": { there: `kill -STOP $1 && ${sign}; sleep 40; kill -9 $1`, proof: signed },
  "sshd accepts and says nothing": {
    there: `kill -STOP $(systemctl show -P MainPID ssh) && kill -9 $1 && ${sign}`,
    proof: signed,
    undo: onFirst("kill -CONT $(systemctl show -P MainPID ssh)"),
  },
  "sshd lets only one in at a time, with one session": {
    there: `printf 'MaxSessions 1\\nMaxStartups 1\\n' >${sshdSettings}; systemctl reload ssh; kill -9 $1`,
    proof: `test -e ${sshdSettings}`,
    undo: onFirst(`rm ${sshdSettings}; systemctl reload ssh`),
  },
  "it comes back with another key": {
    there: `mkdir /var/tmp/keys; cp -p ${keys} /var/tmp/keys; rm ${keys}; ssh-keygen -A; systemctl restart ssh; kill -9 $1`,
    proof: "! cmp /var/tmp/keys/ssh_host_ed25519_key /etc/ssh/ssh_host_ed25519_key",
    undo: onFirst("mv /var/tmp/keys/* /etc/ssh; rmdir /var/tmp/keys; systemctl restart ssh"),
  },
  "it no longer lets us in": {
    there: "mv ~admin/.ssh/authorized_keys /var/tmp/; kill -9 $1",
    proof: "test -e /var/tmp/authorized_keys",
    undo: onFirst("mv /var/tmp/authorized_keys ~admin/.ssh/"),
  },
  "crm is killed": {
    command: 2,
    there: `for i in $(seq 1000); do ${isOver} && break; kill -9 $(pgrep -x crm) && ${sign} && break; sleep 0.02; done`,
    proof: signed,
  },
  "it can no longer be reached": {
    outside: ({ lab }) => setIsolated(lab, 1, true),
    undo: ({ lab }) => setIsolated(lab, 1, false),
  },
  "it dies": { outside: ({ lab }) => killMachine(lab.name, 1), undo: bootAll },
};

/** To the cluster, or to the machine as one of its members, which all still see each other. */
export const toCluster: Record<string, Happening> = {
  "its cluster is stopped": {
    there: "systemctl stop pacemaker",
    proof: "! systemctl --quiet is-active pacemaker",
    undo: onFirst("systemctl start pacemaker"),
  },
  "pacemakerd is killed there": {
    there: `pid=$(pgrep -x pacemakerd); kill -9 $pid && ${sign}`,
    proof: signed,
    undo: onFirst("systemctl start pacemaker"),
  },
  "it goes into standby": {
    there: "crm_standby -N node1 -v on",
    proof: "crm_standby -N node1 --quiet -G | grep on",
    undo: onFirst("crm_standby -N node1 -D"),
  },
  "the cluster is erased": { outside: onFirst("cibadmin --erase --force"), mayFail: true, isLoss: true },
};

/** To how the members see each other. */
export const toMembers: Record<string, Happening> = {
  // What is written before the cluster notices is in that partition alone, until it meets the others.
  "it is in a partition without quorum": {
    outside: (cluster) => blackholes(cluster, 1, "add"),
    undo: (cluster) => blackholes(cluster, 1, "del"),
    mayFail: true,
  },
  "another member is in a partition without quorum": {
    outside: (cluster) => blackholes(cluster, 3, "add"),
    undo: (cluster) => blackholes(cluster, 3, "del"),
    mayFail: true,
  },
  // With it goes what the others have not yet heard of.
  "the DC dies": { outside: killDc, undo: bootAll, mayFail: true },
};
