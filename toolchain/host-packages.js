const fs = require("node:fs");
const { capture, which } = require("./command");
const { Explained } = require("./explained");
const { missingPackages } = require("./missing");
const { during } = require("./progress");

/** What the lab needs of the host beyond a minimal Debian, by a command or a file that shows it is there. */
const needed = [
  { name: "debootstrap", command: "debootstrap" },
  { name: "debian-archive-keyring", file: "/usr/share/keyrings/debian-archive-keyring.gpg" },
  { name: "iproute2", command: "ip" },
  { name: "openssh-client", command: "ssh" },
];

const there = (/** @type {{ command?: string, file?: string }} */ { command, file }) =>
  command ? which(command) !== undefined : fs.existsSync(file ?? "");

/** Installs with apt-get what is missing. */
async function installHostPackages() {
  const packages = needed.filter((entry) => !there(entry)).map(({ name }) => name);
  if (packages.length === 0) return;
  const missing = missingPackages({ packages, apt: which("apt-get") !== undefined, uid: process.getuid?.() });
  if (missing) throw new Explained(missing);
  await during(`Installing ${packages.join(" ")} with apt-get`, async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    for (const args of [["update"], ["install", "-y", "--no-install-recommends", ...packages]]) {
      const { code, output } = await capture("apt-get", args, { env });
      if (code !== 0) throw new Explained(`apt-get ${args.join(" ")} failed:\n${output.trim()}`);
    }
  });
}

module.exports = { installHostPackages };
