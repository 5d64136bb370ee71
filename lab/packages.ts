import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makeCached } from "./cached";
import { packagesDir } from "./paths";
import type { Report } from "./progress";
import { recipe, type Debian, type Recipe } from "./recipe";
import { DEVICES } from "./users";

/** What images of clouds have. */
const clouds = ["cloud-init"];

/**
 * The program for bash that fills $DONE with all packages that a bare machine of $TREE lacks of a cluster's, and with
 * their index. apt itself chooses them, in an overlay of the tree that is gone when this ends.
 */
const FILL = `${DEVICES}
set -euo pipefail
umask 022
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
mount -t tmpfs -o mode=755 tmpfs "$WORK"
cd "$WORK"
mkdir upper work root
mount -t overlay overlay -o "lowerdir=$TREE,upperdir=$WORK/upper,workdir=$WORK/work" root
mount -t tmpfs -o mode=755 tmpfs root/dev
make_devices root/dev
mount -t proc proc root/proc
cp -L /etc/resolv.conf root/etc/resolv.conf
mount --bind "$DONE" root/var/cache/apt/archives
# The tree's users are not the host's: apt's own would not get at what is root's here.
echo 'APT::Sandbox::User "root";' > root/etc/apt/apt.conf.d/lab
inside() { chroot root sh -ec "cd /var/cache/apt/archives; $1"; }

echo "== reading the archive's index"
inside "apt-get update"
echo "== downloading the packages"
inside "apt-get install -y --no-install-recommends --download-only $PACKAGES"
inside "apt-get download $BESIDE; rm -r lock partial"
echo "== writing the index"
inside "apt-ftparchive packages . > Packages; apt-ftparchive release . > /tmp/Release; mv /tmp/Release ."
`;

/** The name of the folder: other packages, or a tree that has others already, another name. */
export function packagesName({ debian, cluster, beside }: Recipe, installed: string): string {
  const hash = createHash("sha256").update(JSON.stringify([cluster, clouds, beside, installed, FILL]));
  return `${debian}-${hash.digest("hex").slice(0, 12)}`;
}

/** A folder that apt of a machine can install a cluster's packages from, made for the bare tree when the cache lacks it. */
export async function ensurePackages(debian: Debian, tree: string, report: Report): Promise<string> {
  const wanted = recipe(debian, false);
  const installed = readFileSync(join(tree, "var/lib/dpkg/status"), "utf8");
  const folder = join(packagesDir(), packagesName(wanted, installed));
  if (existsSync(folder)) return folder;
  await makeCached({
    folder,
    what: `${debian} packages`,
    program: FILL,
    env: { TREE: tree, PACKAGES: [...wanted.cluster, ...clouds].join(" "), BESIDE: wanted.beside.join(" ") },
    report,
  });
  return folder;
}
