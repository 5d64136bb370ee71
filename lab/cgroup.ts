import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { LabError } from "./error";

/** The first mount of the whole cgroup2 hierarchy among the lines of /proc/self/mountinfo. */
export function findCgroup2(mountinfo: string): string | undefined {
  for (const line of mountinfo.split("\n")) {
    const [mount, type] = line.split(" - ");
    const [, , , root, point] = mount?.split(" ") ?? [];
    if (type?.startsWith("cgroup2 ") && root === "/" && point !== undefined) return point;
  }
  return undefined;
}

export function cgroup2(): string {
  const mount = findCgroup2(readFileSync("/proc/self/mountinfo", "utf8"));
  if (mount === undefined) throw new LabError("no cgroup2 mount on this host: mount -t cgroup2 cgroup2 /sys/fs/cgroup");
  return mount;
}

/** Whether any process is in the group or below it. */
export function populated(group: string): boolean {
  try {
    return /^populated 1$/m.test(readFileSync(join(group, "cgroup.events"), "utf8"));
  } catch (error) {
    if (["ENOENT", "ENODEV"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
}

export function makeGroup(group: string): void {
  mkdirSync(group, { recursive: true });
}

/** Ends every process in the group and below it, and waits until the last is gone. */
export async function killGroup(group: string): Promise<void> {
  if (!existsSync(group)) return;
  const deadline = Date.now() + 20_000;
  while (populated(group)) {
    // Again each time: a process may just have been put into it.
    writeFileSync(join(group, "cgroup.kill"), "1");
    if (Date.now() > deadline) throw new LabError(`processes of ${group} do not end: see its cgroup.procs`);
    await sleep(20);
  }
}

/** Removes an empty group with all below it. */
export function removeGroup(group: string): void {
  if (!existsSync(group)) return;
  for (const entry of readdirSync(group, { withFileTypes: true }))
    if (entry.isDirectory()) removeGroup(join(group, entry.name));
  rmdirSync(group);
}
