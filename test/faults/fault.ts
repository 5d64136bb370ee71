import { initPid } from "../../lab/machines";
import type { TestCluster } from "../lab/support/cluster";
import { until } from "../lab/support/until";

/** On a disk that no fault fills. */
const folder = "/var/tmp/fault";

/** Words of what happens, which leave a sign that it did, and of a test, which look for it. */
export const sign = `touch ${folder}/sign`;
export const signed = `test -e ${folder}/sign`;
/** The run is over: what waits for a command of it is not to meet somebody else's. */
export const isOver = `test ! -e ${folder}/left`;

/**
 * In sudo's place on one machine: every command of ours passes it. It counts them, and at the one that was chosen
 * something happens to the machine. $1 of what happens is the process of sshd that holds the connection.
 */
const wrapper = `#!/bin/sh
fault=${folder}
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
  cluster.ask(machine, `rm -rf /usr/local/bin/sudo ${folder}`);

export const arm = (cluster: TestCluster, { happens, when, command }: Fault): Promise<string> =>
  cluster.ask(
    machine,
    `rm -rf ${folder}; mkdir -m 1777 ${folder}; cd ${folder}
     cat >do <<'HAPPENS'\n${happens}\nHAPPENS
     echo ${when} >when; touch lock; chmod 666 lock; echo ${command} >left; chmod 666 left`,
  );

/** Has it happened? The next command of ours passes untouched either way. */
export const disarm = async (cluster: TestCluster): Promise<boolean> =>
  (await cluster.ask(machine, `cd ${folder} && rm left && (test -e met && echo met || true)`)).includes("met");

/** A run that stops at a command until it is let go. */
export async function holdAt<T>(cluster: TestCluster, fault: Omit<Fault, "happens">, run: () => Promise<T>) {
  await arm(cluster, { ...fault, happens: `touch ${folder}/hold; while [ -e ${folder}/hold ]; do sleep 0.05; done` });
  let isOver = false;
  const end = run().finally(() => {
    isOver = true;
  });
  const seen = await until(
    "the command that is waited for, or the end",
    () => (isOver ? Promise.resolve("over") : cluster.ask(machine, `test -e ${folder}/hold && echo met || true`)),
    (each) => each !== "",
  );
  return {
    /** Or did it end without coming so far? */
    met: seen !== "over",
    /** A machine that is off holds nothing any more. */
    release: async () => initPid(cluster.lab, machine) !== undefined && cluster.ask(machine, `rm -rf ${folder}`),
    end,
  };
}
