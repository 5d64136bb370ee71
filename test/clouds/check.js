const assert = require("node:assert");
const { createRequire } = require("node:module");
const path = require("node:path");
const { start } = require("../../toolchain/explained");
const { clouds, failed, passed } = require("./clouds");
const { ofCluster } = require("./of-cluster");
const { same } = require("./program");
const { registered } = require("./registered");

/** What stands in a preview for what is not known yet. */
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * A program and its checks, in a process of their own: what the SDK keeps is for one program.
 * @param {string[]} args
 */
async function check([name = "", variant = "", mode]) {
  const cloud = clouds[name] ?? assert.fail(`no cloud ${name}`);
  const preview = mode === "preview";
  /** @type {import("./program").Stage} */
  const stage = {
    preview,
    config: { ...cloud.config, ...cloud.variants[Number(variant)] },
    made: (value) => (preview ? unknown : value),
  };
  /** @type {(id: string) => unknown} */
  const load = createRequire(path.join(process.cwd(), name, "index.js"));
  const program = await registered(load, cloud, stage);
  const checks = {
    /** @type {(program: import("./program").Program, stage: import("./program").Stage) => void} */
    "the program declares what it is to, and nothing else": () => {
      same(Object.keys(program).sort(), [...cloud.declares(stage)].sort());
    },
    ...cloud.checks,
    ...ofCluster,
  };
  for (const [title, judge] of Object.entries(checks)) {
    try {
      judge(program, stage);
      console.log(`${passed}${title}`);
    } catch (error) {
      console.log(`${failed}${title}\n${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return 0;
}

start(check);
