const { default: Sequencer } = require("@jest/test-sequencer");

/** What takes longest, by minutes: what begins last should not be what everybody then waits for. */
const minutes = {
  ...{ "faults/host": 8, "lab/shop": 8, "lab/cli": 6, "lab/seed": 6, "lab/export": 4, "lab/together": 4 },
  ...{ "lab/lifecycle": 4, "lab/input": 3, "lab/secrets": 3, "lab/containers": 3, "crm/beside": 3 },
  ...{ "faults/connection": 3, "faults/machines": 3 },
};
/** And of the others, those of which most do. */
const projects = ["faults", "lab", "crm", "unit"];

/** @param {import("@jest/test-result").Test} test */
function rank({ path, context }) {
  const [, name = ""] = /\/test\/(\w+\/[\w-]+)\.test\.ts$/.exec(path) ?? [];
  const known = Object.entries(minutes).find(([each]) => each === name)?.[1] ?? 0;
  const { displayName } = context.config;
  return { known, project: projects.indexOf(displayName?.name ?? "") };
}

module.exports = class LongestFirst extends Sequencer {
  /** @override @param {import("@jest/test-result").Test[]} tests */
  async sort(tests) {
    const ranked = [...(await super.sort(tests))].map((test) => ({ test, ...rank(test) }));
    return ranked.sort((a, b) => b.known - a.known || a.project - b.project).map(({ test }) => test);
  }
};
