import { dotted, procPath } from "./sysctl-key";

/** Which file of a machine decides a kernel setting at boot: sysctl.d(5), and the older way of procps. */

export interface SysctlFile {
  path: string;
  lines: readonly string[];
}

export interface SysctlFiles {
  /** systemd-sysctl applies them; it knows no /etc/sysctl.conf, except by a link to it from sysctl.d. */
  systemd: boolean;
  /** The folders' files, the strongest folder first. */
  folders: readonly SysctlFile[];
  /** /etc/sysctl.conf. `sysctl --system` and `sysctl -p` apply it after everything else. */
  conf: SysctlFile | undefined;
}

export interface Assignment {
  path: string;
  line: number;
  /** A path below /proc/sys, maybe with `*`, `?`, `[]`. */
  pattern: string;
  /** Missing in a line `-pattern`, which takes settings out of what other patterns set. */
  value: string | undefined;
}

/** Sorts after the distributions' and administrators' numbered files. */
export const ourFile = (key: string): string =>
  `/etc/sysctl.d/zz-pulumi-pacemaker-${dotted(key).replaceAll("/", "%")}.conf`;

export const ourContent = (key: string, value: string): string =>
  `# Written by pulumi-pacemaker. Changes are found by the next refresh, and undone by the next update.\n` +
  `${dotted(key)} = ${value.trim()}\n`;

export function assignments(file: SysctlFile): Assignment[] {
  return file.lines.flatMap((raw, index): Assignment[] => {
    const text = raw.trim();
    if (text === "" || text.startsWith("#") || text.startsWith(";")) return [];
    const at = text.indexOf("=");
    const left = (at === -1 ? text : text.slice(0, at)).trim();
    const pattern = procPath(left.startsWith("-") ? left.slice(1).trim() : left);
    const found = { path: file.path, line: index + 1, pattern };
    if (at !== -1) return [{ ...found, value: text.slice(at + 1).trim() }];
    return left.startsWith("-") ? [{ ...found, value: undefined }] : [];
  });
}

const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

const byName = (a: SysctlFile, b: SysctlFile): number =>
  Buffer.compare(Buffer.from(baseName(a.path)), Buffer.from(baseName(b.path)));

/** In the order of their application: by name, whatever the folder; of one name only the strongest folder's. */
export function applied(files: SysctlFiles, procps: boolean): SysctlFile[] {
  const names = new Set<string>();
  const effective = files.folders.filter(({ path }) => !names.has(baseName(path)) && names.add(baseName(path)));
  return [...effective.sort(byName), ...(procps && files.conf !== undefined ? [files.conf] : [])];
}

/** glob(7) for one path: no wildcard matches a slash. */
function matches(pattern: string, path: string): boolean {
  const source = pattern.replace(/\[!?[^\]/]+\]|[\\^$.*+?()|[\]{}]/g, (piece) => {
    if (piece === "*") return "[^/]*";
    if (piece === "?") return "[^/]";
    if (piece.length === 1) return `\\${piece}`;
    const inside = piece.slice(1, -1).replace(/[\\[\]]/g, "\\$&");
    return inside.startsWith("!") ? `[^/${inside.slice(1)}]` : `[${inside.replace(/^\^/, "\\^")}]`;
  });
  return new RegExp(`^${source}$`).test(path);
}

/**
 * The assignment that counts for a key, as systemd-sysctl decides: of each name or pattern the last line; a line that
 * names the key, be it to take it out of patterns, before any pattern; of the patterns that fit the last.
 */
export function deciding(files: readonly SysctlFile[], key: string): Assignment | undefined {
  const path = procPath(key);
  const last = new Map<string, Assignment>();
  for (const assignment of files.flatMap(assignments)) {
    if (last.get(assignment.pattern)?.value === assignment.value && last.has(assignment.pattern)) continue;
    last.delete(assignment.pattern); // so that it counts where it stands now
    last.set(assignment.pattern, assignment);
  }
  const counts = (assignment: Assignment): boolean => assignment.value !== undefined;
  const naming = last.get(path);
  if (naming !== undefined) return counts(naming) ? naming : undefined;
  return [...last.values()].findLast((assignment) => counts(assignment) && matches(assignment.pattern, path));
}

/** What a reboot gives; undefined when no file sets it, so that the kernel's own value stays. */
export const atBoot = (files: SysctlFiles, key: string): string | undefined =>
  deciding(applied(files, !files.systemd), key)?.value;

/** What would still decide the key if our file set it: at boot, or when somebody calls `sysctl --system`. */
export function stronger(files: SysctlFiles, key: string): Assignment | undefined {
  const ours: SysctlFile = { path: ourFile(key), lines: ourContent(key, "ours").split("\n") };
  const folders = [ours, ...files.folders.filter(({ path }) => path !== ours.path)];
  const found = [files.systemd, false].map((systemd) => deciding(applied({ ...files, folders }, !systemd), key));
  return found.find((assignment) => assignment !== undefined && assignment.path !== ours.path);
}
