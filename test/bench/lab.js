const { capture } = require("../../toolchain/command");
const { Explained } = require("../../toolchain/explained");
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
  return {
    wasThere,
    /** An address of the lab's network that no machine has. */
    address: first.address.replace(/\d+$/, "10"),
    connection: {
      hosts: machines.map(({ address }) => address),
      user: "admin",
      sudo: true,
      privateKeyFile: first.privateKeyFile,
      hostKeys: { file: first.hostKeysFile },
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
