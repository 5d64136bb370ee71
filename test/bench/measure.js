const path = require("node:path");
const { withPeak } = require("./memory");
const { project, timed } = require("./project");
const { none } = require("./rows");
const { writes } = require("./writes");

/** @typedef {import("./project").Phase} Phase */
/** @typedef {import("./works").Work} Work */
/** @typedef {Awaited<ReturnType<typeof import("./lab").bootedLab>>} Lab */
/** @typedef {{ parallel: number, await: import("./options").Until }} Way */
/** @typedef {{ run(phase: Phase): Promise<{ seconds: number, memoryMb: number }>, remove(): void }} Stack */

/**
 * A program, ready to go through its phases one by one.
 * @param {string} program
 * @param {Work} work
 * @param {Way} way
 * @param {Lab} lab
 * @returns {Promise<Stack>}
 */
async function stack(program, { resources, holding, collecting }, { parallel, await: until }, lab) {
  // Many resources take the cluster longer than the usual limit.
  const timeouts = { create: "1h", update: "1h", delete: "1h" };
  const connection = { ...lab.connection, await: until, timeouts };
  const file = path.join(__dirname, "programs", `${program}.js`);
  const made = await project(
    file,
    { resources, address: lab.address, connection, ...(holding && { holding }) },
    collecting ? { NODE_OPTIONS: `--require ${path.join(__dirname, "collecting.js")}` } : {},
  );
  const exporting = () => (program === "nothing" ? lab.script("cibadmin --query") : lab.export());
  return {
    async run(phase) {
      const act = () => (phase === "export" ? timed(exporting) : made.run(phase, parallel));
      const { result: seconds, memoryMb } = await withPeak(act);
      return { seconds, memoryMb };
    },
    remove: made.remove,
  };
}

/**
 * Every phase once, each beside the floor's, with what the machines recorded of it.
 * @param {Work} work
 * @param {Way} way
 * @param {Lab} lab
 */
async function inTurns(work, way, lab) {
  const { holding, ...bare } = work;
  const floor = await stack("nothing", bare, way, lab);
  const holder = holding && (await stack("nothing", work, way, lab));
  const own = await stack(work.program ?? work.work, bare, way, lab);
  const rows = [];
  try {
    for (const phase of work.phases) {
      await lab.settled();
      const { seconds: floorSeconds, memoryMb: floorMemoryMb } = await floor.run(phase);
      const engine = phase === "export" ? undefined : await holder?.run(phase);
      const before = await lab.counts();
      const { seconds, memoryMb } = await own.run(phase);
      const after = await lab.counts();
      // A run of hundreds may be interrupted before its table is there.
      console.error(`  ${phase}: ${seconds.toFixed(1)} s, the floor ${floorSeconds.toFixed(1)} s`);
      rows.push({
        ...{ ...none, work: work.work, resources: work.resources, ...way, phase },
        ...{ seconds, floorSeconds, engineSeconds: engine?.seconds ?? null, memoryMb, floorMemoryMb },
        connections: after.connections - before.connections,
        commands: after.commands - before.commands,
        cibChanges: after.epoch - before.epoch,
      });
    }
  } finally {
    for (const each of [floor, holder, own]) each?.remove();
  }
  if (!work.phases.includes("destroy")) await lab.erase();
  return rows;
}

/** What remote commands take. @param {Work} work @param {Way} way @param {Lab} lab */
async function baselineOf(work, way, lab) {
  const commands = await stack("baseline", work, way, lab);
  /** @type {Partial<Record<Phase, number>>} */
  const seconds = {};
  try {
    for (const phase of work.phases) {
      await lab.settled();
      seconds[phase] = (await commands.run(phase)).seconds;
    }
  } finally {
    commands.remove();
  }
  return seconds;
}

/**
 * A work in all its ways, and what it is compared with.
 * @param {Work} work
 * @param {{ baseline: number }} limits up to how many resources remote commands are measured
 * @param {Lab} lab
 * @returns {Promise<import("./rows").Row[]>}
 */
async function measure(work, limits, lab) {
  const script = (/** @type {string} */ each) => lab.script(each);
  const { resources } = work;
  const bare = work.compared ? await writes({ resources, slots: resources }, script) : {};
  const rows = [];
  for (const parallel of work.parallel) {
    const isWhole = parallel >= resources;
    const waves = work.compared && !isWhole ? await writes({ resources, slots: parallel }, script) : {};
    for (const until of work.await) {
      const way = { parallel, await: until };
      console.error(`${work.work} of ${work.resources}, --parallel ${parallel}, until ${until}`);
      const own = await inTurns(work, way, lab);
      const baseline = work.compared && work.resources <= limits.baseline ? await baselineOf(work, way, lab) : {};
      for (const row of own) {
        const least = bare[row.phase];
        const compared = { bareSeconds: least?.[until] ?? null, crmSeconds: least?.crm ?? null };
        // Until committed nothing but a destroy waits between two waves.
        const waits = until === "settled" || row.phase === "destroy";
        const waveSeconds = (waits ? waves[row.phase]?.settled : undefined) ?? null;
        rows.push({ ...row, ...compared, waveSeconds, baselineSeconds: baseline[row.phase] ?? null });
      }
    }
  }
  return rows;
}

module.exports = { measure };
