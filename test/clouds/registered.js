const { open } = require("./program");

/**
 * @typedef {object} Request
 * @property {() => string} getName
 * @property {() => string} getType
 * @property {() => { toJavaScript(): import("./program").Inputs }} getObject
 * @property {() => string[]} getDependenciesList
 * @property {() => string[]} getIgnorechangesList
 */

/** @typedef {{ registerResource(request: Request, callback: unknown): unknown }} Monitor */

const classOf = (/** @type {string} */ type) => type.split(/[:/]/).at(-1) ?? "";

/**
 * Runs a program with Pulumi's mocks in place of an engine, and gives what it declares.
 * @param {(id: string) => unknown} load what the program requires
 * @param {import("./program").Cloud} cloud
 * @param {import("./program").Stage} stage
 * @returns {Promise<import("./program").Program>}
 */
async function registered(load, { make, answer, secrets }, { preview, config }) {
  const { runtime } = /** @type {typeof import("@pulumi/pulumi")} */ (load("@pulumi/pulumi"));
  runtime.setAllConfig(
    Object.fromEntries(Object.entries(config).map(([key, value]) => [`project:${key}`, value])),
    secrets.map((key) => `project:${key}`),
  );
  await runtime.setMocks(
    {
      newResource: ({ type, name: called, inputs }) =>
        preview ? { id: undefined, state: open(inputs) } : make(classOf(type), called, open(inputs)),
      call: ({ token, inputs }) => answer(token, open(inputs)),
    },
    "project",
    "stack",
    preview,
  );
  /** @type {import("./program").Program} */
  const program = {};
  const monitor = /** @type {Monitor} */ (/** @type {unknown} */ (runtime.getMonitor()));
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    const type = request.getType();
    if (type !== "pulumi:pulumi:Stack")
      program[`${classOf(type)} ${request.getName()}`] = {
        type,
        inputs: request.getObject().toJavaScript(),
        dependsOn: request.getDependenciesList().map((urn) => urn.split("::").at(-1) ?? ""),
        ignoreChanges: request.getIgnorechangesList(),
      };
    return register(request, callback);
  };
  await runtime.runInPulumiStack(() => Promise.resolve(load("./index.js")));
  await runtime.disconnect();
  return program;
}

module.exports = { registered };
