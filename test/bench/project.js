const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { capture } = require("../../toolchain/command");
const { Explained } = require("../../toolchain/explained");
const { root } = require("../../toolchain/folders");

/** @typedef {"up" | "second-up" | "refresh" | "destroy"} EnginePhase */
/** @typedef {EnginePhase | "export"} Phase */

/** @type {Record<EnginePhase, string[]>} */
const commands = {
  up: ["up", "--skip-preview"],
  "second-up": ["up", "--skip-preview"],
  refresh: ["refresh", "--skip-preview"],
  destroy: ["destroy", "--skip-preview"],
};

/**
 * @param {() => Promise<unknown>} act
 * @returns {Promise<number>} seconds
 */
async function timed(act) {
  const began = process.hrtime.bigint();
  await act();
  return Number(process.hrtime.bigint() - began) / 1e9;
}

/**
 * A project of its own for a program, with a stack on this disk: what a user starts, timed from outside.
 * @param {string} program
 * @param {import("./programs/wanted")} wanted
 */
async function project(program, wanted) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-pacemaker-bench-"));
  const state = path.join(folder, "state");
  fs.mkdirSync(state);
  fs.symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  fs.writeFileSync(path.join(folder, "index.js"), `require(${JSON.stringify(program)});\n`);
  fs.writeFileSync(
    path.join(folder, "Pulumi.yaml"),
    "name: bench\nruntime: { name: nodejs, options: { typescript: false } }\nmain: index.js\n",
  );
  const env = {
    ...process.env,
    PULUMI_BACKEND_URL: `file://${state}`,
    BENCH: JSON.stringify(wanted),
  };
  /** @param {string[]} args */
  const pulumi = async (...args) => {
    const { code, output } = await capture("pulumi", args, { cwd: folder, env });
    if (code !== 0) throw new Explained(`pulumi ${args.join(" ")}:\n${output.trim()}`);
    return output;
  };
  await pulumi("stack", "init", "bench");
  return {
    /**
     * @param {EnginePhase} phase
     * @param {number} parallel
     */
    run: (phase, parallel) =>
      timed(() => pulumi(...commands[phase], "--yes", "--stack", "bench", "--parallel", `${parallel}`)),
    remove: () => {
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

module.exports = { project, timed };
