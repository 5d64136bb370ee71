const { spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { root } = require("./folders");
const { Interrupted } = require("./explained");

/** @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void }} Options */
/** @typedef {{ code: number, stdout: string, output: string }} Ended both streams are in the output */

/** A shell opened with `su` has no sbin folders, where the lab's commands are. */
const searchPath = (/** @type {NodeJS.ProcessEnv} */ env) =>
  [...(env["PATH"] ?? "").split(path.delimiter), "/usr/sbin", "/sbin"].filter((folder, i, all) => {
    return folder !== "" && all.indexOf(folder) === i;
  });

/**
 * @param {string} name
 * @param {string[]} [folders]
 */
function which(name, folders = searchPath(process.env)) {
  return folders
    .map((folder) => path.join(folder, name))
    .find((file) => {
      try {
        fs.accessSync(file, fs.constants.X_OK);
        return fs.statSync(file).isFile();
      } catch {
        return false; // not there, or not ours to run: look on
      }
    });
}

/**
 * Runs a command to its end. Its output goes to ours, or line by line to `onLine`, and is then given back.
 * A Ctrl-C reaches the command from the terminal itself: we wait for what it does about it, then stop too.
 * @param {string} file
 * @param {string[]} args
 * @param {Options} [options]
 * @returns {Promise<Ended>}
 */
function run(file, args, { cwd = root, env = process.env, onLine } = {}) {
  return new Promise((resolve, reject) => {
    const all = { ...env, PATH: searchPath(env).join(path.delimiter) };
    const child = spawn(file, args, { cwd, env: all, stdio: onLine ? ["ignore", "pipe", "pipe"] : "inherit" });
    let interrupted = false;
    const said = { stdout: "", output: "" };
    let rest = "";
    const note = () => (interrupted = true);
    const forward = () => {
      interrupted = true;
      child.kill("SIGTERM");
    };
    const hear = (/** @type {string} */ chunk) => {
      said.output += chunk;
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine?.(line);
    };
    const done = () => process.off("SIGINT", note).off("SIGTERM", forward);
    process.on("SIGINT", note).on("SIGTERM", forward);
    child.stdout?.setEncoding("utf8").on("data", (/** @type {string} */ chunk) => {
      said.stdout += chunk;
      hear(chunk);
    });
    child.stderr?.setEncoding("utf8").on("data", hear);
    child.on("error", (error) => {
      done();
      reject(error);
    });
    child.on("close", (code) => {
      done();
      if (interrupted) reject(new Interrupted());
      else resolve({ code: code ?? 1, ...said });
    });
  });
}

/**
 * @param {string} file
 * @param {string[]} args
 * @param {Options} [options]
 */
const capture = (file, args, options) => run(file, args, { ...options, onLine: () => undefined });

module.exports = { searchPath, which, run, capture };
