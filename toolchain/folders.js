const os = require("node:os");
const path = require("node:path");

const root = path.resolve(__dirname, "..");

/** @typedef {Record<string, string | undefined>} Env */

/** As the XDG base directory specification says: a relative path there counts as unset. */
const based = (/** @type {string | undefined} */ folder, /** @type {string} */ otherwise) =>
  path.join(folder && path.isAbsolute(folder) ? folder : path.join(os.homedir(), otherwise), "pulumi-pacemaker");

/** What can be made again: the engine, the trees of the lab. */
const cacheFolder = (/** @type {Env} */ env = process.env) => based(env["XDG_CACHE_HOME"], ".cache");

/** What belongs to something that runs: the stacks of the demo. */
const stateFolder = (/** @type {Env} */ env = process.env) => based(env["XDG_STATE_HOME"], ".local/state");

module.exports = { root, cacheFolder, stateFolder };
