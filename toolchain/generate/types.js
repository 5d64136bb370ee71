const { Explained } = require("../explained");
const { forms } = require("./forms");

/** @typedef {import("./model").Schema} Schema */

const simple = new Map([
  ["string", "string"],
  ["number", "number"],
  ["integer", "number"],
  ["boolean", "boolean"],
]);

const union = (/** @type {unknown[]} */ types) => [...new Set(types)].join(" | ");

/** What a program gives: each value, also within others, may be an output of something else. */
const asInput = (/** @type {string} */ type) => `pulumi.Input<${type}>`;
const asIs = (/** @type {string} */ type) => type;

/**
 * @param {Schema} schema
 * @param {(type: string) => string} wrap
 * @returns {string}
 */
function objectType({ properties, required = [], additionalProperties: values }, wrap) {
  if (typeof values === "object") return `Record<string, ${wrap(typeOf(values, wrap))}>`;
  const fields = Object.entries(properties ?? {}).map(
    ([name, field]) => `${name}${required.includes(name) ? "" : "?"}: ${wrap(typeOf(field, wrap))}`,
  );
  return `{ ${fields.join("; ")} }`;
}

/**
 * @param {Schema} schema
 * @param {(type: string) => string} wrap
 * @returns {string}
 */
function shape(schema, wrap) {
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.anyOf) return union(schema.anyOf.map((each) => typeOf(each, wrap)));
  if (schema.type === "object") return objectType(schema, wrap);
  if (schema.type === "array" && schema.items) return `${wrap(typeOf(schema.items, wrap))}[]`;
  const types = [schema.type ?? []].flat().map((each) => simple.get(each));
  if (types.length > 0 && !types.includes(undefined)) return union(types);
  throw new Explained(`No type is known for the schema ${JSON.stringify(schema)}.`);
}

/**
 * @param {Schema} schema
 * @param {(type: string) => string} wrap
 * @returns {string}
 */
function typeOf(schema, wrap) {
  if (schema.name !== undefined) return wrap === asInput ? schema.name : `pulumi.Unwrap<${schema.name}>`;
  return forms[schema.form ?? ""]?.name ?? shape(schema, wrap);
}

/** The type of an argument. */
function inputType(/** @type {Schema} */ schema) {
  // Both decide what the resource is called and what belongs together before anything is known of outputs.
  if (schema.fromName) return "string";
  if (schema.form === "reference") return "ClusterResource | pulumi.Input<string>";
  return asInput(typeOf(schema, asInput));
}

/** The type of what it becomes. */
const outputType = (/** @type {Schema} */ schema) => typeOf(schema, asIs);

/** The type that stands behind a name. */
const declaredType = (/** @type {Schema} */ schema) => shape(schema, asInput);

module.exports = { declaredType, inputType, outputType };
