import type { SysctlFile, SysctlFiles } from "./sysctl-files";

/**
 * What is run on a host. The files `key` (a path below /proc/sys), `value`, `target` (our file's path) and `content`
 * lie in the script's folder. The exit status says which step failed; stderr has the kernel's words.
 */
export const status = { done: 0, unreadable: 3, refused: 4, notStored: 5, altered: 6 } as const;

/** Heads begin with @, what belongs to them with a space: no file's content can be taken for a head. */
export const readScript = `
path=/proc/sys/$(cat key)
running=$(cat "$path") || exit ${status.unreadable}
echo @running
printf '%s\\n' "$running" | sed 's/^/ /'
[ -d /run/systemd/system ] && echo @systemd
for folder in /etc/sysctl.d /run/sysctl.d /usr/local/lib/sysctl.d /usr/lib/sysctl.d /lib/sysctl.d; do
  for file in "$folder"/*.conf; do
    [ -r "$file" ] || continue
    printf '@file %s\\n' "$file"
    sed 's/^/ /' "$file"
    echo
  done
done
[ -r /etc/sysctl.conf ] || exit 0
echo @conf
sed 's/^/ /' /etc/sysctl.conf
`;

/**
 * Where what was there before us is noted, until it is given back: a run that dies has no state that tells it. Like the
 * running kernel's value it is gone with a reboot.
 */
const noted = `
target=$(cat target)
note=/run/pulumi-pacemaker/$(basename "$target")
`;

/** The kernel first: what it refuses or alters is never stored. What cannot be kept is taken back from the kernel. */
export const writeScript = `
set -f
words() { echo $(cat "$1"); }
undo() { printf '%s\\n' "$running" | tee "$path" >/dev/null; exit "$1"; }
path=/proc/sys/$(cat key)
${noted}
running=$(cat "$path") || exit ${status.unreadable}
former=$running
[ -f "$note.set" ] && [ "$(words "$note.set")" = "$(words "$path")" ] && former=$(cat "$note.former")
mkdir -p -m 755 "\${note%/*}" && printf '%s\\n' "$former" >"$note.former" && cat value >"$note.set" || exit ${status.refused}
tee "$path" <value >/dev/null || exit ${status.refused}
[ "$(words "$path")" = "$(words value)" ] || { words "$path" >&2; undo ${status.altered}; }
store() {
  [ -f content ] || { rm -f "$target"; return; }
  mkdir -p -m 755 /etc/sysctl.d && new=$(mktemp /etc/sysctl.d/.pulumi-pacemaker.XXXXXXXXXX) || return
  cat content >"$new" && chmod 644 "$new" && sync "$new" && mv -f "$new" "$target" && return
  rm -f "$new"
  return 1
}
store || undo ${status.notStored}
echo @former
printf '%s\\n' "$former" | sed 's/^/ /'
`;

/** A setting that is gone, with its network interface say, needs no former value. */
export const restoreScript = `
path=/proc/sys/$(cat key)
${noted}
rm -f "$target" "$note.former" "$note.set" || exit ${status.notStored}
[ -e "$path" ] || exit 0
tee "$path" <value >/dev/null || exit ${status.refused}
`;

export interface Section {
  head: string;
  lines: string[];
}

export function sections(output: string): Section[] {
  const found: Section[] = [];
  for (const line of output.split("\n")) {
    if (line.startsWith("@")) found.push({ head: line.slice(1), lines: [] });
    else if (line.startsWith(" ")) found.at(-1)?.lines.push(line.slice(1));
  }
  return found;
}

/** A value of the running kernel, as one text. */
export const section = (from: readonly Section[], head: string): string | undefined =>
  from.find((one) => one.head === head)?.lines.join("\n");

export function filesOf(from: readonly Section[]): SysctlFiles {
  const folders = from.flatMap(({ head, lines }): SysctlFile[] =>
    head.startsWith("file ") ? [{ path: head.slice("file ".length), lines }] : [],
  );
  const conf = from.find(({ head }) => head === "conf");
  return {
    systemd: from.some(({ head }) => head === "systemd"),
    folders,
    conf: conf && { path: "/etc/sysctl.conf", lines: conf.lines },
  };
}
