const path = require("node:path");
const { root } = require("../../../toolchain/folders");
const handlers = require("pulumi-pacemaker/provider");
const { dummy } = require("../dummy");
const { timed } = require("../project");
const { connection, resources } = require("./wanted");

/** @typedef {Record<string, unknown>} Properties */
/**
 * @typedef {object} Handler as the engine's process has it
 * @property {(request: object) => Promise<void>} configure
 * @property {(olds: Properties, news: Properties) => Promise<{ inputs: Properties, failures: unknown[] }>} check
 * @property {(inputs: Properties) => Promise<unknown>} create
 */

/** @type {unknown} */
const packed = require(path.join(root, "dist/provider/packed.js"));
const { pack } = /** @type {{ pack: (text: string) => string }} */ (packed);
const { primitive } = /** @type {{ primitive: Handler }} */ (/** @type {unknown} */ (handlers));

const all = Array.from({ length: resources - 1 }, (_, i) => dummy(i + 1).args);

/** What the sdk says of a resource beside its arguments; the first check is told the program. */
const hidden = { __company: ["stonith-enabled"], __secrets: [] };
const program = pack(
  JSON.stringify(all.map((args) => ({ kind: "primitive", label: `Primitive ${args.cibId}`, args }))),
);
const told = JSON.stringify({ agents: [], foreign: {}, preview: false, program });

/** All at once, as an engine without a limit would call; the checks before have made the connection. */
async function commit() {
  const config = new Map(Object.entries(connection).map(([key, value]) => [`pacemaker:${key}`, JSON.stringify(value)]));
  await primitive.configure({ config });
  /** @type {Properties[]} */
  const inputs = [];
  for (const [i, args] of all.entries()) {
    const checked = await primitive.check({}, { ...args, ...hidden, ...(i === 0 && { __told: told }) });
    if (checked.failures.length > 0) throw new Error(JSON.stringify(checked));
    inputs.push(checked.inputs);
  }
  console.log(await timed(() => Promise.all(inputs.map((each) => primitive.create(each)))));
}

void commit();
