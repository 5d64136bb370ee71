const { atLeast } = require("./version");

/** The oldest that runs what this project is written in and tested with. */
const oldestNode = "20.0.0";

/**
 * The release of the engine that belongs to the oldest SDK which this repository is developed against: its
 * answers to reads carry inputs, and its language host knows the SDK's calls.
 */
const oldestPulumi = "3.248.0";

/** From this release on a Go tool chain fetches the one that a module asks for, unless it is told not to. */
const firstGoThatFetches = "1.21.0";

/**
 * @typedef {object} Host what was found on this machine
 * @property {string} platform
 * @property {string} node version
 * @property {number | undefined} uid
 */

/**
 * The first thing that keeps this machine from running the project, in one sentence with the way out.
 * @param {Host} host
 * @param {{ lab: boolean }} needs
 * @returns {string | undefined}
 */
function missingHere({ platform, node, uid }, { lab }) {
  if (platform !== "linux")
    return `This runs on Linux only (here: ${platform}), because the lab's machines are Linux namespaces: use a Debian machine or virtual machine.`;
  if (!atLeast(node, oldestNode)) return `Node.js ${node} is too old: install Node.js ${oldestNode} or newer.`;
  if (lab && uid !== 0)
    return "The lab needs root, because its machines are namespaces with a network of their own: run the same command with sudo, or as root.";
  return undefined;
}

/**
 * @typedef {object} Go
 * @property {string | undefined} version undefined: there is none
 * @property {string} toolchain what `go env GOTOOLCHAIN` says
 */

/**
 * Why the engine cannot be built here, in one sentence with the way out.
 * @param {Go} go
 * @param {string} wanted the version that the modules ask for
 * @returns {string | undefined}
 */
function missingGo({ version, toolchain }, wanted) {
  const wayOut = `install Go ${wanted} or newer (https://go.dev/dl/), or put pulumi ${oldestPulumi} or newer on PATH (https://www.pulumi.com/docs/install/).`;
  if (version === undefined) return `Go is missing, which the Pulumi engine is built with: ${wayOut}`;
  const floor = toolchain.startsWith("local") ? wanted : firstGoThatFetches;
  if (!atLeast(version, floor)) return `${version} is too old to build the Pulumi engine: ${wayOut}`;
  return undefined;
}

/**
 * @typedef {object} HostPackages
 * @property {string[]} packages that are missing
 * @property {boolean} apt does this machine have apt-get?
 * @property {number | undefined} uid
 */

/**
 * Why packages of the lab's cannot be installed by ourselves, in one sentence with the way out.
 * @param {HostPackages} found
 * @returns {string | undefined}
 */
function missingPackages({ packages, apt, uid }) {
  const names = packages.join(" ");
  if (!apt)
    return `The lab needs ${names}, and there is no apt-get here: install them with this machine's own package tool.`;
  if (uid !== 0) return `The lab needs ${names}: run \`apt-get install ${names}\` as root.`;
  return undefined;
}

module.exports = { oldestPulumi, missingHere, missingGo, missingPackages };
