const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { parseArgs } = require("node:util");
const { Explained, start } = require("../../toolchain/explained");
const { measureHandlers } = require("./handlers");
const { bootedLab } = require("./lab");
const { project, timed } = require("./project");
const { median, range, shown, table } = require("./table");

/** @typedef {import("./project").Phase} Phase */
/** @typedef {Awaited<ReturnType<typeof bootedLab>>} Lab */
/** @typedef {{ seconds: number, connections: number, commands: number, cibChanges: number }} Sample */
/** @typedef {{ work: string, resources: number, phases: readonly Phase[], way?: Way }} Work always done in its own way, where it has one */
/** @typedef {{ parallel: number, await: "settled" | "committed" }} Way */
/** @typedef {{ work: string, resources: number, parallel: number, await: string, phase: string, floorSeconds: number }} Named */
/** @typedef {{ row: Named & Sample, seconds: string, floor: string }} Measured with the smallest and the largest */

/** @type {readonly Work[]} */
const works = [
  { work: "seed", resources: 8, phases: ["up", "second-up", "refresh", "destroy"] },
  // The property that decides fencing, and 50 primitives.
  { work: "dummies", resources: 51, phases: ["up", "second-up", "refresh", "destroy"] },
  // The properties, and 499 primitives that stay stopped.
  {
    ...{ work: "many", resources: 500, phases: ["up", "second-up", "refresh", "export"] },
    way: { parallel: 64, await: "committed" },
  },
];
/** What has no engine in it. */
const handlers = { work: "handlers", resources: 500 };
const names = [...works.map(({ work }) => work), handlers.work];

const usage =
  "npm run bench -- [--runs 3] [--parallel 8] [--await settled] [--work seed|dummies|many|handlers] [--json FILE] [--lab NAME]";

/**
 * Every phase once, with what the machines recorded of it.
 * @param {string} program
 * @param {Work} work
 * @param {Way} way
 * @param {Lab} lab
 * @returns {Promise<Record<Phase, Sample>>}
 */
async function sample(program, { resources, phases }, way, lab) {
  const { parallel } = way;
  const { address } = lab;
  const connection = { ...lab.connection, await: way.await };
  const made = await project(path.join(__dirname, "programs", `${program}.js`), { resources, address, connection });
  const exporting = () => (program === "nothing" ? lab.query() : lab.export());
  const samples = /** @type {Record<Phase, Sample>} */ ({});
  try {
    for (const phase of phases) {
      const before = await lab.counts();
      const seconds = phase === "export" ? await timed(exporting) : await made.run(phase, parallel);
      const after = await lab.counts();
      samples[phase] = {
        seconds,
        connections: after.connections - before.connections,
        commands: after.commands - before.commands,
        cibChanges: after.epoch - before.epoch,
      };
    }
  } finally {
    made.remove();
  }
  if (program !== "nothing" && !phases.includes("destroy")) await lab.erase();
  return samples;
}

/**
 * @param {Work} each
 * @param {Way & { runs: number }} options
 * @param {Lab} lab
 */
async function measure(each, { runs, ...way }, lab) {
  const { work, resources, phases } = each;
  /** @type {Record<Phase, Sample>[]} */
  const own = [];
  /** @type {Record<Phase, Sample>[]} */
  const floor = [];
  // In turns, so that both see the same machine.
  for (let run = 1; run <= runs; run++) {
    console.error(`${work}, --parallel ${way.parallel}, until ${way.await}, run ${run} of ${runs}`);
    own.push(await sample(work, each, way, lab));
    floor.push(await sample("nothing", each, way, lab));
  }
  return phases.map((phase) => {
    const of = (/** @type {keyof Sample} */ key) => own.map((each) => each[phase][key]);
    const floors = floor.map((each) => each[phase].seconds);
    const row = {
      work,
      resources,
      ...way,
      phase,
      seconds: median(of("seconds")),
      floorSeconds: median(floors),
      connections: median(of("connections")),
      commands: median(of("commands")),
      cibChanges: median(of("cibChanges")),
    };
    return { row, seconds: range(of("seconds")), floor: range(floors) };
  });
}

/** @param {readonly Measured[]} measured */
function print(measured) {
  const titles = ["work", "phase", "resources", "parallel", "await", "seconds", "min–max", "floor", "min–max"];
  console.log(
    table([
      [...titles, "connections", "commands", "CIB changes"],
      ...measured.map(({ row, seconds, floor }) => [
        row.work,
        row.phase,
        `${row.resources}`,
        `${row.parallel}`,
        row.await,
        shown(row.seconds),
        seconds,
        shown(row.floorSeconds),
        floor,
        `${row.connections}`,
        `${row.commands}`,
        `${row.cibChanges}`,
      ]),
    ]),
  );
}

/** @param {string} text */
function positive(text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Explained(`${text} is not a number from 1 on: ${usage}`, 2);
  return number;
}

/** @param {string} text */
function untilWhen(text) {
  if (text !== "settled" && text !== "committed") throw new Explained(`${text} is nothing to wait for: ${usage}`, 2);
  return text;
}

/** @param {string[]} args */
function read(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        runs: { type: "string", default: "3" },
        // What the engine itself takes by default.
        parallel: { type: "string", multiple: true, default: [`${4 * os.availableParallelism()}`] },
        work: { type: "string", multiple: true, default: names },
        // Until the cluster has done it, or until it is in the CIB.
        await: { type: "string", multiple: true, default: ["settled"] },
        json: { type: "string" },
        lab: { type: "string", default: "bench" },
      },
    });
    return {
      ...values,
      runs: positive(values.runs),
      parallel: values.parallel.map(positive),
      await: values.await.map(untilWhen),
    };
  } catch (error) {
    if (error instanceof Explained) throw error;
    throw new Explained(`${/** @type {Error} */ (error).message}\n${usage}`, 2);
  }
}

start(async (args) => {
  const options = read(args);
  const { runs } = options;
  /** @type {Way[]} */
  const ways = options.parallel.flatMap((parallel) => options.await.map((until) => ({ parallel, await: until })));
  const lab = await bootedLab(options.lab);
  /** @type {Measured[]} */
  const measured = [];
  try {
    await lab.requireEmpty();
    for (const work of works.filter((each) => options.work.includes(each.work)))
      for (const way of work.way ? [work.way] : ways) measured.push(...(await measure(work, { runs, ...way }, lab)));
    if (options.work.includes(handlers.work))
      measured.push(...(await measureHandlers({ ...handlers, runs, connection: lab.connection })));
  } finally {
    if (!lab.wasThere) await lab.down();
  }
  print(measured);
  if (options.json !== undefined)
    fs.writeFileSync(
      options.json,
      `${JSON.stringify(
        measured.map(({ row }) => row),
        undefined,
        2,
      )}\n`,
    );
  return 0;
});
