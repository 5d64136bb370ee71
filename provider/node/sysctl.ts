import { PacemakerError } from "../errors";
import type { CommandOutput, Host } from "../ssh";
import { atBoot, deciding, ourContent, ourFile, stronger, type SysctlFiles } from "./sysctl-files";
import { dotted, procPath, sameValue } from "./sysctl-key";
import { filesOf, readScript, restoreScript, section, sections, status, writeScript } from "./sysctl-scripts";

export { isSysctlKey, isSysctlValue, sameValue } from "./sysctl-key";

/** A kernel setting on one host. */
export interface Setting {
  /** What the kernel has now. */
  running: string;
  /** What the files give at the next boot; undefined when none of them sets it. */
  atBoot: string | undefined;
  /** What our own file sets it to; undefined when there is none. */
  ours: string | undefined;
}

const because: readonly [RegExp, string][] = [
  [/No such file/, "Is the key spelled right (sysctl -a lists them), and the kernel module or interface there?"],
  [/Invalid argument|out of range/, "The kernel does not take this value for this setting."],
  [
    /Permission denied|not permitted/,
    "It takes root: set sudo: true; some settings can only be written, or only read.",
  ],
  [/Read-only/, "The setting belongs to another machine: in a container or namespace it cannot be changed."],
];

/** tee and cat say `tee: /proc/sys/net/…: Invalid argument`: the last words are the kernel's. */
function failure(host: Host, key: string, what: string, output: CommandOutput): PacemakerError {
  const words = output.stderr.trim().split("\n").at(-1)?.replace(/^.*: /, "") || `exit status ${output.status}`;
  const hint = because.find(([pattern]) => pattern.test(words))?.[1];
  const detail = hint === undefined ? { host: host.address } : { host: host.address, hint };
  return new PacemakerError("SYSCTL", `kernel setting ${dotted(key)} ${what}: ${words}`, detail);
}

const whatFailed = (value: string, code: number): string => {
  if (code === status.unreadable) return "cannot be read";
  if (code === status.notStored) return "cannot be stored in /etc/sysctl.d";
  if (code === status.altered) return `cannot be set to ${JSON.stringify(value)}, the kernel made another value of it`;
  return `cannot be set to ${JSON.stringify(value)}`;
};

async function look(host: Host, key: string): Promise<{ running: string; files: SysctlFiles }> {
  const output = await host.run({ name: "reading sysctl", script: readScript, files: { key: procPath(key) } });
  if (output.status !== status.done) throw failure(host, key, whatFailed("", status.unreadable), output);
  const found = sections(output.stdout);
  return { running: section(found, "running") ?? "", files: filesOf(found) };
}

export async function readSetting(host: Host, key: string): Promise<Setting> {
  const { running, files } = await look(host, key);
  const file = files.folders.find(({ path }) => path === ourFile(key));
  return { running, atBoot: atBoot(files, key), ours: file && deciding([file], key)?.value };
}

/** Refused before anything is written: the value would be lost with the next boot or `sysctl --system`. */
async function checkNothingStronger(host: Host, key: string, value: string): Promise<void> {
  const other = stronger((await look(host, key)).files, key);
  if (other?.value === undefined || sameValue(other.value, value)) return;
  throw new PacemakerError(
    "SYSCTL",
    `kernel setting ${dotted(key)} cannot be kept at ${JSON.stringify(value)}: ${other.path}, line ${other.line}, ` +
      `sets it to ${JSON.stringify(other.value)} and is applied after ${ourFile(key)}`,
    { host: host.address, hint: `Remove that line, or set persistent: false.` },
  );
}

/** Sets the running kernel and, when persistent, our file; else our file is removed. Returns the value from before us. */
export async function writeSetting(host: Host, key: string, value: string, persistent: boolean): Promise<string> {
  if (persistent) await checkNothingStronger(host, key, value);
  const files = { key: procPath(key), value: `${value.trim()}\n`, target: ourFile(key) };
  const output = await host.run({
    name: "writing sysctl",
    script: writeScript,
    files: persistent ? { ...files, content: ourContent(key, value) } : files,
  });
  if (output.status !== status.done) throw failure(host, key, whatFailed(value, output.status), output);
  return section(sections(output.stdout), "former") ?? "";
}

/** Our file goes, the running kernel gets its former value back. */
export async function restoreSetting(host: Host, key: string, former: string): Promise<void> {
  const files = { key: procPath(key), value: `${former}\n`, target: ourFile(key) };
  const output = await host.run({ name: "restoring sysctl", script: restoreScript, files });
  if (output.status !== status.done) throw failure(host, key, whatFailed(former, output.status), output);
}
