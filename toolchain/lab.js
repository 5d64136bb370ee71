const { run } = require("./command");
const { start } = require("./explained");
const { labCommand } = require("./labs");
const { setUp } = require("./setup");

start(async (args) => {
  await setUp({ lab: true, engine: false });
  const { code } = await run(process.execPath, [labCommand, ...args]);
  return code;
});
