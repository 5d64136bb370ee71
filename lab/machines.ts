import { spawn } from "node:child_process";
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ENTER, START, SUPERVISE } from "./boot";
import { cgroup2, killGroup, makeGroup, populated, removeGroup } from "./cgroup";
import { LabError } from "./error";
import { clusterFiles, ownFiles, writeFiles } from "./files";
import { address, address6, bridgeName, cgroupName, linkName, mac, machineName } from "./names";
import { removeLink, setLink } from "./network";
import { logFile, machineDir, passwordsFile, type Lab } from "./state";
import { ids, NAMESPACE, ownerOf } from "./users";

export const labGroup = (lab: string): string => join(cgroup2(), cgroupName(lab));
const groups = (lab: string, machine: number) => {
  const own = join(labGroup(lab), machineName(machine));
  return { own, supervisor: `${own}.supervisor` };
};

/** Whether it has been booted once and not been removed since: its own files are there. */
export const exists = (lab: Lab, machine: number): boolean => existsSync(machineDir(lab.name, machine));

/** Whether anything of it runs. */
export const isRunning = (lab: Lab, machine: number): boolean =>
  Object.values(groups(lab.name, machine)).some((group) => populated(group));

/** Where what is not of a unit belongs on the machine: what enters it ends with it. */
export const initGroup = (lab: Lab, machine: number): string => join(groups(lab.name, machine).own, "init.scope");

const isolatedFlag = (lab: Lab, machine: number) => join(machineDir(lab.name, machine), "isolated");
export const isIsolated = (lab: Lab, machine: number): boolean => existsSync(isolatedFlag(lab, machine));

/** The host's number of the machine's init. */
export function initPid(lab: Lab, machine: number): number | undefined {
  const file = join(machineDir(lab.name, machine), "pid");
  if (!isRunning(lab, machine) || !existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, "utf8"));
  return existsSync(`/proc/${pid}`) ? pid : undefined;
}

/** Starts a machine that does not run, and returns as soon as it counts as running. Under the lock. */
export async function boot(lab: Lab, machine: number): Promise<void> {
  const files = machineDir(lab.name, machine);
  const upper = join(files, "upper");
  const isNew = !existsSync(join(files, "made"));
  if (isNew) {
    rmSync(files, { recursive: true, force: true });
    for (const folder of [files, upper, join(files, "work")]) mkdirSync(folder, { recursive: true });
    chownSync(upper, ids.first, ids.first);
    writeFiles(upper, lab.tree, ownFiles(lab, machine));
    writeFileSync(join(files, "made"), "");
  }
  const shared = Object.entries(clusterFiles(lab)).map(([path, content]) => [path, { content }]);
  writeFiles(upper, lab.tree, Object.fromEntries(shared) as Record<string, { content: string }>);
  const { own, supervisor } = groups(lab.name, machine);
  makeGroup(supervisor);
  makeGroup(own);
  for (const name of ["", "cgroup.procs", "cgroup.threads", "cgroup.subtree_control"])
    chownSync(join(own, name), ids.first, ids.first);
  const log = openSync(logFile(lab.name, machine), "a");
  const child = spawn("bash", ["-c", SUPERVISE, `lab ${lab.name} ${machineName(machine)} supervisor`], {
    detached: true,
    cwd: "/",
    stdio: ["ignore", log, log],
    env: {
      PATH: process.env.PATH,
      LC_ALL: "C.UTF-8",
      LAB: lab.name,
      MACHINE: machineName(machine),
      TREE: lab.tree,
      FILES: files,
      PASSWORDS: passwordsFile(lab.name),
      CGROUP: labGroup(lab.name),
      BRIDGE: bridgeName(lab.name),
      LINK: linkName(lab.name, machine),
      ADDRESS: address(lab.net, machine),
      ADDRESS6: address6(lab.net, machine),
      MAC: mac(lab.net, machine),
      OWNER: String(ownerOf(lab.net, machine)),
      NAMESPACE,
      ENTER,
      START,
    },
  });
  closeSync(log);
  child.unref();
  while (!populated(supervisor)) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new LabError(`${machineName(machine)} did not start\n${readFileSync(logFile(lab.name, machine), "utf8")}`);
    await sleep(5);
  }
}

/** Ends a machine at once, as if its power failed. Its files stay. */
export async function kill(lab: string, machine: number): Promise<void> {
  const { own, supervisor } = groups(lab, machine);
  await killGroup(supervisor);
  await killGroup(own);
  removeGroup(own);
  removeGroup(supervisor);
  await removeLink(linkName(lab, machine));
}

/** Ends a machine and forgets its files. */
export async function remove(lab: string, machine: number): Promise<void> {
  await kill(lab, machine);
  rmSync(machineDir(lab, machine), { recursive: true, force: true });
}

/** Takes a machine's network cable out, also for its next boots, or puts it back. */
export async function setIsolated(lab: Lab, machine: number, isolated: boolean): Promise<void> {
  if (isolated) writeFileSync(isolatedFlag(lab, machine), "");
  else rmSync(isolatedFlag(lab, machine), { force: true });
  await setLink(linkName(lab.name, machine), isolated ? "down" : "up");
}
