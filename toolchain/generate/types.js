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

/** The object itself, or its id. An output of a resource would hide what belongs together. */
const reference = "ClusterResource | pulumi.Input<string>";

/** @returns {boolean} */
const holdsReference = (/** @type {Schema} */ { form, items, properties = {} }) =>
  form === "reference" || [...Object.values(properties), ...(items ? [items] : [])].some(holdsReference);

/**
 * @param {Schema} schema
 * @param {(type: string) => string} wrap
 * @returns {string}
 */
const wrapped = (schema, wrap) => {
  const type = typeOf(schema, wrap);
  return wrap === asInput && holdsReference(schema) ? type : wrap(type);
};

/**
 * @param {Schema} schema
 * @param {(type: string) => string} wrap
 * @returns {string}
 */
function listType(schema, wrap) {
  const type = wrapped(schema, wrap);
  return /[|]/.test(type) && !type.startsWith("pulumi.") ? `(${type})[]` : `${type}[]`;
}

/**
 * @param {Schema} schema
 * @param {(type: string) => string} wrap
 * @returns {string}
 */
function objectType({ properties, required = [], additionalProperties: values }, wrap) {
  if (typeof values === "object") return `Record<string, ${wrap(typeOf(values, wrap))}>`;
  const fields = Object.entries(properties ?? {}).map(
    ([name, field]) => `${name}${required.includes(name) ? "" : "?"}: ${wrapped(field, wrap)}`,
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
  if (schema.type === "array" && schema.items) return listType(schema.items, wrap);
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
  const name = schema.name ?? schema.refersTo;
  if (name !== undefined) return wrap === asInput ? name : `pulumi.Unwrap<${name}>`;
  if (schema.form === "reference") return wrap === asInput ? reference : "string";
  return forms[schema.form ?? ""]?.name ?? shape(schema, wrap);
}

/** The type of an argument. */
function inputType(/** @type {Schema} */ schema) {
  // Both decide what the resource is called and what belongs together before anything is known of outputs.
  if (schema.fromName) return "string";
  return wrapped(schema, asInput);
}

/** The type of what it becomes. */
const outputType = (/** @type {Schema} */ schema) => typeOf(schema, asIs);

/** The type that stands behind a name. */
const declaredType = (/** @type {Schema} */ schema) => shape(schema, asInput);

module.exports = { declaredType, inputType, outputType };
