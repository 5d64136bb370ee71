const { field } = require("./field");

/** @typedef {import("./field").Changed} Changed */

/** The arguments of the primitives of a work. @satisfies {Record<string, (i: number, changed: Changed) => object>} */
const primitives = {
  /** They run. */
  scale: (/** @type {number} */ i, /** @type {Changed} */ changed) => ({
    agent: "ocf:pacemaker:Dummy",
    params: { fake: field(i, changed) },
  }),
  /** They stay stopped, with some of everything that most have. */
  many: (/** @type {number} */ i) => ({
    agent: "ocf:pacemaker:Dummy",
    params: { fake: `number ${i}` },
    meta: { "target-role": "Stopped", "migration-threshold": 3 },
    operations: { monitor: { interval: "10s", timeout: "20s" }, start: { timeout: "40s" } },
  }),
};

module.exports = { primitives };
