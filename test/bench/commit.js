const path = require("node:path");
const { capture } = require("../../toolchain/command");
const { Explained } = require("../../toolchain/explained");
const { load, put, said, spans, start } = require("./bare");
const { dummy } = require("./dummy");
const { none } = require("./rows");

const program = path.join(__dirname, "programs/commit.js");
const properties = { "stonith-enabled": "false", "enable-startup-probes": "false" };
const fenced = put({ properties, primitives: [] });
const empty = put({ properties: {}, primitives: [] });

/**
 * What a commit of primitives takes that stay stopped, without an engine; and what it is made of: crm's check on a copy
 * and the bare write.
 * @param {number} resources
 * @param {import("./measure").Lab} lab
 * @returns {Promise<import("./rows").Row[]>}
 */
async function measureCommit(resources, lab) {
  console.error(`commit of ${resources}`);
  const all = Array.from({ length: resources - 1 }, (_, i) => dummy(i + 1));
  const connection = { ...lab.connection, await: "committed" };
  const env = { ...process.env, BENCH: JSON.stringify({ resources, connection }) };
  await lab.script(`${start}${fenced}settled`);
  const before = await lab.counts();
  const { code, stdout, output } = await capture(process.execPath, [program], { env });
  if (code !== 0) throw new Explained(output.trim());
  const after = await lab.counts();
  await lab.script(`${start}${empty}settled`);
  const write = put({ properties, primitives: all.map(({ element }) => element) });
  const check = load(all.map(({ statement }) => statement));
  const steps = [start, fenced, check, said("crm"), write, said("bare"), empty, "settled"];
  const { crm, bare } = spans(await lab.script(steps.join("")));
  return [
    {
      ...{ ...none, work: "commit", resources, parallel: resources, await: "committed", phase: "up" },
      ...{ seconds: Number(stdout), floorSeconds: 0 },
      ...{ bareSeconds: bare?.committed ?? null, crmSeconds: crm?.committed ?? null },
      connections: after.connections - before.connections,
      commands: after.commands - before.commands,
      cibChanges: after.epoch - before.epoch,
    },
  ];
}

module.exports = { measureCommit };
