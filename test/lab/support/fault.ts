import type { TestCluster } from "./cluster";

/**
 * In sudo's place on one machine: every command of ours passes it. It counts them, and at the one that was chosen
 * something happens to the machine. $1 of what happens is the process of sshd that holds the connection.
 */
const wrapper = `#!/bin/sh
fault=/dev/shm/fault
[ -e $fault/left ] || exec /usr/bin/sudo "$@"
exec 9>>$fault/lock
flock 9
left=$(($(cat $fault/left) - 1))
echo $left >$fault/left
exec 9>&-
[ $left = 0 ] || exec /usr/bin/sudo "$@"
touch $fault/met
happen() { /usr/bin/sudo -n sh $fault/do "$1" >/dev/null 2>&1 </dev/null; }
case $(cat $fault/when) in
before)
  happen $PPID
  exec /usr/bin/sudo "$@" ;;
during)
  happen $PPID &
  exec /usr/bin/sudo "$@" ;;
after)
  /usr/bin/sudo "$@" >$fault/out 2>$fault/err
  status=$?
  happen $PPID
  cat $fault/out
  cat $fault/err >&2
  exit $status ;;
esac
`;

export interface Fault {
  /** What happens, as root on the machine; $1 is the connection's sshd. */
  happens: string;
  /** Relative to a command: before it starts, while it runs, when it is done and its answer is on the way. */
  when: "before" | "during" | "after";
  /** Which of our commands on that machine, from 1. */
  command: number;
}

/** The machine that a provider asks first. */
const machine = 1;

export const prepareFaults = (cluster: TestCluster): Promise<string> =>
  cluster.ask(machine, `cat >/usr/local/bin/sudo <<'WRAPPER'\n${wrapper}WRAPPER\nchmod 755 /usr/local/bin/sudo`);

export const forgetFaults = (cluster: TestCluster): Promise<string> =>
  cluster.ask(machine, "rm -rf /usr/local/bin/sudo /dev/shm/fault");

export const arm = (cluster: TestCluster, { happens, when, command }: Fault): Promise<string> =>
  cluster.ask(
    machine,
    `rm -rf /dev/shm/fault; mkdir -m 1777 /dev/shm/fault; cd /dev/shm/fault
     cat >do <<'HAPPENS'\n${happens}\nHAPPENS
     echo ${when} >when; touch lock; chmod 666 lock; echo ${command} >left; chmod 666 left`,
  );

/** Has it happened? The next command of ours passes untouched either way. */
export const disarm = async (cluster: TestCluster): Promise<boolean> =>
  (await cluster.ask(machine, "cd /dev/shm/fault && rm left && (test -e met && echo met || true)")).includes("met");
