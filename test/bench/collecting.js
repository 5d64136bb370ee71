const v8 = require("node:v8");
const vm = require("node:vm");

const pause = 250;

// Loaded into every process of an engine's run: of those that serve resources the memory is of interest.
if (process.argv.some((each) => each.includes("dynamic-provider"))) {
  v8.setFlagsFromString("--expose-gc");
  const context = vm.createContext();
  setInterval(() => {
    vm.runInContext("gc()", context);
  }, pause).unref();
}
