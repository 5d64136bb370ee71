/** @param {readonly number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1] ?? NaN, sorted[Math.floor(half)] ?? NaN];
  return (low + high) / 2;
}

/** @param {number} seconds */
const shown = (seconds) => seconds.toFixed(Math.abs(seconds) < 0.1 && seconds !== 0 ? 4 : 1);

/** @param {readonly number[]} values */
const range = (values) => `${shown(Math.min(...values))}–${shown(Math.max(...values))}`;

/** @param {readonly (readonly string[])[]} rows the first has the titles */
function table(rows) {
  const width = (/** @type {number} */ column) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const line = (/** @type {readonly string[]} */ row) =>
    row.map((cell, i) => (i < 2 ? cell.padEnd(width(i)) : cell.padStart(width(i)))).join("  ");
  return rows.map(line).join("\n");
}

module.exports = { median, range, shown, table };
