const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const { capture, run, which } = require("./command");
const { Explained } = require("./explained");
const { cacheFolder } = require("./folders");
const { locked } = require("./lock");
const { missingGo } = require("./missing");
const { during } = require("./progress");

/**
 * @typedef {object} Program
 * @property {string} binary
 * @property {string} folder with its go.mod and go.sum
 * @property {string} source the Go package
 * @property {string} tags
 */

/** @type {Program[]} */
const programs = [
  {
    binary: "pulumi",
    folder: path.join(__dirname, "go/cli"),
    source: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    tags: "osusergo,grpcnotrace",
  },
  {
    binary: "pulumi-language-nodejs",
    folder: path.join(__dirname, "go/language-nodejs"),
    source: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    tags: "",
  },
];

/** The SDK's version is what both programs say of themselves, and the symbol that says it. */
const sdk = "github.com/pulumi/pulumi/sdk/v3";

const goMod = (/** @type {Program} */ { folder }) => fs.readFileSync(path.join(folder, "go.mod"), "utf8");

/** @param {string} text a go.mod */
function versionOfSdk(text) {
  const found = new RegExp(`${sdk} (v[0-9.]+)`).exec(text);
  if (!found?.[1]) throw new Error(`no version of ${sdk} in go.mod`);
  return found[1];
}

/** @param {string} text a go.mod */
function versionOfGo(text) {
  const found = /^go (\S+)$/m.exec(text);
  if (!found?.[1]) throw new Error("no version of Go in go.mod");
  return found[1];
}

/** @param {Program} program */
function words(program) {
  const symbol = `-X ${sdk}/go/common/version.Version=${versionOfSdk(goMod(program))}`;
  return ["build", "-v", "-mod=readonly", "-trimpath", "-tags", program.tags, "-ldflags", `-s -w ${symbol}`];
}

/** Another key, another folder: whatever decides what comes out of the build is in it. */
function key(/** @type {string[]} */ parts) {
  const hash = crypto.createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return hash.digest("hex").slice(0, 16);
}

function engineFolder() {
  const sums = programs.flatMap((program) => [
    goMod(program),
    fs.readFileSync(path.join(program.folder, "go.sum"), "utf8"),
    words(program).join(" "),
  ]);
  return path.join(cacheFolder(), "engine", key([process.platform, process.arch, ...sums]));
}

/** Throws when there is no Go that can build the engine. */
async function checkGo() {
  const go = which("go");
  const said = go ? (await capture(go, ["version"])).output.trim() : undefined;
  const toolchain = go ? (await capture(go, ["env", "GOTOOLCHAIN"])).output.trim() : "";
  const wanted = versionOfGo(programs.map(goMod)[0] ?? "");
  const version = said?.replace(/^go version go(\S+).*$/s, "Go $1");
  const missing = missingGo({ version, toolchain }, wanted);
  if (missing) throw new Explained(missing);
}

/**
 * @param {Program} program
 * @param {string} into
 */
async function build(program, into) {
  await during(`Building ${program.binary} ${versionOfSdk(goMod(program))}, once`, async (note) => {
    let compiled = 0;
    const { code, output } = await run(
      "go",
      [...words(program), "-o", path.join(into, program.binary), program.source],
      {
        cwd: program.folder,
        env: { ...process.env, CGO_ENABLED: "0", GOWORK: "off" },
        onLine: (line) => {
          note(line.startsWith("go: ") ? "fetching modules" : `${++compiled} packages compiled`);
        },
      },
    );
    if (code !== 0) throw new Explained(`go build failed:\n${output.trim().split("\n").slice(-20).join("\n")}`);
  });
}

/** The folder with the engine that was built here, now or earlier. Two at once build it once. */
async function builtEngine() {
  const folder = engineFolder();
  if (fs.existsSync(folder)) return folder;
  await checkGo();
  const parent = path.dirname(folder);
  const busy = () => {
    console.error("The engine is being built by another command: waiting for it.");
  };
  await locked(
    path.join(parent, "lock"),
    async () => {
      if (fs.existsSync(folder)) return;
      const unfinished = `${folder}.unfinished`;
      fs.rmSync(unfinished, { recursive: true, force: true });
      fs.mkdirSync(unfinished);
      for (const program of programs) await build(program, unfinished);
      fs.renameSync(unfinished, folder);
    },
    { busy },
  );
  return folder;
}

module.exports = { builtEngine, checkGo, engineFolder, key, versionOfGo, versionOfSdk };
