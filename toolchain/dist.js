const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const { run } = require("./command");
const { Explained } = require("./explained");
const { root } = require("./folders");
const { locked } = require("./lock");

const sources = ["provider", "sdk", "cli", "lab"];
const settings = ["tsconfig.json", "tsconfig.build.json", "package-lock.json"];
const dist = path.join(root, "dist");
const stamp = path.join(dist, ".sources");

/** Which files there are to compile, how long they are and when they were last written. */
function sourcesNow() {
  const inFolders = sources.flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .map((file) => path.join(folder, file)),
  );
  const hash = crypto.createHash("sha256");
  for (const file of [...inFolders, ...settings].sort()) {
    const { size, mtimeMs } = fs.statSync(path.join(root, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

const ready = () => fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === sourcesNow();

/** Compiles into an empty dist/, so that nothing of a deleted source is left in it. */
async function compile() {
  const now = sourcesNow();
  fs.rmSync(dist, { recursive: true, force: true });
  const { code } = await run(path.join(root, "node_modules/.bin/tsc"), ["-p", "tsconfig.build.json"]);
  if (code !== 0) throw new Explained("The sources do not compile, see above.");
  fs.chmodSync(path.join(dist, "cli/index.js"), 0o755);
  fs.writeFileSync(stamp, now);
}

/** Compiles the sources when they are not what dist/ was made of. */
async function buildDist() {
  if (ready()) return;
  await locked(
    path.join(root, "tsconfig.build.json"),
    async () => {
      if (ready()) return;
      console.error("Compiling provider, sdk, cli and lab: tsc");
      await compile();
    },
    {
      busy: () => {
        console.error("Another command compiles: waiting for it.");
      },
    },
  );
}

module.exports = { buildDist };
