const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { run } = require("./command");
const { engineEnvironment } = require("./engine");
const { start } = require("./explained");
const { root } = require("./folders");
const { setUp } = require("./setup");

start(async (args) => {
  const onPath = await setUp({ lab: true, engine: true });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-pacemaker-bench-"));
  try {
    const env = engineEnvironment(folder, onPath);
    const { code } = await run(process.execPath, [path.join(root, "test/bench/main.js"), ...args], { env });
    return code;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
