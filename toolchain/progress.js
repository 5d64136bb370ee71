/** @param {number} milliseconds */
function elapsed(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * Shows that a piece of work goes on, for how long, and what it says about itself: one line on a terminal that
 * changes every second, a line every half minute elsewhere. On stderr: the output is the command's own.
 * @template T
 * @param {string} title
 * @param {(note: (text: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function during(title, work) {
  const began = Date.now();
  const terminal = process.stderr.isTTY;
  let note = "";
  const show = (/** @type {string} */ text) => process.stderr.write(terminal ? `\r\x1b[K${text}` : `${text}\n`);
  const now = () => `${title}: ${[note, elapsed(Date.now() - began)].filter(Boolean).join(", ")}`;
  const timer = setInterval(
    () => show(now().slice(0, terminal ? process.stderr.columns : undefined)),
    terminal ? 1000 : 30_000,
  );
  show(`${title} …`);
  try {
    const result = await work((text) => (note = text));
    show(`${title}: done in ${elapsed(Date.now() - began)}${terminal ? "\n" : ""}`);
    return result;
  } catch (error) {
    show(`${title}: failed after ${elapsed(Date.now() - began)}${terminal ? "\n" : ""}`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

module.exports = { elapsed, during };
