const os = require("node:os");

/** @typedef {import("./project").Phase} Phase */
/** @typedef {import("./options").Until} Until */
/**
 * @typedef {object} Work
 * @property {string} work its program's name, where no other is said
 * @property {string} [program]
 * @property {number} resources
 * @property {readonly Phase[]} phases
 * @property {readonly number[]} parallel
 * @property {readonly Until[]} await
 * @property {import("./programs/wanted").Wanted["holding"]} [holding] whose arguments the engine holds, also where nothing is done
 * @property {true} [compared] with the bare writes and with remote commands
 * @property {true} [collecting] garbage is collected all the time
 */

/** What the engine itself takes by default. */
const usual = 4 * os.availableParallelism();
const way = /** @type {const} */ ({ parallel: [usual], await: ["settled"] });

/** @type {readonly Work[]} */
const fixed = [
  { work: "seed", resources: 8, phases: ["up", "second-up", "refresh", "destroy"], ...way },
  // The property that decides fencing, and 50 primitives.
  { work: "dummies", resources: 51, phases: ["up", "second-up", "refresh", "destroy"], ...way },
];

/**
 * The property that decides fencing, and primitives.
 * @param {number} resources
 * @returns {Work}
 */
const scale = (resources) => ({
  ...{ work: "scale", holding: "scale", resources, compared: true },
  phases: ["up", "second-up", "change-one", "change-all", "refresh", "destroy"],
  ...{ parallel: [usual, 64], await: ["committed", "settled"] },
});

/**
 * The properties, and primitives that stay stopped: the cluster has nothing to do, so that hundreds can be measured on a
 * machine that could not run them.
 * @param {number} resources
 * @returns {Work}
 */
const many = (resources) => ({
  ...{ work: "many", holding: "many", resources, phases: ["up", "second-up", "refresh", "export"] },
  ...{ parallel: [64], await: ["committed"] },
});

/**
 * The memory that it needs: V8 lets garbage lie as long as the machine has room.
 * @param {number} resources
 * @returns {Work}
 */
const memory = (resources) => ({
  ...many(resources),
  ...{ work: "memory", program: "many", phases: ["up", "second-up", "refresh"], collecting: true },
});

/** What has no engine in it. */
const handlers = { work: "handlers", resources: 500 };
const commit = { work: "commit" };
/** What has no cluster before it. */
const members = { work: "members" };

const names = [...fixed.map(({ work }) => work), "many", "memory", "scale", handlers.work, commit.work, members.work];

module.exports = { usual, fixed, many, memory, scale, handlers, commit, members, names };
