import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What Debian has no package of: where Pacemaker looks for agents, these two are put. */
const places = {
  "floating-ip.py": "/usr/lib/ocf/resource.d/team/floating-ip",
  "fence_hcloud.py": "/usr/sbin/fence_hcloud",
};

/**
 * What cloud-init does on a server at its first boot, before anybody can log in. All of it can be read by whoever is on
 * the server: no secret may be in it. Where it changes, servers are replaced.
 */
export const userData = `#cloud-config\n${JSON.stringify({
  write_files: Object.entries(places).map(([name, path]) => ({
    path,
    permissions: "0755",
    content: readFileSync(join(__dirname, name), "utf8"),
  })),
})}\n`;
