const path = require("node:path");
const { run } = require("./command");
const { start } = require("./explained");
const { root } = require("./folders");
const { setUp } = require("./setup");

/** Each with its arguments; all run, so that one look shows everything there is to mend. */
const checks = [
  ["prettier", "--check", "."],
  ["eslint", "."],
  ["tsc", "--noEmit"],
  ["depcruise", "provider", "sdk", "cli", "lab"],
  ["node", "toolchain/generate.js", "--check"],
];

start(async () => {
  // The examples import the package by its name, which leads into dist/.
  await setUp({ lab: false, engine: false });
  /** @type {string[]} */
  const failed = [];
  const env = {
    ...process.env,
    PATH: [path.join(root, "node_modules/.bin"), process.env["PATH"]].join(path.delimiter),
  };
  for (const [name = "", ...args] of checks) {
    console.log(`${name} ${args.join(" ")}`);
    const { code } = await run(name, args, { env });
    if (code !== 0) failed.push(name);
  }
  console.log(failed.length === 0 ? "Nothing to mend." : `To mend: ${failed.join(", ")}, see above.`);
  return failed.length === 0 ? 0 : 1;
});
