import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import { LabError } from "./error";

/** Commands the lab runs on the host, and the Debian package of each. */
const commands = {
  debootstrap: "debootstrap",
  flock: "util-linux",
  ip: "iproute2",
  nsenter: "util-linux",
  setpriv: "util-linux",
  ssh: "openssh-client",
  "ssh-keygen": "openssh-client",
  tar: "tar",
  unshare: "util-linux",
};

function onPath(command: string): boolean {
  return (process.env.PATH ?? "").split(":").some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Throws one sentence that names everything this host lacks for a lab. */
export function requireHost(): void {
  if (process.platform !== "linux") throw new LabError("a lab needs Linux: its machines share the host's kernel");
  if (process.getuid?.() !== 0) throw new LabError("a lab needs root: it makes namespaces, mounts and a bridge");
  const missing = Object.entries(commands).filter(([command]) => !onPath(command));
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map(([, name]) => name))].join(" ");
  throw new LabError(
    `missing on this host: ${missing.map(([command]) => command).join(", ")}. Try: apt-get install ${packages}`,
  );
}
