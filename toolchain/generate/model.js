const { isDeepStrictEqual } = require("node:util");
const { z } = require("zod");
const { Explained } = require("../explained");

/**
 * A JSON schema as zod writes it, with the keys of `.meta()`.
 * @typedef {object} Schema
 * @property {string | string[]} [type]
 * @property {Record<string, Schema>} [properties]
 * @property {string[]} [required]
 * @property {Schema | boolean} [additionalProperties]
 * @property {Schema} [items]
 * @property {Schema[]} [anyOf]
 * @property {string[]} [enum]
 * @property {string} [const]
 * @property {string} [description]
 * @property {string} [form]
 * @property {boolean} [fromName]
 * @property {boolean} [secret]
 * @property {string} [name]
 * @property {string} [refersTo] another schema's name, where this one stands for it
 * @property {string} [see]
 * @property {string} [example]
 * @property {string} [crm]
 * @property {string} [limits] what it cannot do
 *
 * @typedef {{ name: string, schema: Schema, required: boolean, description: string, otherwise?: string }} Field
 * @typedef {{ name: string, schema: Schema, description: string, fields: Field[] }} Group fields under a name
 * @typedef {Group & { key: string, file: string }} Kind
 * @typedef {{ type: string, description: string, schema: import("zod").ZodType }} KindValue
 */

/** A description ends with what holds where nothing is said: "Default: 10s." */
function splitDescription(/** @type {string} */ text) {
  const [description = "", otherwise] = text.split(/\s*\bDefault: (?=[^]*\.$)/);
  return { description, ...(otherwise !== undefined && { otherwise: otherwise.slice(0, -1) }) };
}

/**
 * @param {Schema} schema
 * @param {string} where
 * @returns {Field[]}
 */
function fieldsOf(schema, where) {
  return Object.entries(schema.properties ?? {}).map(([name, field]) => {
    if (!field.description) throw new Explained(`${where}.${name} has no description: give it one in .meta().`);
    const required = (schema.required ?? []).includes(name) && !field.fromName;
    return { name, schema: field, required, ...splitDescription(field.description) };
  });
}

/**
 * A group with the fields that the other one does not have.
 * @param {Group} group
 * @param {Group} other
 * @returns {Group}
 */
const without = (group, other) => ({
  ...group,
  fields: group.fields.filter(({ name }) => !other.fields.some((field) => field.name === name)),
});

/** @returns {Schema} */
const jsonSchema = (/** @type {import("zod").ZodType} */ schema) =>
  /** @type {Schema} */ (z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }));

/**
 * @param {string} name
 * @param {import("zod").ZodType} schema
 * @param {string} description
 * @returns {Group}
 */
function groupOf(name, schema, description) {
  const json = jsonSchema(schema);
  return { name, schema: json, description, fields: fieldsOf(json, name) };
}

const fileOf = (/** @type {string} */ type) =>
  type.replace(/\B[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).toLowerCase();

/**
 * @param {Record<string, KindValue>} kinds
 * @param {Group} common what all of them take
 * @returns {Kind[]}
 */
const kindsOf = (kinds, common) =>
  Object.entries(kinds).map(([key, { type, description, schema }]) => {
    const group = groupOf(type, schema, description);
    for (const name of /** @type {const} */ (["example", "limits"]))
      if (!group.schema[name]) throw new Explained(`${type} has no ${name}: give its schema some in .meta().`);
    return { ...without(group, common), key, file: fileOf(type) };
  });

/** @returns {Generator<Schema>} */
function* within(/** @type {Schema} */ schema) {
  yield schema;
  const { properties = {}, additionalProperties: values, items, anyOf = [] } = schema;
  for (const each of [...Object.values(properties), ...anyOf]) yield* within(each);
  if (typeof values === "object") yield* within(values);
  if (items) yield* within(items);
}

/**
 * The schemas that have a name of their own, each once.
 * @param {Group[]} groups
 * @returns {Group[]}
 */
function namedSchemas(groups) {
  /** @type {Map<string, Schema>} */
  const found = new Map();
  for (const schema of groups.flatMap((group) => [...within(group.schema)])) {
    if (schema.name === undefined) continue;
    const known = found.get(schema.name);
    if (known && !isDeepStrictEqual(known.properties, schema.properties))
      throw new Explained(`Two schemas that differ have the name ${schema.name}.`);
    found.set(schema.name, known ?? schema);
  }
  return [...found].map(([name, schema]) => ({
    name,
    schema,
    description: splitDescription(schema.description ?? "").description,
    fields: fieldsOf(schema, name),
  }));
}

module.exports = { groupOf, kindsOf, namedSchemas, splitDescription, without };
