import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { killGroup, populated, removeGroup } from "./cgroup";
import { clusterFiles } from "./files";
import { LabError } from "./error";
import { requireHost } from "./host";
import { locked } from "./lock";
import { boot, exists, initPid, isIsolated, isRunning, kill, labGroup, remove, setIsolated } from "./machines";
import { address, address6, bridgeName, checkLabName, lastMachine, linkName, machineName } from "./names";
import { chooseNet, makeBridge, removeLink } from "./network";
import { silent, type Report } from "./progress";
import { clusterState, waitForCluster, waitForMachine, type ClusterState } from "./ready";
import type { Debian } from "./recipe";
import { run } from "./run";
import { sshRun } from "./ssh";
import {
  authkeyFile,
  existingLab,
  filesDir,
  hostKeyFile,
  keyFile,
  knownHostsFile,
  labDir,
  lockFile,
  passwordsFile,
  readLab,
  writeLab,
  type Lab,
} from "./state";
import { ensureTree } from "./tree";

export interface Wanted {
  name: string;
  debian?: Debian;
  bare?: boolean;
  /** The machines of the cluster; those the lab has stay. */
  machines: readonly number[];
  /** The X of 10.0.X.0/24. */
  net?: number;
}

const mounted = (folder: string) =>
  readFileSync("/proc/self/mountinfo", "utf8")
    .split("\n")
    .some((line) => line.split(" ")[4] === folder);

async function makeKey(file: string, comment: string): Promise<void> {
  if (existsSync(`${file}.pub`)) return;
  rmSync(file, { force: true });
  await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", file]);
}

/** Writes a secret that only root may read, once. */
function keepSecret(file: string, content: string | Buffer): void {
  if (!existsSync(file)) writeFileSync(file, content, { mode: 0o600, flag: "wx" });
}

function agree(found: Lab, wanted: Wanted): void {
  const differ = (what: string, way: string) =>
    new LabError(`the lab "${found.name}" ${what}; take it down first, or choose another name with --name: ${way}`);
  if (wanted.debian !== undefined && wanted.debian !== found.debian)
    throw differ(`runs ${found.debian}`, wanted.debian);
  if (wanted.bare !== undefined && wanted.bare !== found.bare)
    throw differ(found.bare ? "is bare" : "has cluster software", wanted.bare ? "bare" : "with cluster software");
  if (wanted.net !== undefined && wanted.net !== found.net)
    throw differ(`is 10.0.${found.net}.0/24`, `10.0.${wanted.net}.0/24`);
}

/** Makes what the lab's machines share, and says what it is; boots nothing. Under the lock. */
async function makeLab(wanted: Wanted, tree: string): Promise<Lab> {
  const name = checkLabName(wanted.name);
  const found = readLab(name);
  if (found !== undefined) agree(found, wanted);
  const machines = [...new Set([...(found?.machines ?? []), ...wanted.machines])].sort((a, b) => a - b);
  if (machines.some((machine) => machine < 1 || machine > lastMachine))
    throw new LabError(`a lab has 1 to ${lastMachine} machines`);
  const { debian, bare, net } = found ?? {
    debian: wanted.debian ?? "trixie",
    bare: wanted.bare ?? false,
    net: await chooseNet(name, wanted.net),
  };
  const lab: Lab = { name, net, debian, bare, tree, machines };
  if (found === undefined) writeLab(lab);
  if (!mounted(filesDir(name))) {
    mkdirSync(filesDir(name), { recursive: true });
    await run("mount", ["-t", "tmpfs", "-o", "mode=755", `lab-${name}`, filesDir(name)]);
  }
  await makeKey(keyFile(name), `lab-${name}`);
  keepSecret(authkeyFile(name), randomBytes(256));
  keepSecret(passwordsFile(name), `operator:${randomBytes(12).toString("base64url")}\n`);
  const known: string[] = [];
  for (const machine of machines) {
    await makeKey(hostKeyFile(name, machine), machineName(machine));
    const [type, key] = readFileSync(`${hostKeyFile(name, machine)}.pub`, "utf8").split(" ");
    known.push(
      `${address(net, machine)},${address6(net, machine)},${machineName(machine)} ${type ?? ""} ${key ?? ""}\n`,
    );
  }
  writeFileSync(knownHostsFile(name), known.join(""));
  await makeBridge(name, net);
  return lab;
}

