const { start } = require("./explained");
const { setUp } = require("./setup");

start(async () => {
  await setUp({ lab: false, engine: false });
  return 0;
});
