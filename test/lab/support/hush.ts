import { spawnSync } from "node:child_process";
import { randomBytes, randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import type { TestCluster } from "./cluster";

/** Nothing else in the world has it: whatever a text makes of the characters around it, it is found. */
const mark = randomBytes(8).toString("hex");

/** What is looked for, by what it is. */
const traces = new Map<string, string>();
const inOwnWords = new Set<string>();

/** A secret that has characters which shells, crm, XML and JSON take for their own. */
export const hush = (what: string): string => `"it's" <& $x \\y; ${plain(what)} | z`;

/** One for places that do not take all of these. */
export function plain(what: string): string {
  const trace = `${what}-${mark}`;
  traces.set(what, trace);
  return trace;
}

export function number(what: string): number {
  const made = randomInt(1e8, 1e9);
  traces.set(what, String(made));
  return made;
}

/** A private key: its last whole line is no other key's. */
export function key(what: string, text: string): string {
  traces.set(what, text.trim().split("\n").at(-3) ?? "");
  return text;
}

/** One that its agent tells, to the cluster and so to the cluster's logs. */
export function told(what: string): string {
  inOwnWords.add(what);
  return plain(what);
}

/** The names of those that a text shows. */
export const shownIn = (text: string): string[] =>
  [...traces].flatMap(([what, trace]) => (text.includes(trace) ? [what] : []));

/** Of those that no agent tells. */
export const keptIn = (text: string): string[] => shownIn(text).filter((what) => !inOwnWords.has(what));

const patterns = (): string =>
  [...traces]
    .filter(([what]) => !inOwnWords.has(what))
    .map(([, trace]) => `-e '${trace}'`)
    .join(" ");

/** Files of a machine that were written since that file was, and show one. */
export const filesOn = async (cluster: TestCluster, machine: number, since: string): Promise<string[]> =>
  (
    await cluster.ask(
      machine,
      `find / \\( -path /proc -o -path /sys \\) -prune -o -type f -newer ${since} -print0 |
        xargs -0 --no-run-if-empty grep --files-with-matches --text --fixed-strings ${patterns()} || true`,
    )
  )
    .split("\n")
    .filter(Boolean)
    .sort();

/** The same of this host: where the engine, the program and the provider may write. */
export function filesHere(since: string): string[] {
  const places = [tmpdir(), process.env["PULUMI_HOME"] ?? join(homedir(), ".pulumi")];
  // What others remove in the meantime makes it fail, and is not looked for.
  const { stdout: found } = spawnSync(
    "find",
    [...places, "-xdev", "-name", "node_modules", "-prune", "-o", "-type", "f", "-newer", since, "-print0"],
    { encoding: "utf8", maxBuffer: 1e8 },
  );
  return [...new Set(found.split("\0").filter(Boolean))].flatMap((file) => {
    const names = shownIn(textOf(file));
    return names.length > 0 ? [`${file}: ${names.join(", ")}`] : [];
  });
}

/** Others work here too, and what they have removed is not ours. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}
