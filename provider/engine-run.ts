import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";

interface Process {
  parent: number;
  command: string[];
}

/** Linux has it in files; elsewhere ps is asked. */
function processOf(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { parent: Number(parent), command: readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0") };
  } catch {
    try {
      const [parent, ...command] = execFileSync("ps", ["-ww", "-o", "ppid=,command=", "-p", `${pid}`], {
        encoding: "utf8",
      })
        .trim()
        .split(/\s+/);
      return { parent: Number(parent), command };
    } catch {
      return undefined;
    }
  }
}

const limits = /^(-t|-x|--target|--exclude|--target-dependents|--exclude-dependents|--exclude-protected)(=|$)/;

/** The engine is our parent, or a shell's between us. */
function engineCommand(pid: number, generations = 4): readonly string[] {
  const found = generations > 0 && pid > 1 ? processOf(pid) : undefined;
  if (!found) return [];
  return basename(found.command[0] ?? "") === "pulumi" ? found.command : engineCommand(found.parent, generations - 1);
}

let limited: boolean | undefined;

/**
 * Is this run about some resources only (`--target`, `--exclude`, …)? The engine tells a provider nothing of that: its
 * command line does. Then what is not deleted stays, though no check has told of it.
 */
export function isLimitedRun(): boolean {
  limited ??= engineCommand(process.ppid).some((word) => limits.test(word));
  return limited;
}
