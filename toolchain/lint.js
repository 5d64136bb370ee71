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
];

start(async () => {
  // The examples import the package by its name, which leads into dist/.
  await setUp({ lab: false, engine: false });
  /** @type {string[]} */
  const failed = [];
  for (const [name = "", ...args] of checks) {
    console.log(`${name} ${args.join(" ")}`);
    const { code } = await run(path.join(root, "node_modules/.bin", name), args);
    if (code !== 0) failed.push(name);
  }
  console.log(failed.length === 0 ? "Nothing to mend." : `To mend: ${failed.join(", ")}, see above.`);
  return failed.length === 0 ? 0 : 1;
});
