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
const { count, plan, total } = require("./test-plan");

/** @typedef {import("./test-plan").Count} Count */

/** A lab by such a name is nobody else's: also one that an earlier run left behind. */
const ofTests = (/** @type {string} */ name) => /^test(-|$)/.test(name);

/**
 * @param {import("./test-plan").Run} wanted
 * @param {NodeJS.ProcessEnv} env
 * @param {string} folder
 * @returns {Promise<Count>}
 */
async function jest({ project, args }, env, folder) {
  const file = path.join(folder, `${project}.json`);
  const own = ["--selectProjects", project, "--passWithNoTests", "--json", `--outputFile=${file}`];
  const { code } = await run(path.join(root, "node_modules/.bin/jest"), [...args, ...own], { env });
  const results = fs.existsSync(file) ? /** @type {import("./test-plan").Results} */ (readJson(file)) : undefined;
  return count(results, code, args);
}

/**
 * @param {string[]} args
 * @param {string} folder
 * @returns {Promise<Count>}
 */
async function test(args, folder) {
  const { needs, runs } = plan(args);
  const onPath = await setUp(needs);
  const env = engineEnvironment(folder, onPath);
  const before = labNames();
  /** @type {Count[]} */
  const counts = [];
  try {
    for (const one of runs) counts.push(await jest(one, env, folder));
  } finally {
    if (needs.lab) await labDown(labNames().filter((name) => ofTests(name) || !before.includes(name)));
  }
  return total(counts);
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
