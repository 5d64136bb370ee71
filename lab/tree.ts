import { existsSync } from "node:fs";
import { join } from "node:path";
import { hostArchive } from "./archive";
import { BUILD } from "./build";
import { makeCached } from "./cached";
import { requireHost } from "./host";
import { treesDir } from "./paths";
import { toStderr, type Report } from "./progress";
import { recipe, treeName, type Debian } from "./recipe";
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
  await makeCached({
    folder: tree,
    what: `${debian} tree, ${bare ? "bare" : "with cluster software"}`,
    program: BUILD,
    env: {
      NAMESPACE,
      FROM: from,
      DEBIAN: debian,
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
    report,
  });
  return tree;
}
