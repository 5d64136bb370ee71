const fs = require("node:fs");
const path = require("node:path");
const { clouds, failed, passed } = require("../test/clouds/clouds");
const { capture, run } = require("./command");
const { Explained, start } = require("./explained");
const { cacheFolder, root } = require("./folders");
const { readJson } = require("./json");
const { locked } = require("./lock");
const { during } = require("./progress");
const { setUp } = require("./setup");

/**
 * The examples for clouds, as who copies them has them: with the published SDKs of the clouds, which are too large for
 * the repository's own packages, and this package beside them. They are compiled, and run without an engine.
 */
const folder = path.join(cacheFolder(), "clouds");
const checkFile = path.join(root, "test/clouds/check.js");

/** @typedef {{ name?: string, dependencies?: Record<string, string>, devDependencies?: Record<string, string> }} Manifest */

const manifest = (/** @type {string} */ file) => /** @type {Manifest} */ (readJson(file));

/** The packages that the programs ask for, and those that this one needs; the compiler is the repository's. */
async function installSdks() {
  const own = manifest(path.join(root, "package.json"));
  const asked = Object.keys(clouds).map((name) => manifest(path.join(root, "examples", name, "package.json")));
  const all = [own.dependencies, ...asked.flatMap((each) => [each.dependencies, each.devDependencies])];
  const dependencies = Object.fromEntries(
    all.flatMap((each) => Object.entries(each ?? {}).filter(([name]) => name !== own.name && name !== "typescript")),
  );
  const text = `${JSON.stringify({ private: true, dependencies }, null, 2)}\n`;
  const stamp = path.join(folder, "installed");
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === text) return;
  fs.rmSync(path.join(folder, "node_modules"), { recursive: true, force: true });
  fs.rmSync(stamp, { force: true });
  fs.writeFileSync(path.join(folder, "package.json"), text);
  await during("Installing the SDKs of the clouds with npm", async () => {
    const args = ["install", "--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund"];
    const { code, output } = await capture("npm", args, { cwd: folder });
    if (code !== 0) throw new Explained(`npm ${args.join(" ")} failed in ${folder}:\n${output.trim()}`);
  });
  fs.writeFileSync(stamp, text);
}

/** The programs and this package beside the SDKs, as they are now. */
function copyOurs() {
  const ours = path.join(folder, "node_modules", "pulumi-pacemaker");
  const copies = [
    ...Object.keys(clouds).map((name) => [path.join(root, "examples", name), path.join(folder, name)]),
    ...["dist", "package.json"].map((name) => [path.join(root, name), path.join(ours, name)]),
  ];
  for (const [from = "", to = ""] of copies) {
    fs.rmSync(to, { recursive: true, force: true });
    fs.cpSync(from, to, { recursive: true, filter: (file) => path.basename(file) !== "node_modules" });
  }
}

/**
 * A program's own text, which `npm run lint` leaves out.
 * @param {string} name
 */
function inItself(name) {
  const tool = async (/** @type {string} */ file, /** @type {string[]} */ args) =>
    (await run(path.join(root, "node_modules/.bin", file), args, { cwd: folder })).code === 0;
  return {
    "its types": () => tool("tsc", ["-p", name, "--noEmit", "false", "--strict"]),
    "its style": () => tool("eslint", ["--config", path.join(root, "eslint.config.js"), `${name}/*.ts`]),
  };
}

/** @returns {Promise<{ passed: number, failed: number }>} */
async function checkAll() {
  const count = { passed: 0, failed: 0 };
  const hear = (/** @type {string} */ line) => {
    console.log(line);
    if (line.startsWith(passed)) count.passed += 1;
    if (line.startsWith(failed)) count.failed += 1;
  };
  for (const [name, { variants }] of Object.entries(clouds)) {
    console.log(`examples/${name}`);
    const before = count.failed;
    for (const [title, isRight] of Object.entries(inItself(name)))
      hear(`${(await isRight()) ? passed : failed}${title}`);
    for (const [i, variant] of count.failed === before ? variants.entries() : [])
      for (const mode of ["preview", "update"]) {
        console.log(`examples/${name}, ${[mode, ...Object.entries(variant).map((each) => each.join(" "))].join(", ")}`);
        const { code } = await run(process.execPath, [checkFile, name, String(i), mode], {
          cwd: folder,
          onLine: hear,
        });
        if (code !== 0) count.failed += 1;
      }
  }
  return count;
}

async function clouded() {
  await setUp({ lab: false, engine: false });
  fs.mkdirSync(folder, { recursive: true });
  const count = await locked(
    path.join(folder, "lock"),
    async () => {
      await installSdks();
      copyOurs();
      return checkAll();
    },
    {
      busy: () => {
        console.error("Another command checks the programs for clouds: waiting for it.");
      },
    },
  );
  console.log(`${count.passed} passed, ${count.failed} failed`);
  return count.failed === 0 ? 0 : 1;
}

start(clouded);
