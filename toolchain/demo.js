const fs = require("node:fs");
const path = require("node:path");
const { capture } = require("./command");
const { engineEnvironment } = require("./engine");
const { Explained, Interrupted, start } = require("./explained");
const { cacheFolder, root, stateFolder } = require("./folders");
const { parseJson } = require("./json");
const { labDown, labNames } = require("./labs");
const { locked } = require("./lock");
const { fetchPage } = require("./page");
const { setUp } = require("./setup");
const { folder, pulumi, stack, stackExists, unlock } = require("./demo-stack");

/** The provider's name in the program, and the address that it declares. */
const provider = "web";
const url = "http://10.0.2.10/";
/** The lab of the program's machines, by their addresses. */
const lab = "default";

const command = path.join(root, "dist/cli/index.js");

const say = (/** @type {string} */ text) => {
  console.log(`\n== ${text}`);
};

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} args
 */
async function pacemaker(env, ...args) {
  const all = [...args, "--stack", stack, "--provider", provider];
  console.log(`$ npx pulumi-pacemaker ${all.join(" ")}`);
  const { code, stdout, output } = await capture(process.execPath, [command, ...all], { env });
  if (code !== 0) throw new Explained(output.trim());
  return stdout;
}

/**
 * The node that the failover address is on.
 * @param {NodeJS.ProcessEnv} env
 */
async function activeNode(env) {
  const answer = await pacemaker(env, "status", "--json");
  const { resources } = /** @type {{ resources: { id: string, nodes: string[] }[] }} */ (parseJson(answer));
  const node = resources.find(({ id }) => id === "failover-ip")?.nodes[0];
  if (!node) throw new Explained("failover-ip runs on no node.");
  return node;
}

async function showPage() {
  const page = await fetchPage(url, 30);
  const text = page.replace(/<(style|script|title)[^]*?<\/\1>/gi, "").replace(/<[^>]*>/g, "");
  console.log(`${url} says: ${text.trim().replace(/\s+/g, " ").slice(0, 200)}`);
}

/** @param {NodeJS.ProcessEnv} env */
async function up(env) {
  say("pulumi up: machines and cluster in one run");
  if (!(await stackExists(env))) await pulumi(env, "stack", "init");
  await unlock(env);
  await pulumi(env, "up", "--yes");

  say("The page over the failover address");
  await showPage();

  const before = await activeNode(env);
  say(`${before} goes on standby`);
  console.log((await pacemaker(env, "standby", before)).trim());
  await showPage();
  console.log(`The address was on ${before} and is on ${await activeNode(env)} now.`);
  console.log((await pacemaker(env, "online", before)).trim());

  say("Yours to try: npm run lab -- status, npm run lab -- ssh 1 crm status; npm run demo -- down removes it.");
}

/** @param {NodeJS.ProcessEnv} env */
async function down(env) {
  /** @type {Explained | undefined} */
  let problem;
  if (await stackExists(env)) {
    say("pulumi destroy");
    await unlock(env);
    try {
      await pulumi(env, "destroy", "--yes");
    } catch (error) {
      if (!(error instanceof Explained) || error instanceof Interrupted) throw error;
      problem = error;
      console.log("The machines go all the same, and the stack with them.");
    }
  }
  if (labNames().includes(lab)) {
    say("lab down");
    await labDown([lab]);
  }
  if (await stackExists(env)) await pulumi(env, "stack", "rm", "--yes", "--force");
  fs.rmSync(folder, { recursive: true, force: true });
  say(`Gone, but for caches in ${cacheFolder()} (npm run clean removes them).`);
  if (problem) throw problem;
}

start(async (args) => {
  const work = { "": up, down }[args.join(" ")];
  if (!work) throw new Explained("npm run demo, or npm run demo -- down", 2);
  const onPath = await setUp({ lab: true, engine: true });
  const env = engineEnvironment(folder, onPath);
  const busy = () => {
    throw new Explained("Another npm run demo is under way: wait for it, or end it.");
  };
  try {
    await locked(path.join(stateFolder(), "demo.lock"), () => work(env), { busy });
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    throw new Explained(
      "Interrupted. npm run demo goes on from here, npm run demo -- down removes what there is.",
      130,
    );
  }
  return 0;
});
