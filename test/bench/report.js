const { shown, table } = require("./table");

/** @typedef {import("./rows").Measured} Measured */

const orNone = (/** @type {number | null} */ value) => (value === null ? "" : shown(value));

/** @type {Readonly<Record<string, (measured: Measured) => string>>} by title */
const columns = {
  work: ({ row }) => row.work,
  phase: ({ row }) => row.phase,
  resources: ({ row }) => `${row.resources}`,
  parallel: ({ row }) => `${row.parallel}`,
  await: ({ row }) => row.await,
  seconds: ({ row }) => shown(row.seconds),
  "min–max": ({ seconds }) => seconds,
  floor: ({ row }) => shown(row.floorSeconds),
  "its min–max": ({ floor }) => floor,
  "same arguments": ({ row }) => orNone(row.engineSeconds),
  bare: ({ row }) => orNone(row.bareSeconds),
  "in waves": ({ row }) => orNone(row.waveSeconds),
  crm: ({ row }) => orNone(row.crmSeconds),
  baseline: ({ row }) => orNone(row.baselineSeconds),
  connections: ({ row }) => `${row.connections}`,
  commands: ({ row }) => `${row.commands}`,
  "CIB changes": ({ row }) => `${row.cibChanges}`,
  MB: ({ row }) => orNone(row.memoryMb),
  "floor's MB": ({ row }) => orNone(row.floorMemoryMb),
};

/** @param {readonly Measured[]} measured */
const figures = (measured) =>
  table([Object.keys(columns), ...measured.map((each) => Object.values(columns).map((cell) => cell(each)))]);

module.exports = { figures };
