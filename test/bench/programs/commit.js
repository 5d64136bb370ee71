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

const { primitive } = /** @type {{ primitive: Handler }} */ (/** @type {unknown} */ (handlers));

/** What the sdk says of a resource beside its arguments. */
const hidden = { __company: ["stonith-enabled"], __secrets: [] };

/** All at once, as an engine without a limit would call; the checks before have made the connection. */
async function commit() {
  const config = new Map(Object.entries(connection).map(([key, value]) => [`pacemaker:${key}`, JSON.stringify(value)]));
  await primitive.configure({ config });
  /** @type {Properties[]} */
  const all = [];
  for (let i = 1; i < resources; i++) {
    const checked = await primitive.check({}, { ...dummy(i).args, ...hidden });
    if (checked.failures.length > 0) throw new Error(JSON.stringify(checked));
    all.push(checked.inputs);
  }
  console.log(await timed(() => Promise.all(all.map((inputs) => primitive.create(inputs)))));
}

void commit();
