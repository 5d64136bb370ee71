/**
 * The projects of jest.config.js: what each needs beyond the Node packages, and how its files run. Each worker of `crm`
 * lays its own overlay on the trees, each of `lab` has a lab of its own; more than two would be in each other's way.
 * @type {Record<"unit" | "crm" | "lab" | "faults" | "chaos", { lab: boolean, engine: boolean, args: string[] }>}
 */
const projects = {
  unit: { lab: false, engine: false, args: [] },
  crm: { lab: true, engine: false, args: ["--maxWorkers=2"] },
  lab: { lab: true, engine: true, args: ["--maxWorkers=2"] },
  faults: { lab: true, engine: true, args: ["--maxWorkers=2"] },
  chaos: { lab: true, engine: true, args: [] },
};

/** Those that nobody has to name. */
const usual = /** @type {const} */ (["unit", "crm", "lab", "faults"]);

/** @typedef {keyof typeof projects} Project */
/** @typedef {{ project: Project, args: string[] }} Run one run of jest */

const isProject = (/** @type {string} */ word) => Object.hasOwn(projects, word);

/**
 * Which runs of jest the arguments ask for: project names first (none: the usual ones), the rest is jest's own.
 * @param {string[]} args
 * @returns {{ needs: { lab: boolean, engine: boolean }, runs: Run[] }}
 */
function plan(args) {
  const firstOther = args.findIndex((arg) => !isProject(arg));
  const named = /** @type {Project[]} */ (firstOther === -1 ? args : args.slice(0, firstOther));
  const rest = args.slice(named.length);
  const chosen = named.length > 0 ? named : usual;
  return {
    needs: {
      lab: chosen.some((project) => projects[project].lab),
      engine: chosen.some((project) => projects[project].engine),
    },
    runs: chosen.map((project) => ({ project, args: [...projects[project].args, ...rest] })),
  };
}

/**
 * @typedef {object} Results what jest says with --json
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {number} numRuntimeErrorTestSuites
 */

/** @typedef {{ passed: number, failed: number }} Count */

const byName = (/** @type {string} */ arg) => /^(-t|--testNamePattern)(=|$)/.test(arg);

/**
 * A skipped test counts as failed, unless tests were chosen by name: the others are skipped then.
 * So does a run that failed without a test that did.
 * @param {Results | undefined} results undefined: jest ended without any
 * @param {number} code jest's own
 * @param {string[]} args
 * @returns {Count}
 */
function count(results, code, args) {
  if (!results) return { passed: 0, failed: 1 };
  const skipped = args.some(byName) ? 0 : results.numPendingTests + results.numTodoTests;
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites + skipped;
  return { passed: results.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

/**
 * No test at all is a failure.
 * @param {Count[]} counts
 * @returns {Count}
 */
function total(counts) {
  const passed = counts.reduce((sum, one) => sum + one.passed, 0);
  const failed = counts.reduce((sum, one) => sum + one.failed, 0);
  return { passed, failed: passed + failed === 0 ? 1 : failed };
}

module.exports = { count, plan, total };
