const fs = require("node:fs");
const path = require("node:path");
const { run } = require("./command");
const { Explained } = require("./explained");
const { root, stateFolder } = require("./folders");

const labCommand = path.join(root, "dist/lab/cli.js");

/** The labs that are up, or that a crash left halfway: each keeps a folder until it is down. */
function labNames() {
  const folder = path.join(stateFolder(), "labs");
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** @param {string[]} names */
async function labDown(names) {
  /** @type {string[]} */
  const failed = [];
  for (const name of names) {
    const { code } = await run(process.execPath, [labCommand, "down", "--name", name]);
    if (code !== 0) failed.push(name);
  }
  if (failed.length > 0) throw new Explained(`Could not take down the lab ${failed.join(", ")}, see above.`);
}

module.exports = { labCommand, labDown, labNames };
