const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { capture } = require("../../toolchain/command");
const { Explained } = require("../../toolchain/explained");
const { root } = require("../../toolchain/folders");

/** @typedef {"up" | "second-up" | "change-one" | "change-all" | "refresh" | "destroy"} EnginePhase */
/** @typedef {EnginePhase | "export"} Phase */

/** @type {Record<EnginePhase, { command: "up" | "refresh" | "destroy", changed: import("./field").Changed }>} */
const runs = {
  up: { command: "up", changed: "none" },
  "second-up": { command: "up", changed: "none" },
  "change-one": { command: "up", changed: "one" },
  "change-all": { command: "up", changed: "all" },
  refresh: { command: "refresh", changed: "all" },
  destroy: { command: "destroy", changed: "all" },
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
 * @param {Omit<import("./programs/wanted"), "changed">} wanted
 * @param {Readonly<Record<string, string>>} [environment] of the engine and all that it starts
 */
async function project(program, wanted, environment = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-pacemaker-bench-"));
  const state = path.join(folder, "state");
  fs.mkdirSync(state);
  fs.symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  fs.writeFileSync(path.join(folder, "index.js"), `require(${JSON.stringify(program)});\n`);
  fs.writeFileSync(
    path.join(folder, "Pulumi.yaml"),
    "name: bench\nruntime: { name: nodejs, options: { typescript: false } }\nmain: index.js\n",
  );
  /** @param {import("./field").Changed} changed @param {string[]} args */
  const pulumi = async (changed, ...args) => {
    const own = { PULUMI_BACKEND_URL: `file://${state}`, BENCH: JSON.stringify({ ...wanted, changed }) };
    const { code, output } = await capture("pulumi", args, {
      cwd: folder,
      env: { ...process.env, ...environment, ...own },
    });
    if (code !== 0) throw new Explained(`pulumi ${args.join(" ")}:\n${output.trim()}`);
  };
  await pulumi("none", "stack", "init", "bench");
  return {
    /**
     * @param {EnginePhase} phase
     * @param {number} parallel
     */
    run(phase, parallel) {
      const { command, changed } = runs[phase];
      const flags = ["--skip-preview", "--yes", "--stack", "bench", "--parallel", `${parallel}`];
      return timed(() => pulumi(changed, command, ...flags));
    },
    remove: () => {
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

module.exports = { project, timed };
