const { parseArgs } = require("node:util");
const { Explained } = require("../../toolchain/explained");
const { names } = require("./works");

/** @typedef {"settled" | "committed"} Until until the cluster has done it, or until it is in the CIB */

const usage = `npm run bench -- [--runs 3] [--parallel 8]… [--await settled|committed]… [--work ${names.join("|")}]…
  [--resources 50]… [--baseline 50] [--json FILE] [--lab NAME]`;

/** @param {string} text */
function positive(text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Explained(`${text} is not a number from 1 on: ${usage}`, 2);
  return number;
}

/** @param {string} text @returns {Until} */
function untilWhen(text) {
  if (text !== "settled" && text !== "committed") throw new Explained(`${text} is nothing to wait for: ${usage}`, 2);
  return text;
}

/** @param {string} text */
function work(text) {
  if (!names.includes(text)) throw new Explained(`${text} is none of the works: ${usage}`, 2);
  return text;
}

/** @param {string[]} args */
function parsed(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        runs: { type: "string", default: "3" },
        parallel: { type: "string", multiple: true },
        work: { type: "string", multiple: true, default: names },
        await: { type: "string", multiple: true },
        // Sizes of what is measured in several.
        resources: { type: "string", multiple: true, default: ["10", "50", "200", "500"] },
        // The size up to which remote commands are measured as well.
        baseline: { type: "string", default: "50" },
        json: { type: "string" },
        lab: { type: "string", default: "bench" },
      },
    });
    return values;
  } catch (error) {
    throw new Explained(`${/** @type {Error} */ (error).message}\n${usage}`, 2);
  }
}

/** @param {string[]} args */
function read(args) {
  const values = parsed(args);
  return {
    ...values,
    runs: positive(values.runs),
    work: values.work.map(work),
    resources: values.resources.map(positive),
    baseline: positive(values.baseline),
    ...{ parallel: values.parallel?.map(positive), await: values.await?.map(untilWhen) },
  };
}

module.exports = { read };
