const fs = require("node:fs");
const path = require("node:path");
const { run } = require("./command");
const { Explained } = require("./explained");
const { root } = require("./folders");
const { readJson } = require("./json");
const { locked } = require("./lock");

/** @typedef {{ version?: string, integrity?: string, resolved?: string, optional?: boolean, devOptional?: boolean }} Entry */
/** @typedef {{ packages: Record<string, Entry> }} Lock */

const same = (/** @type {Entry} */ a, /** @type {Entry} */ b) =>
  a.version === b.version && a.integrity === b.integrity && a.resolved === b.resolved;

/**
 * Is what npm says it has installed what the lock file asks for? Packages for other platforms may be missing.
 * @param {Lock} wanted
 * @param {Lock} installed
 */
function upToDate(wanted, installed) {
  const missing = Object.entries(wanted.packages).filter(([folder, entry]) => {
    const there = installed.packages[folder];
    return folder !== "" && (there ? !same(entry, there) : !entry.optional && !entry.devOptional);
  });
  return missing.length === 0 && Object.keys(installed.packages).every((folder) => wanted.packages[folder]);
}

const installed = path.join(root, "node_modules/.package-lock.json");
const wanted = path.join(root, "package-lock.json");

const read = (/** @type {string} */ file) => /** @type {Lock} */ (readJson(file));

function nodePackagesReady() {
  return fs.existsSync(installed) && upToDate(read(wanted), read(installed));
}

/** Two at once in one checkout install once; the lock is on the file that says what to install. */
async function installNodePackages() {
  if (nodePackagesReady()) return;
  await locked(
    wanted,
    async () => {
      if (nodePackagesReady()) return;
      console.error("Installing the Node packages: npm ci");
      const { code } = await run("npm", ["ci"]);
      if (code !== 0) throw new Explained("npm ci failed, see above.");
    },
    {
      busy: () => {
        console.error("Another command installs the Node packages: waiting for it.");
      },
    },
  );
}

module.exports = { installNodePackages, upToDate };
