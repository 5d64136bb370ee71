/**
 * The arguments of a primitive that stays stopped, with some of everything that most have.
 * @param {number} i
 */
const stopped = (i) => ({
  agent: "ocf:pacemaker:Dummy",
  params: { fake: `number ${i}` },
  meta: { "target-role": "Stopped", "migration-threshold": 3 },
  operations: { monitor: { interval: "10s", timeout: "20s" }, start: { timeout: "40s" } },
});

module.exports = { stopped };
