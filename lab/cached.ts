import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { LabError } from "./error";
import { locked } from "./lock";
import { stopwatch, type Report } from "./progress";
import { tryRun } from "./run";

export interface Making {
  /** Where it is in the cache when it is complete. */
  folder: string;
  /** For a person. */
  what: string;
  /** What bash runs as the host's root; a line of it that begins with "== " tells what it is at. */
  program: string;
  env: Readonly<Record<string, string>>;
  report: Report;
}

/**
 * Makes a folder of the cache that is missing, once: the program fills the empty folder $DONE by way of the empty
 * folder $WORK. It has mount and PID namespaces of its own, so that whatever it mounts or starts is gone when it ends.
 */
export function makeCached(making: Making): Promise<void> {
  return locked(`${making.folder}.lock`, async () => {
    if (!existsSync(making.folder)) await make(making);
  });
}

/** Under the folder's lock, so a work folder that is there was left by a crash. */
async function make({ folder, what, program, env, report }: Making): Promise<void> {
  const [work, done, log] = [`${folder}.work`, `${folder}.new`, `${folder}.log`];
  for (const each of [work, done]) {
    rmSync(each, { recursive: true, force: true, maxRetries: 5 });
    mkdirSync(each, { recursive: true });
  }
  const watch = stopwatch(report, what);
  const lines: string[] = [];
  // It ends with this process, however that ends: nobody else may take the lock while it goes on.
  const withUs = ["--pdeathsig", "KILL"];
  const apart = ["--mount", "--propagation", "private", "--pid", "--mount-proc", "--fork", "--kill-child"];
  try {
    const { status } = await tryRun("setpriv", [...withUs, "unshare", ...apart, "bash", "--norc", "-c", program], {
      env: { ...env, WORK: work, DONE: done },
      onLine: (line) => {
        lines.push(line);
        if (line.startsWith("== ")) watch.step(line.slice(3));
      },
    });
    if (status !== 0) {
      writeFileSync(log, lines.join("\n"));
      throw new LabError(`making ${folder} failed; all it said is in ${log}, the end:\n${lines.slice(-12).join("\n")}`);
    }
    renameSync(done, folder);
    watch.end("ready");
  } finally {
    watch.end();
    rmSync(work, { recursive: true, force: true });
    rmSync(done, { recursive: true, force: true });
  }
}
