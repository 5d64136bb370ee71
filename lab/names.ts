import { createHash } from "node:crypto";
import { LabError } from "./error";

export const defaultLab = "default";

export function checkLabName(name: string): string {
  if (!/^[a-z][a-z0-9-]{0,30}$/.test(name))
    throw new LabError(`"${name}" cannot name a lab: a small letter, then up to 30 small letters, digits and dashes`);
  return name;
}

/** The kernel takes 15 characters for an interface's name, and a machine's adds up to four to the bridge's. */
const short = (name: string) =>
  name.length <= 7 ? name : `${name.slice(0, 2)}-${createHash("sha256").update(name).digest("hex").slice(0, 4)}`;

export const bridgeName = (lab: string): string => `lab-${short(lab)}`;

/** The host's end of a machine's network cable. A dot is in no lab's name: never the name of another lab's bridge. */
export const linkName = (lab: string, machine: number): string => `${bridgeName(lab)}.${machine}`;

export const machineName = (machine: number): string => `node${machine}`;

export const cgroupName = (lab: string): string => `pulumi-pacemaker.${lab}`;

/** The machine that a person means with 2 or node2. */
export function machineNumber(text: string): number {
  const number = Number(/^(?:node)?([1-9]\d{0,2})$/.exec(text)?.[1]);
  if (!(number <= lastMachine))
    throw new LabError(`"${text}" is no machine: write 2 or node2, from 1 to ${lastMachine}`);
  return number;
}

/** Addresses above are for failover addresses and the host's end. */
export const lastMachine = 9;

/** A lab's network: 10.0.X.0/24 and fd00:10:0:X::/64. */
export const address = (net: number, machine: number): string => `10.0.${net}.${machine}`;
export const address6 = (net: number, machine: number): string => `fd00:10:0:${net}::${machine}`;
/** A machine that boots again has the same, so that nobody looks for it under another. */
export const mac = (net: number, machine: number): string =>
  `02:00:0a:00:${[net, machine].map((byte) => byte.toString(16).padStart(2, "0")).join(":")}`;
/** The host's end of both. */
export const hostNumber = 254;

/** Where bare machines get packages from, on the host's end. */
export const packagesPort = 8412;
export const packagesUrl = (net: number): string => `http://${address(net, hostNumber)}:${packagesPort}/`;

/** What a machine may call itself: the kernel takes 64 characters. */
export function checkHostName(name: string): string {
  if (name.length > 64 || !/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(name))
    throw new LabError(`"${name}" is no host name: up to 64 small letters, digits, dashes and dots`);
  return name;
}

/** Which lab's network and which machine of it an address is. */
export function parseAddress(text: string): { net: number; machine: number } {
  const [, net, machine] = /^10\.0\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.map(Number) ?? [];
  if (net === undefined || machine === undefined || net < 2 || net > 255 || machine < 1 || machine > lastMachine)
    throw new LabError(
      `"${text}" is no address of a lab's machine: those are 10.0.X.1 to 10.0.X.${lastMachine}, X from 2`,
    );
  return { net, machine };
}
