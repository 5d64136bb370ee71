const fs = require("node:fs");

const pause = 300;

/** @param {string} file of /proc: of a process that may have ended */
function read(file) {
  try {
    return fs.readFileSync(`/proc/${file}`, "utf8");
  } catch {
    return "";
  }
}

/** @param {number} pid @returns {boolean} */
function isOurs(pid) {
  const parent = Number(/^PPid:\s*(\d+)/m.exec(read(`${pid}/status`))?.[1] ?? 0);
  return parent === process.pid || (parent > 1 && isOurs(parent));
}

/** The most that any provider process below this one has had in memory at once, in MB. */
const peak = () =>
  fs
    .readdirSync("/proc")
    .filter(
      (name) => /^\d+$/.test(name) && read(`${name}/cmdline`).includes("dynamic-provider") && isOurs(Number(name)),
    )
    .map((pid) => Number(/^VmHWM:\s*(\d+)/m.exec(read(`${pid}/status`))?.[1] ?? 0) / 1024)
    .reduce((most, each) => Math.max(most, each), 0);

/**
 * @template T
 * @param {() => Promise<T>} act
 * @returns {Promise<{ result: T, memoryMb: number }>} with the peak of the provider processes that it started
 */
async function withPeak(act) {
  let memoryMb = 0;
  const timer = setInterval(() => (memoryMb = Math.max(memoryMb, peak())), pause);
  try {
    return { result: await act(), memoryMb };
  } finally {
    clearInterval(timer);
  }
}

module.exports = { withPeak };
