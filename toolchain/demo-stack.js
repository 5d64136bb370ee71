const fs = require("node:fs");
const path = require("node:path");
const { capture, run } = require("./command");
const { Explained } = require("./explained");
const { stateFolder } = require("./folders");
const { parseJson, readJson } = require("./json");

const stack = "demo";

/** The stack's state, passphrase and engine files. */
const folder = path.join(stateFolder(), "demo");

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} args
 */
async function pulumi(env, ...args) {
  const { code } = await run("pulumi", [...args, "--stack", stack], { env });
  if (code !== 0) throw new Explained(`pulumi ${args.join(" ")} failed, see above.`);
}

/** @param {NodeJS.ProcessEnv} env */
async function stackExists(env) {
  const { code, stdout, output } = await capture("pulumi", ["stack", "ls", "--json"], { env });
  if (code !== 0) throw new Explained(`pulumi stack ls failed:\n${output.trim()}`);
  const stacks = /** @type {{ name: string }[]} */ (parseJson(stdout));
  return stacks.some(({ name }) => name === stack);
}

/**
 * Removes the lock that an engine left which was killed; one that still runs keeps it.
 * @param {NodeJS.ProcessEnv} env
 */
async function unlock(env) {
  const locks = path.join(folder, "stacks/.pulumi/locks");
  const all = fs.existsSync(locks) ? fs.readdirSync(locks, { recursive: true, encoding: "utf8" }) : [];
  const held = all.filter((file) => file.endsWith(".json")).map((file) => readJson(path.join(locks, file)));
  for (const { pid } of /** @type {{ pid: number }[]} */ (held)) {
    const name = `/proc/${pid}/comm`;
    if (fs.existsSync(name) && fs.readFileSync(name, "utf8").trim() === "pulumi")
      throw new Explained(`pulumi still works on the stack as process ${pid}: wait for it, or end it.`);
  }
  if (held.length > 0) await pulumi(env, "cancel", "--yes");
}

module.exports = { folder, pulumi, stack, stackExists, unlock };
