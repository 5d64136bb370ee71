const fs = require("node:fs");
const { Explained, start } = require("./explained");
const { cacheFolder, stateFolder } = require("./folders");
const { labDown, labNames } = require("./labs");
const { setUp } = require("./setup");

/** Deleting must never reach through a mount into something else. */
function mountsIn(/** @type {string} */ folder) {
  const lines = fs.readFileSync("/proc/self/mounts", "utf8").split("\n");
  const targets = lines.map((line) => (line.split(" ")[1] ?? "").replaceAll("\\040", " "));
  return targets.filter((target) => target === folder || target.startsWith(`${folder}/`));
}

start(async (args) => {
  if (args.length > 0) throw new Explained("npm run clean takes no arguments.", 2);
  const labs = labNames();
  if (labs.length > 0) {
    await setUp({ lab: true, engine: false });
    await labDown(labs);
  }
  for (const folder of [cacheFolder(), stateFolder()]) {
    const mounted = mountsIn(folder);
    if (mounted.length > 0) throw new Explained(`${mounted.join(" ")} is mounted: unmount it, then run this again.`);
    const there = fs.existsSync(folder);
    fs.rmSync(folder, { recursive: true, force: true });
    console.log(there ? `Removed ${folder}` : `Nothing in ${folder}`);
  }
  console.log("Left are the caches of npm and of Go, and the Debian packages that the lab uses.");
  return 0;
});
