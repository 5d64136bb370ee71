import { existsSync, readFileSync } from "node:fs";
import { populated } from "./cgroup";
import { initPid, isIsolated, isRunning, labGroup } from "./machines";
import { address, address6, checkLabName, machineName, packagesUrl } from "./names";
import { servesPackages } from "./package-source";
import { clusterState, type ClusterState } from "./ready";
import type { Debian } from "./recipe";
import { keyFile, knownHostsFile, labDir, passwordsFile, readLab } from "./state";

export interface MachineStatus {
  name: string;
  address: string;
  address6: string;
  user: string;
  privateKeyFile: string;
  hostKeysFile: string;
  running: boolean;
  isolated: boolean;
  /** The host's number of the machine's init, while it runs. */
  pid?: number;
}

export interface LabStatus {
  name: string;
  /** Whether there is anything of it. */
  exists: boolean;
  debian?: Debian;
  bare?: boolean;
  subnet?: string;
  /** Who may log in: root and admin with the key, admin with sudo, operator with a password. */
  users?: { root: "key"; admin: "key"; operator: { password: string } };
  machines: MachineStatus[];
  /** Where its machines get packages from, while that is served: a bare lab's do. */
  packages?: string;
  /** Only when asked for: what the first machine that runs says, or why it says nothing. */
  cluster?: ClusterState | string;
}

export async function status(name: string, options: { cluster?: boolean } = {}): Promise<LabStatus> {
  const lab = readLab(checkLabName(name));
  if (lab === undefined) return { name, exists: existsSync(labDir(name)) || populated(labGroup(name)), machines: [] };
  const machines = lab.machines.map((machine): MachineStatus => {
    const pid = initPid(lab, machine);
    return {
      name: machineName(machine),
      address: address(lab.net, machine),
      address6: address6(lab.net, machine),
      user: "root",
      privateKeyFile: keyFile(name),
      hostKeysFile: knownHostsFile(name),
      running: isRunning(lab, machine),
      isolated: isIsolated(lab, machine),
      ...(pid === undefined ? {} : { pid }),
    };
  });
  const reachable = lab.machines.find((machine) => isRunning(lab, machine) && !isIsolated(lab, machine));
  const cluster =
    options.cluster === true && !lab.bare
      ? { cluster: reachable === undefined ? "no machine runs" : await clusterState(lab, reachable) }
      : {};
  const password = existsSync(passwordsFile(name))
    ? readFileSync(passwordsFile(name), "utf8").trim().split(":")[1]
    : undefined;
  return {
    name,
    exists: true,
    debian: lab.debian,
    bare: lab.bare,
    subnet: `10.0.${lab.net}.0/24`,
    ...(password === undefined ? {} : { users: { root: "key", admin: "key", operator: { password } } }),
    machines,
    ...(servesPackages(lab) ? { packages: packagesUrl(lab.net) } : {}),
    ...cluster,
  };
}
