const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const { capture, searchPath, which } = require("./command");
const { cacheFolder, root } = require("./folders");
const { builtEngine, checkGo, engineFolder } = require("./go-build");
const { oldestPulumi } = require("./missing");
const { atLeast } = require("./version");

/** The engine starts dynamic providers through this script of the SDK's. */
const launcher = "pulumi-resource-pulumi-nodejs";

/** Is the `pulumi` on PATH new enough, and does it come with the host of Node programs? */
async function installedServes() {
  const pulumi = which("pulumi");
  if (!pulumi) return false;
  const { code, output } = await capture(pulumi, ["version"]);
  if (code !== 0 || !atLeast(output, oldestPulumi)) {
    console.error(`${pulumi} is not used: it is ${output.trim()}, needed is ${oldestPulumi} or newer.`);
    return false;
  }
  const folder = path.dirname(fs.realpathSync(pulumi));
  if (!which("pulumi-language-nodejs", [folder, ...searchPath(process.env)])) {
    console.error(`${pulumi} is not used: there is no pulumi-language-nodejs beside it or on PATH.`);
    return false;
  }
  return true;
}

/** Says at once, before minutes of other set-up, whether there will be an engine. */
async function checkEngine() {
  if (!fs.existsSync(engineFolder()) && !(await installedServes())) await checkGo();
}

/**
 * Puts the SDK's launcher, in the version that is installed here, into a folder of ours.
 * @param {string} folder
 */
function placeLauncher(folder) {
  const text = fs.readFileSync(path.join(root, "node_modules/@pulumi/pulumi", launcher));
  const file = path.join(folder, launcher);
  if (!fs.existsSync(file) || !fs.readFileSync(file).equals(text)) {
    fs.mkdirSync(folder, { recursive: true });
    const unfinished = `${file}.${process.pid}`;
    fs.writeFileSync(unfinished, text, { mode: 0o755 });
    fs.renameSync(unfinished, file);
  }
  return folder;
}

/**
 * PATH with an engine on it. Nothing of it is put before the user's own folders but the engine that was built.
 * @returns {Promise<string[]>}
 */
async function engineOnPath() {
  const own = searchPath(process.env);
  if (!(await installedServes())) return [placeLauncher(await builtEngine()), ...own];
  return which(launcher) ? own : [...own, placeLauncher(path.join(cacheFolder(), "launcher"))];
}

/** Of a user's own Pulumi set-up, what would lead a stack in a folder astray. */
const foreign = ["PULUMI_ACCESS_TOKEN", "PULUMI_STACK", "PULUMI_CONFIG_PASSPHRASE", "PULUMI_CREDENTIALS_PATH"];

/**
 * An environment in which the engine keeps everything in one folder and asks nobody.
 * @param {string} folder
 * @param {string[]} onPath
 * @returns {NodeJS.ProcessEnv}
 */
function engineEnvironment(folder, onPath) {
  const stacks = path.join(folder, "stacks");
  const passphrase = path.join(folder, "passphrase");
  fs.mkdirSync(stacks, { recursive: true, mode: 0o700 });
  if (!fs.existsSync(passphrase)) fs.writeFileSync(passphrase, crypto.randomBytes(32).toString("hex"), { mode: 0o600 });
  const own = Object.entries(process.env).filter(([name]) => !foreign.includes(name));
  return {
    ...Object.fromEntries(own),
    PATH: onPath.join(path.delimiter),
    PULUMI_HOME: path.join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${stacks}`,
    PULUMI_CONFIG_PASSPHRASE_FILE: passphrase,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}

module.exports = { checkEngine, engineEnvironment, engineOnPath };
