const handlers = require("pulumi-pacemaker/provider");
const { primitives } = require("./primitives");
const { none } = require("./rows");

/** @typedef {Record<string, unknown>} Properties */
/**
 * @typedef {object} Handler as the engine's process has it
 * @property {(olds: Properties, news: Properties) => Promise<unknown>} check
 * @property {(id: string, olds: Properties, news: Properties) => Promise<unknown>} diff
 */

/** @type {Handler} */
const nothing = {
  check: (_olds, inputs) => Promise.resolve({ inputs, failures: [] }),
  diff: () => Promise.resolve({ changes: false }),
};

/** @param {number} i */
const inputsOf = (i) => ({
  cibId: `many-${i}`,
  ...primitives.many(i),
  __company: ["stonith-enabled"],
  __secrets: [],
});

/**
 * What check and diff of unchanged resources cost in the provider's process, beside such as do nothing.
 * @param {{ resources: number, connection: object }} options
 * @returns {Promise<import("./rows").Row[]>}
 */
async function measureHandlers({ resources, connection }) {
  const { primitive } = /** @type {Record<string, Handler & { configure(request: object): Promise<void> }>} */ (
    handlers
  );
  if (!primitive) throw new Error("the package has no handler of a primitive");
  const config = new Map(Object.entries(connection).map(([key, value]) => [`pacemaker:${key}`, JSON.stringify(value)]));
  await primitive.configure({ config });
  const all = Array.from({ length: resources }, (_, i) => inputsOf(i));
  /** @param {Handler} handler @param {"check" | "diff"} phase */
  const timed = async (handler, phase) => {
    const began = process.hrtime.bigint();
    for (const inputs of all)
      if (phase === "check") await handler.check(inputs, { ...inputs });
      else await handler.diff(inputs.cibId, inputs, { ...inputs });
    return Number(process.hrtime.bigint() - began) / 1e9;
  };
  const rows = [];
  for (const phase of /** @type {const} */ (["check", "diff"]))
    rows.push({
      ...{ ...none, work: "handlers", resources, parallel: 1, await: "settled", phase },
      ...{ seconds: await timed(primitive, phase), floorSeconds: await timed(nothing, phase) },
    });
  return rows;
}

module.exports = { measureHandlers };
