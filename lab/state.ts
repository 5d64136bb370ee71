import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { LabError } from "./error";
import { machineName } from "./names";
import { labsDir } from "./paths";
import { debians } from "./recipe";

const schema = z.strictObject({
  name: z.string(),
  /** The X of 10.0.X.0/24. */
  net: z.int().min(2).max(255),
  debian: z.enum(debians),
  bare: z.boolean(),
  /** The tree that its machines were made from: a reboot is no other Debian. */
  tree: z.string(),
  /** The machines that are to form the cluster, booted or not; ascending. */
  machines: z.array(z.int().positive()),
  /** What machines call themselves that have a name of their own; by number. */
  hostNames: z.record(z.string(), z.string()).default({}),
});

/** What was decided about a lab when it was made. Everything else is asked from the kernel. */
export type Lab = z.infer<typeof schema>;

export const labDir = (lab: string): string => join(labsDir(), lab);
const stateFile = (lab: string) => join(labDir(lab), "lab.json");

export const keyFile = (lab: string): string => join(labDir(lab), "key");
export const knownHostsFile = (lab: string): string => join(labDir(lab), "known_hosts");
export const authkeyFile = (lab: string): string => join(labDir(lab), "authkey");
/** What chpasswd reads: operator:PASSWORD. */
export const passwordsFile = (lab: string): string => join(labDir(lab), "passwords");
export const hostKeyFile = (lab: string, machine: number): string =>
  join(labDir(lab), `${machineName(machine)}.hostkey`);
export const logFile = (lab: string, machine: number): string => join(labDir(lab), `${machineName(machine)}.log`);
export const packagesLog = (lab: string): string => join(labDir(lab), "packages.log");
/** A tmpfs with the machines' own files. */
export const filesDir = (lab: string): string => join(labDir(lab), "fs");
export const machineDir = (lab: string, machine: number): string => join(filesDir(lab), machineName(machine));

/** Held while a lab is made, changed or taken down; never while a machine boots. */
export const lockFile = (): string => join(labsDir(), ".lock");

export function readLab(name: string): Lab | undefined {
  if (!existsSync(stateFile(name))) return undefined;
  const found = schema.safeParse(JSON.parse(readFileSync(stateFile(name), "utf8")));
  if (found.success) return found.data;
  throw new LabError(
    `${stateFile(name)} is not this version's; take the lab down and up again\n${found.error.message}`,
  );
}

/** The network that a lab holds, also one that another version made. */
export function netOf(name: string): number | undefined {
  if (!existsSync(stateFile(name))) return undefined;
  return z.object({ net: schema.shape.net }).safeParse(JSON.parse(readFileSync(stateFile(name), "utf8"))).data?.net;
}

export function existingLab(name: string): Lab {
  const lab = readLab(name);
  if (lab === undefined)
    throw new LabError(`there is no lab "${name}"; lab up${name === "default" ? "" : ` --name ${name}`} makes it`);
  return lab;
}

export function writeLab(lab: Lab): void {
  mkdirSync(labDir(lab.name), { recursive: true, mode: 0o700 });
  const complete = `${stateFile(lab.name)}.new`;
  writeFileSync(complete, JSON.stringify(lab, undefined, 2));
  renameSync(complete, stateFile(lab.name));
}

/** Takes a machine out of the lab's list, with the name and the key that it was known by. */
export function forgetMachine(lab: Lab, machine: number): void {
  const { [machine]: _, ...hostNames } = lab.hostNames;
  writeLab({ ...lab, machines: lab.machines.filter((other) => other !== machine), hostNames });
  for (const file of [hostKeyFile(lab.name, machine), `${hostKeyFile(lab.name, machine)}.pub`])
    rmSync(file, { force: true });
}

/** What a machine calls itself; to the lab it is nodeN all the same. */
export const hostName = (lab: Lab, machine: number): string => lab.hostNames[machine] ?? machineName(machine);

export function labNames(): string[] {
  if (!existsSync(labsDir())) return [];
  return readdirSync(labsDir(), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}
