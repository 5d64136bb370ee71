const { median, range } = require("./table");

/**
 * @typedef {object} Row what was done, and what it took; null is what was not measured
 * @property {string} work
 * @property {number} resources
 * @property {number} parallel
 * @property {string} await
 * @property {string} phase
 * @property {number} seconds
 * @property {number} floorSeconds
 * @property {number | null} engineSeconds
 * @property {number | null} bareSeconds
 * @property {number | null} waveSeconds
 * @property {number | null} crmSeconds
 * @property {number | null} baselineSeconds
 * @property {number} connections
 * @property {number} commands
 * @property {number} cibChanges
 * @property {number | null} memoryMb
 * @property {number | null} floorMemoryMb
 */
/** @typedef {{ row: Row, seconds: string, floor: string }} Measured with the smallest and the largest */

/** What is not said of a row. */
const none = {
  ...{ engineSeconds: null, bareSeconds: null, waveSeconds: null, crmSeconds: null, baselineSeconds: null },
  ...{ connections: 0, commands: 0, cibChanges: 0, memoryMb: null, floorMemoryMb: null },
};

const figures = /** @type {const} */ ([
  ...["seconds", "floorSeconds", "engineSeconds", "bareSeconds", "waveSeconds", "crmSeconds", "baselineSeconds"],
  ...["connections", "commands", "cibChanges", "memoryMb", "floorMemoryMb"],
]);

/**
 * @param {readonly (readonly Row[])[]} runs the same rows, in the same order, of each run
 * @returns {Measured[]}
 */
const medians = ([first = [], ...others]) =>
  first.map((row, i) => {
    const all = [row, ...others.flatMap((rows) => rows[i] ?? [])];
    const of = (/** @type {keyof Row} */ figure) =>
      all.map((each) => each[figure]).filter((value) => typeof value === "number");
    const values = figures.map((figure) => [figure, row[figure] === null ? null : median(of(figure))]);
    return {
      row: { ...row, .../** @type {Partial<Row>} */ (Object.fromEntries(values)) },
      ...{ seconds: range(of("seconds")), floor: range(of("floorSeconds")) },
    };
  });

module.exports = { none, medians };
