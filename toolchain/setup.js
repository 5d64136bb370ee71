const { searchPath } = require("./command");
const { checkEngine, engineOnPath } = require("./engine");
const { buildDist } = require("./dist");
const { Explained } = require("./explained");
const { installHostPackages } = require("./host-packages");
const { missingHere } = require("./missing");
const { installNodePackages } = require("./node-packages");

/**
 * Makes everything ready that is not: quick when it is. What cannot be had is said before anything long begins.
 * @param {{ lab: boolean, engine: boolean }} needs
 * @returns {Promise<string[]>} PATH, with an engine on it when one is needed
 */
async function setUp({ lab, engine }) {
  const missing = missingHere({ platform: process.platform, node: process.version, uid: process.getuid?.() }, { lab });
  if (missing) throw new Explained(missing);
  if (engine) await checkEngine();
  if (lab) await installHostPackages();
  await installNodePackages();
  await buildDist();
  return engine ? await engineOnPath() : searchPath(process.env);
}

module.exports = { setUp };
