import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { corosyncConf, hostsFile } from "./corosync";
import { address, machineName, packagesUrl } from "./names";
import { powerFiles } from "./power";
import { authkeyFile, hostKeyFile, hostName, keyFile, type Lab } from "./state";
import { ids } from "./users";

/**
 * The kernel counts keyrings by user, and root is the same user of the host on every machine: a few machines whose
 * systemd gives each unit a keyring reach the limit, and then units fail.
 */
const keyrings = Object.fromEntries(
  ["service", "socket", "mount", "swap"].map((type) => [
    `etc/systemd/system/${type}.d/lab.conf`,
    { content: `[${type.charAt(0).toUpperCase()}${type.slice(1)}]\nKeyringMode=inherit\n` },
  ]),
);

interface File {
  content: string | Buffer;
  mode?: number;
  /** The machine's user; root unless given. */
  owner?: number;
}

/** Those that tell the members of a cluster of each other; the same on all. Bare machines know of no others. */
export function clusterFiles(lab: Lab): Record<string, string> {
  if (lab.bare) return {};
  const names = lab.machines.map((machine) => [address(lab.net, machine), machineName(machine)]);
  return {
    "etc/hosts": hostsFile(Object.fromEntries(names) as Record<string, string>),
    "etc/corosync/corosync.conf": corosyncConf(lab.net, lab.machines),
  };
}

/** A machine's root is an overlay, on which podman can lay no other. */
const storageConf = `[storage]
driver = "vfs"
runroot = "/run/containers/storage"
graphroot = "/var/lib/containers/storage"
`;

/** What makes a machine of the tree: its own name, keys and identity. */
export function ownFiles(lab: Lab, machine: number): Record<string, File> {
  const name = hostName(lab, machine);
  const key = readFileSync(`${keyFile(lab.name)}.pub`);
  const hostKey = hostKeyFile(lab.name, machine);
  const page = `<!doctype html>\n<title>${name}</title>\n<p>This page comes from ${name}, ${address(lab.net, machine)}.</p>\n`;
  return {
    "etc/hostname": { content: `${name}\n` },
    "etc/machine-id": { content: `${randomBytes(16).toString("hex")}\n`, mode: 0o444 },
    "etc/ssh/ssh_host_ed25519_key": { content: readFileSync(hostKey), mode: 0o600 },
    "etc/ssh/ssh_host_ed25519_key.pub": { content: readFileSync(`${hostKey}.pub`) },
    ...keyrings,
    "root/.ssh/authorized_keys": { content: key, mode: 0o600 },
    "home/admin/.ssh/authorized_keys": { content: key, mode: 0o600, owner: 1000 },
    ...(lab.bare
      ? {
          "etc/hosts": { content: hostsFile({ [address(lab.net, machine)]: name }) },
          // Signatures are the archive's, and the index here is the lab's own.
          "etc/apt/sources.list": { content: `deb [trusted=yes] ${packagesUrl(lab.net)} ./\n` },
        }
      : {
          "etc/containers/storage.conf": { content: storageConf },
          "etc/corosync/authkey": { content: readFileSync(authkeyFile(lab.name)), mode: 0o400 },
          "var/www/html/index.html": { content: page },
          ...powerFiles,
        }),
  };
}

/** Writes files into a machine's upper layer while it does not run. Folders keep the tree's modes and owners. */
export function writeFiles(upper: string, tree: string, files: Readonly<Record<string, File>>): void {
  for (const [path, { content, mode = 0o644, owner = 0 }] of Object.entries(files)) {
    makeFolder(upper, tree, dirname(path), owner);
    const file = join(upper, path);
    writeFileSync(file, content, { mode });
    chownSync(file, ids.first + owner, ids.first + owner);
  }
}

function makeFolder(upper: string, tree: string, path: string, owner: number): void {
  const folder = join(upper, path);
  if (existsSync(folder)) return;
  makeFolder(upper, tree, dirname(path), owner);
  const below = join(tree, path);
  const like = existsSync(below) ? statSync(below) : { mode: 0o755, uid: ids.first + owner, gid: ids.first + owner };
  mkdirSync(folder, { mode: like.mode & 0o7777 });
  chownSync(folder, like.uid, like.gid);
}
