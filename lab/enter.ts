import { LabError } from "./error";
import { initGroup, initPid } from "./machines";
import { machineName } from "./names";
import { tryRun, type Output } from "./run";
import type { Lab } from "./state";

/** The arguments of nsenter that run a command as root in the namespaces of a process; `path` is where it looks for programs. */
export const entering = (init: number, path: string, command: readonly string[]): string[] => [
  ...["--target", String(init)],
  ...["--user", "--mount", "--net", "--uts", "--ipc", "--pid", "--cgroup", "--root", "--setuid", "0", "--setgid", "0"],
  ...["env", "-i", `PATH=${path}`, "HOME=/root", "LC_ALL=C.UTF-8", ...command],
];

/** A script as root on a machine, past its network and its sshd: a tenth of what a login costs. */
export function runOn(lab: Lab, machine: number, script: string): Promise<Output> {
  const init = initPid(lab, machine);
  if (init === undefined) throw new LabError(`${machineName(machine)} does not run`);
  const path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  const command = entering(init, path, ["sh", "-c", 'cd && exec sh -c "$0"', script]);
  const join = 'echo $$ >"$0/cgroup.procs" && exec "$@"';
  return tryRun("sh", ["-c", join, initGroup(lab, machine), "nsenter", ...command], { timeout: 60_000 });
}
