const fs = require("node:fs");
const { start } = require("../../toolchain/explained");
const { measureCommit } = require("./commit");
const { measureHandlers } = require("./handlers");
const { bootedLab } = require("./lab");
const { measure } = require("./measure");
const { measureMembers } = require("./members");
const { read } = require("./options");
const { figures } = require("./report");
const { medians } = require("./rows");
const { reached } = require("./targets");
const { commit, fixed, handlers, many, members, memory, scale } = require("./works");

/** @typedef {import("./rows").Row} Row */

/**
 * What is to be done, as often as wanted; each time it gives the same rows.
 * @param {ReturnType<typeof read>} options
 * @param {import("./measure").Lab} lab
 * @returns {(() => Promise<Row[]>)[]}
 */
function chosen(options, lab) {
  const { resources: sizes, baseline } = options;
  const isChosen = (/** @type {{ work: string }} */ { work }) => options.work.includes(work);
  const engines = [...fixed, ...sizes.flatMap((size) => [many(size), memory(size), scale(size)])]
    .filter(isChosen)
    .map((each) => {
      const { parallel = each.parallel, await: until = each.await } = options;
      return () => measure({ ...each, parallel, await: until }, { baseline }, lab);
    });
  return [
    ...engines,
    ...[handlers].filter(isChosen).map(
      ({ resources }) =>
        () =>
          measureHandlers({ resources, ...lab }),
    ),
    ...(isChosen(members) ? [() => measureMembers(`${options.lab}-members`)] : []),
    ...(isChosen(commit) ? sizes.map((resources) => () => measureCommit(resources, lab)) : []),
  ];
}

/** @param {readonly import("./rows").Measured[]} measured @param {string | undefined} json */
function report(measured, json) {
  const rows = measured.map(({ row }) => row);
  console.log(`${figures(measured)}\n\n${reached(rows)}`);
  if (json !== undefined) fs.writeFileSync(json, `${JSON.stringify(rows, undefined, 2)}\n`);
}

start(async (args) => {
  const options = read(args);
  const lab = await bootedLab(options.lab);
  /** @type {import("./rows").Measured[]} */
  const measured = [];
  try {
    await lab.requireEmpty();
    for (const take of chosen(options, lab)) {
      /** @type {Row[][]} */
      const runs = [];
      for (let run = 1; run <= options.runs; run++) runs.push(await take());
      measured.push(...medians(runs));
    }
  } finally {
    // What was measured before something failed was not in vain.
    report(measured, options.json);
    if (!lab.wasThere) await lab.down();
  }
  return 0;
});
