import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hostArchive } from "./archive";
import { BUILD } from "./build";
import { LabError } from "./error";
import { requireHost } from "./host";
import { locked } from "./lock";
import { treesDir } from "./paths";
import { stopwatch, toStderr, type Report } from "./progress";
import { recipe, treeName, type Debian, type Recipe } from "./recipe";
import { tryRun } from "./run";
import { NAMESPACE } from "./users";

export interface TreeOptions {
  /** Without the cluster's software. */
  bare?: boolean;
  report?: Report;
}

/**
 * The folder of a Debian tree, built when the cache lacks it: about two minutes. Its files belong to the machines'
 * users, see users.ts. Never write into it.
 */
export async function ensureTree(debian: Debian, options: TreeOptions = {}): Promise<string> {
  const { bare = false, report = toStderr } = options;
  const wanted = recipe(debian, bare);
  const tree = join(treesDir(), treeName(wanted));
  if (existsSync(tree)) return tree;
  requireHost();
  const from = bare ? "" : await ensureTree(debian, { bare: true, report });
  await locked(`${tree}.lock`, async () => {
    if (!existsSync(tree)) await build(wanted, tree, from, report);
  });
  return tree;
}

/** Where it is built until it is complete; under the tree's lock, so a folder that is there was left by a crash. */
async function build(wanted: Recipe, tree: string, from: string, report: Report): Promise<void> {
  const [work, done, log] = [`${tree}.work`, `${tree}.new`, `${tree}.log`];
  for (const folder of [work, done]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  const watch = stopwatch(report, `${wanted.debian} tree, ${from === "" ? "bare" : "with cluster software"}`);
  const lines: string[] = [];
  try {
    const { status } = await tryRun(
      "unshare",
      [
        "--mount",
        "--propagation",
        "private",
        "--pid",
        "--mount-proc",
        "--fork",
        "--kill-child",
        "bash",
        "--norc",
        "-c",
        BUILD,
      ],
      {
        env: {
          NAMESPACE,
          WORK: work,
          DONE: done,
          FROM: from,
          DEBIAN: wanted.debian,
          ARCHIVE: (await hostArchive()) ?? "",
          BASE: wanted.base.join(","),
          CLUSTER: wanted.cluster.join(" "),
          BESIDE: wanted.beside.join(" "),
          ENABLED: wanted.enabled.join(" "),
          DISABLED: wanted.disabled.join(" "),
          MASKED: wanted.masked.join(" "),
          SSHD: wanted.sshd,
          SUDOERS: wanted.sudoers,
        },
        onLine: (line) => {
          lines.push(line);
          if (line.startsWith("== ")) watch.step(line.slice(3));
        },
      },
    );
    if (status !== 0) {
      writeFileSync(log, lines.join("\n"));
      throw new LabError(
        `building the tree ${tree} failed; all it said is in ${log}, the end:\n${lines.slice(-12).join("\n")}`,
      );
    }
    renameSync(done, tree);
    watch.end("ready");
  } finally {
    watch.end();
    rmSync(work, { recursive: true, force: true });
    rmSync(done, { recursive: true, force: true });
  }
}
