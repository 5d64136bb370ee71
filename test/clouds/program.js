const assert = require("node:assert");
const { parseJson } = require("../../toolchain/json");

/** What a program declares, as the checks of the examples look at it. */

/** @typedef {Record<string, unknown>} Inputs */

/**
 * @typedef {object} Registered what a program declares
 * @property {string} type
 * @property {Inputs} inputs secrets as the SDK marks them
 * @property {string[]} dependsOn names
 * @property {string[]} ignoreChanges
 */

/** @typedef {Record<string, Registered>} Program by the class and the name */

/**
 * @typedef {object} Stage
 * @property {boolean} preview
 * @property {Record<string, string>} config
 * @property {(value: unknown) => unknown} made what is known when it is made; in a preview it is not
 */

/**
 * @typedef {object} Cloud
 * @property {Record<string, string>} config
 * @property {readonly Record<string, string>[]} variants what differs between the runs
 * @property {readonly string[]} secrets names of the configuration that are
 * @property {(type: string, name: string, inputs: Inputs) => { id: string, state: Inputs }} make
 * @property {(token: string, inputs: Inputs) => Inputs} answer to what the program asks the cloud
 * @property {(stage: Stage) => readonly string[]} declares
 * @property {Record<string, (program: Program, stage: Stage) => void>} checks
 */

const names = ["web1", "web2", "web3"];
const numberIn = (/** @type {string} */ name) => Number(/\d+$/.exec(name)?.[0] ?? 0);

/**
 * A resource that the program is to have.
 * @param {Program} program
 * @param {string} name
 */
function one(program, name) {
  const found = program[name];
  assert(found, `the program declares no ${name}`);
  return found;
}

const secretMark = { key: "4dabf18193072939515e22adb298388d", value: "1b47061264138c4ac30d75fd1eb44270" };
const isSecret = (/** @type {unknown} */ value) =>
  typeof value === "object" && value !== null && /** @type {Inputs} */ (value)[secretMark.key] === secretMark.value;

/**
 * @param {unknown} value
 * @param {(secret: unknown) => unknown} secret what stands for a secret
 * @returns {unknown}
 */
function mapped(value, secret) {
  if (isSecret(value)) return secret(/** @type {Inputs} */ (value)["value"]);
  if (Array.isArray(value)) return value.map((each) => mapped(each, secret));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapped(each, secret)]));
}

/** With secrets as they are. */
const open = (/** @type {unknown} */ inputs) => /** @type {Inputs} */ (mapped(inputs, (secret) => secret));

/** The arguments that the program gives, without what this package adds to them. */
const given = (/** @type {Registered} */ { inputs }) =>
  Object.fromEntries(Object.entries(open(inputs)).filter(([name]) => !name.startsWith("__")));

/** What the provider of a cluster is told of the way to it, which is JSON in its configuration. */
const told = (/** @type {Registered} */ { inputs }) =>
  Object.fromEntries(
    Object.entries(open(inputs))
      .filter(([name]) => name.startsWith("pacemaker:"))
      .map(([name, text]) => [name.replace("pacemaker:", ""), parseJson(String(text))]),
  );

/**
 * @param {unknown} found
 * @param {unknown} expected
 */
const same = (found, expected) => {
  assert.deepStrictEqual(found, expected);
};

module.exports = { given, mapped, names, numberIn, one, open, same, told };
