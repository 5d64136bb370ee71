/**
 * The projects of jest.config.js, and what each needs beyond the Node packages.
 * @type {Record<"unit" | "crm" | "lab" | "faults" | "chaos", { lab: boolean, engine: boolean }>}
 */
const projects = {
  unit: { lab: false, engine: false },
  crm: { lab: true, engine: false },
  lab: { lab: true, engine: true },
  faults: { lab: true, engine: true },
  chaos: { lab: true, engine: true },
};

/**
 * All in one run, so that no worker is idle while another ends what is last. One more than the two processors that it is
 * meant for: tests on clusters wait half of their time. Each worker has labs of its own.
 */
const workers = 3;

/** Those that nobody has to name. */
const usual = /** @type {const} */ (["unit", "crm", "lab", "faults"]);

/** @typedef {keyof typeof projects} Project */
const isProject = (/** @type {string} */ word) => Object.hasOwn(projects, word);

/**
 * What the arguments ask for: project names first (none: the usual ones), the rest is jest's own.
 * @param {string[]} args
 * @returns {{ needs: { lab: boolean, engine: boolean }, args: string[] }}
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
    args: ["--selectProjects", ...chosen, `--maxWorkers=${workers}`, ...rest],
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
 * So does a run that failed without a test that did, and one without any test.
 * @param {Results | undefined} results undefined: jest ended without any
 * @param {number} code jest's own
 * @param {string[]} args
 * @returns {Count}
 */
function count(results, code, args) {
  if (!results) return { passed: 0, failed: 1 };
  const skipped = args.some(byName) ? 0 : results.numPendingTests + results.numTodoTests;
  const { numPassedTests: passed } = results;
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites + skipped;
  return { passed, failed: failed === 0 && (passed === 0 || code !== 0) ? 1 : failed };
}

module.exports = { count, plan };