/** Boots those of `machines` that do not run, of a lab that is made when it is missing; does not wait for them. */
export async function start(wanted: Wanted, machines: readonly number[], report: Report): Promise<Lab> {
  requireHost();
  checkLabName(wanted.name);
  const before = readLab(wanted.name);
  if (before !== undefined) agree(before, wanted);
  const { debian, bare } = before ?? { debian: wanted.debian ?? "trixie", bare: wanted.bare ?? false };
  const tree =
    before !== undefined && existsSync(before.tree) ? before.tree : await ensureTree(debian, { bare, report });
  return locked(lockFile(), async () => {
    const lab = await makeLab(wanted, tree);
    if (lab.machines.length !== readLab(lab.name)?.machines.length) {
      await tellOthers(lab);
      writeLab(lab);
    }
    for (const machine of machines.filter((machine) => !isRunning(lab, machine))) {
      await kill(lab.name, machine);
      await boot(lab, machine);
    }
    return lab;
  });
}

/** Gives machines that run the lab's new list of machines. */
async function tellOthers(lab: Lab): Promise<void> {
  const running = lab.machines.filter((machine) => isRunning(lab, machine));
  for (const machine of running) {
    for (const [path, content] of Object.entries(clusterFiles(lab)))
      await tell(lab, machine, `cat > /${path}`, content);
  }
  const [first] = running;
  if (first !== undefined && !lab.bare) await tell(lab, first, "corosync-cfgtool -R");
}

async function tell(lab: Lab, machine: number, command: string, input = ""): Promise<void> {
  const { status, stdout, stderr } = await sshRun(lab, machine, command, { input });
  if (status !== 0) throw new LabError(`${machineName(machine)}: ${command} exited with ${status}\n${stdout}${stderr}`);
}

/** Boots what is missing and waits until the machines are up and the cluster has formed. */
export async function up(wanted: Wanted, report: Report = silent): Promise<Lab> {
  const began = Date.now();
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
  const lab = await start(wanted, wanted.machines, report);
  await Promise.all(
    lab.machines
      .filter((machine) => isRunning(lab, machine) && !isIsolated(lab, machine))
      .map(async (machine) => {
        await waitForMachine(lab, machine);
        report(`${machineName(machine)} is up at ${address(lab.net, machine)} after ${seconds()}`);
      }),
  );
  if (!lab.bare) {
    await waitForCluster(
      lab,
      lab.machines.filter((machine) => !isIsolated(lab, machine)),
    );
    report(`the cluster has quorum and all its nodes after ${seconds()}`);
  }
  return lab;
}

/** Ends a lab's machines and removes all it has on the host, however little of it is there. */
export async function down(name: string): Promise<void> {
  requireHost();
  checkLabName(name);
  await locked(lockFile(), () => dismantle(name));
}

/** Ends one machine and forgets its files; with the last of a lab goes the lab. */
export async function removeMachine(name: string, machine: number): Promise<void> {
  requireHost();
  await locked(lockFile(), async () => {
    const lab = readLab(checkLabName(name));
    await remove(name, machine);
    if (lab === undefined || !lab.machines.some((other) => exists(lab, other))) await dismantle(name);
  });
}

/** Derives everything from the lab's name alone, since a crash may have left any part of it. Under the lock. */
export async function dismantle(name: string): Promise<void> {
  await killGroup(labGroup(name));
  removeGroup(labGroup(name));
  for (let machine = 1; machine <= lastMachine; machine++) await removeLink(linkName(name, machine));
  await removeLink(bridgeName(name));
  while (mounted(filesDir(name))) await run("umount", [filesDir(name)]);
  rmSync(labDir(name), { recursive: true, force: true });
}

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
    ...cluster,
  };
}

/** Ends one machine as if its power failed. */
export async function killMachine(name: string, machine: number): Promise<void> {
  const lab = member(name, machine);
  await locked(lockFile(), () => kill(lab.name, machine));
}

export async function isolate(name: string, machine: number, isolated: boolean): Promise<void> {
  const lab = member(name, machine);
  await locked(lockFile(), () => setIsolated(lab, machine, isolated));
}

/** The lab, if the machine is one of it. */
export function member(name: string, machine: number): Lab {
  const lab = existingLab(checkLabName(name));
  if (lab.machines.includes(machine)) return lab;
  throw new LabError(
    `the lab "${name}" has no ${machineName(machine)}, only ${lab.machines.map(machineName).join(", ")}`,
  );
}
