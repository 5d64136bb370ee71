const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { capture } = require("../../toolchain/command");
const { Explained } = require("../../toolchain/explained");
const { root } = require("../../toolchain/folders");
const { parseJson } = require("../../toolchain/json");
const { labCommand, labNames } = require("../../toolchain/labs");

/** @typedef {{ name: string, address: string, privateKeyFile: string, hostKeysFile: string }} Machine */

/**
 * @typedef {object} Counts what the machines themselves have recorded
 * @property {number} connections logins of the provider's user, in the logs of sshd
 * @property {number} commands its commands, in the logs of sudo
 * @property {number} epoch of the CIB: one more with each change of the configuration
 */

/** @param {string[]} args */
async function lab(...args) {
  const { code, stdout, output } = await capture(process.execPath, [labCommand, ...args]);
  if (code !== 0) throw new Explained(`lab ${args.join(" ")}: ${output.trim()}`);
  return stdout;
}

/** @param {string} command @param {string[]} args */
async function done(command, ...args) {
  const { code, output } = await capture(command, args);
  if (code !== 0) throw new Explained(`${command} ${args.join(" ")}: ${output.trim()}`);
}

/** @param {string} name */
async function bootedLab(name) {
  const wasThere = labNames().includes(name);
  await lab("up", "--name", name);
  const { machines } = /** @type {{ machines: Machine[] }} */ (
    parseJson(await lab("status", "--name", name, "--json"))
  );
  const [first] = machines;
  if (!first) throw new Explained(`the lab ${name} has no machine`);
  /** @param {string} script */
  const everywhere = (script) => Promise.all(machines.map((_, i) => lab("ssh", "--name", name, `${i + 1}`, script)));
  /** @param {string} grep what to count in the journal of each machine */
  const counted = async (grep) => {
    const found = await everywhere(`journalctl --no-pager --output cat ${grep} | wc -l`);
    return found.reduce((sum, each) => sum + Number(each), 0);
  };
  const { address: host, privateKeyFile, hostKeysFile } = first;
  const flags = [
    ...["--hosts", machines.map(({ address }) => address).join(","), "--user", "admin", "--sudo"],
    ...["--private-key-file", privateKeyFile, "--host-keys", hostKeysFile],
  ];
  /** @param {string[]} args */
  const pacemaker = (...args) => done(process.execPath, path.join(root, "dist/cli/index.js"), ...args, ...flags);
  return {
    wasThere,
    erase: () => pacemaker("erase", "--yes"),
    async export() {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-pacemaker-bench-"));
      await pacemaker("export", "--out", folder);
      fs.rmSync(folder, { recursive: true, force: true });
    },
    /** What an export reads, by the host's own ssh. */
    query: () =>
      done(
        "ssh",
        ...["-i", privateKeyFile, "-o", `UserKnownHostsFile=${hostKeysFile}`, "-o", "BatchMode=yes"],
        ...[`admin@${host}`, "sudo cibadmin --query"],
      ),
    /** An address of the lab's network that no machine has. */
    address: first.address.replace(/\d+$/, "10"),
    connection: {
      hosts: machines.map(({ address }) => address),
      user: "admin",
      sudo: true,
      privateKeyFile,
      hostKeys: { file: hostKeysFile },
    },
    /** @returns {Promise<Counts>} */
    async counts() {
      const [cib = ""] = await everywhere("cibadmin --query --xpath /cib --no-children");
      return {
        connections: await counted("_COMM=sshd _COMM=sshd-session --grep '^Accepted .* for admin '"),
        commands: await counted("_COMM=sudo --grep '^ *admin : .*COMMAND='"),
        epoch: Number(/ epoch="(\d+)"/.exec(cib)?.[1]),
      };
    },
    async requireEmpty() {
      const [cib = ""] = await everywhere("cibadmin --query --scope resources");
      if (cib.includes("<primitive")) throw new Explained(`the lab ${name} has resources already: choose another one`);
    },
    down: () => lab("down", "--name", name),
  };
}

module.exports = { bootedLab };
