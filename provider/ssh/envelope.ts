import { createHash } from "node:crypto";
import type { Command } from "./types";

/**
 * How a script and its files reach a host. The command line is the same for every command, so nothing of a program
 * or a user stands in a process list or in sudo's log. Script and files travel on standard input, each with its
 * length and hash; the receiver starts nothing before all of them have arrived whole.
 */

/** Exit status of the receiver when it refuses; only meaningful where its mark is missing. */
const incomplete = 97;
const unfit = 98;

/**
 * One line without single quotes, for login shells of any kind. What goes before the mark on stdout and
 * stderr is noise of the login (a talking .bashrc, sudo's warnings); what follows it is the script's.
 * The script runs in the background so that the traps act at once, and under timeout(1) so that it ends even when
 * nobody is left to wait for it. timeout(1) makes a process group; the signal goes to all of it, because a timeout
 * that has only just forked does not know its child yet and would end without it; and again, because so may a shell.
 */
const receiver = [
  "umask 077",
  "PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin",
  "LC_ALL=C.UTF-8",
  "export PATH LC_ALL",
  `refuse() { echo "pulumi-pacemaker: $1" >&2; exit "$2"; }`,
  `for base in /dev/shm /run /tmp; do dir=$(mktemp -d "$base/pulumi-pacemaker.XXXXXXXXXX" 2>/dev/null) && break; done`,
  `cd "\${dir:-/nowhere}" 2>/dev/null || refuse "no folder can be made under /dev/shm, /run or /tmp" ${unfit}`,
  `clean() { cd /; rm -rf "$dir"; }`,
  `again() { for each in 1 2 3; do kill -- "-$!" 2>/dev/null || break; sleep 0.1; done; }`,
  `stop() { trap "" HUP INT TERM PIPE; test -z "$!" || { kill -- "-$!" 2>/dev/null || kill "$!"; wait "$!"; again; }; exit 143; }`,
  "trap clean EXIT",
  "trap stop HUP INT TERM PIPE",
  `IFS=" " read -r mark limit || refuse "the input is incomplete" ${incomplete}`,
  `while IFS=" " read -r name length sum; do test "$name" = . && break;` +
    ` head -c "$length" >"./$name" || refuse "$name cannot be stored in $dir" ${unfit};` +
    ` printf "%s  %s\\n" "$sum" "./$name" >>./.sums;` +
    ` done`,
  `test "$name" = . || refuse "the input is incomplete" ${incomplete}`,
  `sha256sum -c --status ./.sums || refuse "the input is incomplete" ${incomplete}`,
  `command -v timeout >/dev/null || timeout() { shift 3; "$@"; }`,
  `echo "$mark"`,
  `echo "$mark" >&2`,
  `timeout -k 5 "$limit" sh ./.script </dev/null & wait "$!"`,
].join("; ");

/** `env` keeps sudo's words English in any login shell. */
export const commandLine = (sudo: boolean): string =>
  `exec env LC_ALL=C ${sudo ? "sudo -n -- " : ""}sh -c '${receiver}'`;

const fileName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

const frame = (name: string, content: string): Buffer => {
  const bytes = Buffer.from(content, "utf8");
  const header = `${name} ${bytes.length} ${createHash("sha256").update(bytes).digest("hex")}\n`;
  return Buffer.concat([Buffer.from(header), bytes]);
};

/** What the receiver reads. `mark` is a word that nothing else prints; `seconds` is the host's own limit. */
export function pack(command: Pick<Command, "script" | "files">, mark: string, seconds: number): Buffer {
  const files = Object.entries(command.files ?? {});
  const odd = files.find(([name]) => !fileName.test(name));
  if (odd !== undefined) throw new TypeError(`a command's file cannot be named ${JSON.stringify(odd[0])}`);
  return Buffer.concat([
    Buffer.from(`${mark} ${seconds}\n`),
    frame(".script", command.script),
    ...files.map(([name, content]) => frame(name, content)),
    Buffer.from(".\n"),
  ]);
}

function afterMark(output: Buffer, mark: string): Buffer | undefined {
  const line = Buffer.from(`${mark}\n`);
  const at = output.indexOf(line);
  return at === -1 ? undefined : output.subarray(at + line.length);
}

/** What came back: the script's own output, or why it was not started. */
export type Unpacked =
  | { started: true; stdout: string; stderr: string }
  | { started: false; reason: "incomplete" | "unfit" | "login"; words: string };

export function unpack(stdout: Buffer, stderr: Buffer, status: number | undefined, mark: string): Unpacked {
  const out = afterMark(stdout, mark);
  const err = afterMark(stderr, mark);
  if (out !== undefined && err !== undefined)
    return { started: true, stdout: out.toString("utf8"), stderr: err.toString("utf8") };
  const said = `${stderr.toString("utf8")}\n${stdout.toString("utf8")}`;
  const own = /^pulumi-pacemaker: (.*)$/m.exec(said)?.[1];
  if (own !== undefined && status === incomplete) return { started: false, reason: "incomplete", words: own };
  if (own !== undefined && status === unfit) return { started: false, reason: "unfit", words: own };
  return {
    started: false,
    reason: "login",
    words: said
      .trim()
      .replace(/\s*\n\s*/g, "; ")
      .slice(0, 300),
  };
}
