import { rmSync } from "node:fs";
import { killGroup, removeGroup } from "./cgroup";
import { LabError } from "./error";
import { requireHost } from "./host";
import { locked } from "./lock";
import { start, type Wanted } from "./make";
import { exists, isIsolated, isRunning, kill, labGroup, remove, setIsolated } from "./machines";
import { mounted } from "./mounts";
import { address, bridgeName, checkLabName, lastMachine, linkName, machineName } from "./names";
import { removeLink } from "./network";
import { silent, type Report } from "./progress";
import { waitForCluster, waitForMachine } from "./ready";
import { rebootMachine } from "./reboot";
import { run } from "./run";
import { existingLab, filesDir, forgetMachine, labDir, lockFile, readLab, type Lab } from "./state";

export { start, type Wanted } from "./make";
export { status, type LabStatus, type MachineStatus } from "./status";

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

/**
 * Ends one machine and forgets its files; with the last of a lab goes the lab. A cluster's other members still know
 * one that goes; of a bare machine nothing stays, so that the next at its address is another one.
 */
export async function removeMachine(name: string, machine: number): Promise<void> {
  requireHost();
  await locked(lockFile(), async () => {
    const lab = readLab(checkLabName(name));
    await remove(name, machine);
    if (lab?.bare) forgetMachine(lab, machine);
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

/** Ends one machine as if its power failed. */
export async function killMachine(name: string, machine: number): Promise<void> {
  const lab = member(name, machine);
  await locked(lockFile(), () => kill(lab.name, machine));
}

/** Reboots one machine from within, and returns when it is up again; a cluster may still wait for its member. */
export const reboot = (name: string, machine: number): Promise<void> => rebootMachine(member(name, machine), machine);

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
