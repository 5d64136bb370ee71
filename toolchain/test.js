const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { run } = require("./command");
const { engineEnvironment } = require("./engine");
const { Explained, start } = require("./explained");
const { root } = require("./folders");
const { readJson } = require("./json");
const { labDown, labNames } = require("./labs");
const { setUp } = require("./setup");
const { count, plan } = require("./test-plan");

/** @typedef {import("./test-plan").Count} Count */

/** A lab by such a name is nobody else's: also one that an earlier run left behind. */
const ofTests = (/** @type {string} */ name) => /^test(-|$)/.test(name);

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string} folder
 * @returns {Promise<Count>}
 */
async function jest(args, env, folder) {
  const file = path.join(folder, "results.json");
  const own = ["--passWithNoTests", "--json", `--outputFile=${file}`];
  const { code } = await run(path.join(root, "node_modules/.bin/jest"), [...args, ...own], { env });
  const results = fs.existsSync(file) ? /** @type {import("./test-plan").Results} */ (readJson(file)) : undefined;
  return count(results, code, args);
}

/**
 * @param {string[]} wanted
 * @param {string} folder
 * @returns {Promise<Count>}
 */
async function test(wanted, folder) {
  const { needs, args } = plan(wanted);
  const onPath = await setUp(needs);
  const env = engineEnvironment(folder, onPath);
  const before = labNames();
  try {
    return await jest(args, env, folder);
  } finally {
    if (needs.lab) await labDown(labNames().filter((name) => ofTests(name) || !before.includes(name)));
  }
}

start(async (args) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-pacemaker-test-"));
  /** @type {Count} */
  let counted = { passed: 0, failed: 1 };
  try {
    counted = await test(args, folder);
  } catch (error) {
    console.error(error instanceof Explained ? error.message : error);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${counted.passed} passed, ${counted.failed} failed`);
  return counted.failed === 0 ? 0 : 1;
});
