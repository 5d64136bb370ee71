const { usual } = require("./works");
const { shown, table } = require("./table");

/** @typedef {import("./rows").Row} Row */
/**
 * @typedef {object} Target what the package wants to reach
 * @property {string} what
 * @property {(row: Row) => boolean} of
 * @property {(row: Row, find: (other: Partial<Row>) => Row | undefined) => number} figure not a number: not measured
 * @property {{ what: string, figure: Target["figure"] }} [apart] the same without what is not this package's
 * @property {number} [least]
 * @property {number} [most]
 */

/** Own time: what the engine does not take anyway. @param {Row | undefined} row */
const own = (row) => (row ? row.seconds - row.floorSeconds : NaN);

/** The same without what the engine takes to keep and to carry the arguments. @param {Row | undefined} row */
const ownBesideArguments = (row) => (row ? row.seconds - (row.engineSeconds ?? NaN) : NaN);
const besideArguments = "beside the same arguments";

/** @param {Row | undefined} row */
const ownMemory = (row) => (row?.memoryMb ?? NaN) - (row?.floorMemoryMb ?? NaN);

/** @param {Row} row */
const ownOfBaseline = ({ baselineSeconds, floorSeconds }) => (baselineSeconds ?? NaN) - floorSeconds;

/** @param {Row} row */
const faster = (row) => ownOfBaseline(row) / own(row);

/** @param {Row} row */
const inBare = (row) => own(row) / (row.bareSeconds ?? NaN);

/** @param {Row} row */
const inBareWithoutCrm = (row) => (own(row) - (row.crmSeconds ?? NaN)) / (row.bareSeconds ?? NaN);

/** @param {Row} row */
const inWaves = (row) => own(row) / (row.waveSeconds ?? NaN);

/** @param {Partial<Row>} part */
const like = (part) => (/** @type {Partial<Row>} */ row) =>
  Object.entries(part).every(([name, value]) => row[/** @type {keyof Row} */ (name)] === value);

const scale = { work: "scale" };
const fifty = { ...scale, resources: 50, await: "committed" };
const secondUp = (/** @type {Row} */ row) => (row.work === "scale" || row.work === "many") && row.phase === "second-up";
const isOfHundreds = (/** @type {Row} */ row) =>
  (row.work === "scale" || row.work === "many") && row.resources === 500 && row.await === "committed";
const refresh = (/** @type {Row} */ row) => isOfHundreds(row) && row.phase === "refresh";
const settled = like({ ...scale, await: "settled" });

/** @param {Row} row */
const likeOf = ({ work, resources, phase, parallel, await: until }) => ({
  ...{ work, resources, phase, parallel },
  await: until,
});

/** @param {Row} row */
const fiftyLike = (row) => ({ ...likeOf(row), ...fifty, work: row.work });

