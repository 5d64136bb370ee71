const { spawn } = require("node:child_process");
const events = require("node:events");
const fs = require("node:fs");
const path = require("node:path");

/**
 * Holds a lock of the kernel's on a file while `work` runs. It goes with us however we end: its holder reads
 * from us and ends when we do. It has a session of its own, so that a Ctrl-C does not take it away before us.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {{ busy: (() => void) }} options called when somebody else holds it: throw there, or return to wait
 * @returns {Promise<T>}
 */
async function locked(file, work, { busy }) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const take = async (/** @type {string[]} */ flags) => {
    const holder = spawn("flock", [...flags, file, "sh", "-c", "echo held; exec cat"], {
      stdio: ["pipe", "pipe", "inherit"],
      detached: true,
    });
    const said = /** @type {unknown[]} */ (
      await Promise.race([events.once(holder.stdout, "data"), events.once(holder.stdout, "end")])
    );
    return said.length > 0 ? holder : undefined;
  };
  let holder = await take(["--nonblock"]);
  if (!holder) {
    busy();
    holder = await take([]);
  }
  if (!holder) throw new Error(`flock ${file} ended without the lock`);
  const gone = events.once(holder, "exit");
  try {
    return await work();
  } finally {
    holder.stdin.end();
    await gone;
  }
}

module.exports = { locked };
