const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { capture } = require("../../toolchain/command");
const { Explained } = require("../../toolchain/explained");
const { root } = require("../../toolchain/folders");
const { parseJson } = require("../../toolchain/json");
const { labCommand, labNames } = require("../../toolchain/labs");
const { start } = require("./bare");
const { script } = require("./ssh");

/** @typedef {{ name: string, address: string, privateKeyFile: string, hostKeysFile: string }} Machine */

/**
 * @typedef {object} Counts what the machines themselves have recorded
 * @property {number} connections logins of the provider's user, in the logs of sshd
 * @property {number} commands its commands, in the logs of sudo
 * @property {number} epoch of the CIB: one more with each change of the configuration
 */

const counting = `counted() { journalctl --no-pager --output cat "$@" | wc -l; }
counted _COMM=sshd _COMM=sshd-session --grep '^Accepted .* for admin '
counted _COMM=sudo --grep '^ *admin : .*COMMAND='
cibadmin --query --xpath /cib --no-children | sed -n 's/.* epoch="\\([0-9]*\\)".*/\\1/p'`;

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
  const { privateKeyFile, hostKeysFile } = first;
  const connection = {
    ...{ hosts: machines.map(({ address }) => address), user: "admin", sudo: true },
    ...{ privateKeyFile, hostKeys: { file: hostKeysFile } },
  };
  const { hosts } = connection;
  const everywhere = (/** @type {string} */ text) => Promise.all(hosts.map((host) => script(connection, text, host)));
  const flags = [
    ...["--hosts", hosts.join(","), "--user", "admin", "--sudo"],
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
    /** A script as root on the first machine, by the host's own ssh. */
    script: (/** @type {string} */ text) => script(connection, text),
    /** Resolves when the cluster has done whatever it had to do. */
    settled: () => script(connection, `${start}settled`),
    /** An address of the lab's network that no machine has. */
    address: first.address.replace(/\d+$/, "10"),
    connection,
    /** @returns {Promise<Counts>} */
    async counts() {
      const found = await everywhere(counting);
      const all = found.map((each) => each.trim().split("\n").map(Number));
      const sum = (/** @type {number} */ line) => all.reduce((sum, each) => sum + (each[line] ?? NaN), 0);
      return { connections: sum(0), commands: sum(1), epoch: all[0]?.[2] ?? NaN };
    },
    async requireEmpty() {
      const cib = await script(connection, "cibadmin --query --scope resources");
      if (cib.includes("<primitive")) throw new Explained(`the lab ${name} has resources already: choose another one`);
    },
    down: () => lab("down", "--name", name),
  };
}

module.exports = { bootedLab };