/** @type {readonly Target[]} */
const targets = [
  ...[
    { phase: "up", parallel: 64, least: 10 },
    { phase: "up", parallel: usual, least: 4 },
    { phase: "destroy", parallel: 64, least: 5 },
    { phase: "destroy", parallel: usual, least: 3 },
  ].map(({ least, ...way }) => ({
    ...{ what: "own time of remote commands, in ours", of: like({ ...fifty, ...way }), figure: faster, least },
  })),
  ...[
    { parallel: 64, most: 1.3 },
    { parallel: usual, most: 2 },
  ].map(({ parallel, most }) => ({
    what: "own time, in that of a bare write and what the cluster then does",
    of: (/** @type {Row} */ row) => settled(row) && row.parallel === parallel && row.bareSeconds !== null,
    ...{ figure: inBare, apart: { what: "without crm", figure: inBareWithoutCrm }, most },
  })),
  {
    // What the engine's slots make of it: nobody can write what it has not asked for yet.
    what: "own time, in that of bare writes of as many as there are slots, one after the other",
    of: (row) => row.work === "scale" && row.waveSeconds !== null && row.phase !== "change-one",
    ...{ figure: inWaves, most: 2 },
  },
  {
    what: "changes of the CIB, where every call has its slot",
    of: (row) => row.work === "scale" && row.phase === "up" && row.parallel >= row.resources,
    // Nothing in it depends on anything: one level, and one more.
    ...{ figure: ({ cibChanges }) => cibChanges, most: 2 },
  },
  {
    what: "own time of 500, in that of 50",
    of: (row) => isOfHundreds(row) && row.phase === "up",
    figure: (row, find) => own(row) / own(find(fiftyLike(row))),
    apart: {
      what: besideArguments,
      figure: (row, find) => ownBesideArguments(row) / ownBesideArguments(find(fiftyLike(row))),
    },
    most: 10,
  },
  {
    what: "a commit but for crm's check, in bare writes",
    of: like({ work: "commit" }),
    figure: ({ seconds, crmSeconds, bareSeconds }) => (seconds - (crmSeconds ?? NaN)) / (bareSeconds ?? NaN),
    most: 3,
  },
  {
    what: "own time, in that of one machine by hand",
    of: like({ work: "members", phase: "form" }),
    figure: inBare,
    most: 1.5,
  },
  {
    what: "own time, in that of as many machines by hand, side by side",
    of: like({ work: "members", phase: "form" }),
    figure: inWaves,
    most: 1.5,
  },
  {
    what: "own time beyond that of one machine by hand until it is a member, seconds",
    of: like({ work: "members", phase: "join" }),
    figure: (row) => own(row) - (row.bareSeconds ?? NaN),
    most: 5,
  },
  { what: "connections", of: secondUp, figure: ({ connections }) => connections, most: 0 },
  {
    ...{
      what: "time, in the engine's floor",
      of: secondUp,
      figure: (row) => row.seconds / row.floorSeconds,
      most: 1.1,
    },
    apart: { what: besideArguments, figure: (row) => row.seconds / (row.engineSeconds ?? NaN) },
  },
  { what: "commands", of: refresh, figure: ({ commands }) => commands, most: 1 },
  {
    ...{ what: "own time, seconds", of: refresh, figure: own, most: 0.5 },
    apart: { what: besideArguments, figure: ownBesideArguments },
  },
  {
    what: "memory of the provider's process beyond the floor's, MB",
    of: (row) => isOfHundreds(row) && row.phase !== "export",
    figure: ownMemory,
    apart: {
      what: "where garbage is collected at once",
      figure: (row, find) => ownMemory(find({ ...likeOf(row), work: "memory" })),
    },
    most: 50,
  },
];

/** @param {Target} target @param {number} value */
const isReached = ({ least = -Infinity, most = Infinity }, value) => value >= least && value <= most;

/** @param {readonly Row[]} rows @returns {string} one line for each target and row that it is about */
function reached(rows) {
  const find = (/** @type {Partial<Row>} */ other) => rows.find(like(other));
  const line = (/** @type {Target} */ target, /** @type {Row} */ row) => {
    const { what, figure, apart, least, most } = target;
    const { work, phase, resources, parallel } = row;
    const value = figure(row, find);
    const limit = least === undefined ? `at most ${most ?? ""}` : `at least ${least}`;
    const cells = [what, `${work} ${phase}`, `${resources}`, `${parallel}`, row.await, shown(value), limit];
    const rest = apart ? apart.figure(row, find) : NaN;
    return Number.isNaN(value)
      ? []
      : [
          [
            ...cells,
            isReached(target, value) ? "yes" : "NO",
            Number.isNaN(rest) ? "" : `${shown(rest)} ${apart?.what}`,
          ],
        ];
  };
  const titles = ["target", "work", "resources", "parallel", "await", "here", "wanted", "reached", "otherwise"];
  return table([titles, ...targets.flatMap((target) => rows.filter(target.of).flatMap((row) => line(target, row)))]);
}

module.exports = { reached };
