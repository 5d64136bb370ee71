const { forms } = require("./forms");
const { declaredType, inputType, outputType } = require("./types");
const { tsdoc } = require("./tsdoc");

/** @typedef {import("./model").Group} Group */
/** @typedef {import("./model").Field} Field */
/** @typedef {import("./model").Kind} Kind */

/** What a file begins with that is written from here. */
const header = "// Written by `npm run generate` from the schemas in provider/: change those.";

const fieldDoc = (/** @type {Field} */ { description, otherwise, schema }) =>
  tsdoc({ description, otherwise, see: schema.see });

const argument = (/** @type {Field} */ field) =>
  `${fieldDoc(field)}\n${field.name}${field.required ? "" : "?"}: ${inputType(field.schema)};`;

const argsInterface = (/** @type {string} */ name, /** @type {Group} */ { description, fields, schema }) =>
  `${tsdoc({ description, see: schema.see })}\nexport interface ${name} {\n${fields.map(argument).join("\n\n")}\n}`;

function kindArgs(/** @type {Kind} */ kind, /** @type {string} */ common) {
  const args = { ...kind, description: `The arguments of ${kind.name}.` };
  return argsInterface(`${kind.name}Args extends ${common}`, args);
}

const alias = (/** @type {string} */ name, /** @type {string} */ type, /** @type {string} */ doc) =>
  `${doc}\nexport type ${name} = ${type};`;

/** The forms and the names that a text mentions. */
const mentioned = (/** @type {string[]} */ names, /** @type {string} */ text) =>
  names.filter((name) => new RegExp(`\\b${name}\\b`).test(text));

const formAliases = () =>
  Object.values(forms).map(({ name, type, description, example }) =>
    alias(name, type, tsdoc({ description: `${description} For example ${example}.` })),
  );

/**
 * @typedef {{ access: Group, provider: Group, common: Group, kinds: Kind[], making: Kind[], named: Group[], idRule: string }} Model
 * @param {Model} model
 */
function argsFile({ access, provider, common, kinds, making, named }) {
  return [
    header,
    'import type * as pulumi from "@pulumi/pulumi";\nimport type { ClusterResource } from "./resource";',
    ...formAliases(),
    ...named.map((each) =>
      each.schema.properties
        ? argsInterface(each.name, each)
        : alias(each.name, declaredType(each.schema), tsdoc({ description: each.description })),
    ),
    argsInterface("ConnectionArgs", access),
    argsInterface("ProviderArgs extends ConnectionArgs", provider),
    argsInterface("CommonArgs", common),
    ...making.map((kind) => kindArgs(kind, "CommonArgs, ConnectionArgs")),
    ...kinds.map((kind) => kindArgs(kind, "CommonArgs")),
  ].join("\n\n");
}

function output(/** @type {Field} */ { name, schema, required, description }) {
  const type = required || schema.fromName ? outputType(schema) : `${outputType(schema)} | undefined`;
  return `${tsdoc({ description })}\ndeclare readonly ${name}: pulumi.Output<${type}>;`;
}

/** The base class has the id of all, at once and as plain text. */
const outputs = (/** @type {Kind} */ { fields }) =>
  fields
    .filter(({ name }) => name !== "cibId")
    .map(output)
    .join("\n\n");

const classDoc = (/** @type {Kind} */ { description, schema: { see, example, crm } }) =>
  tsdoc({ description: crm === undefined ? description : `${description} In crm: \`${crm}\`.`, see, example });

/**
 * @param {Kind} kind
 * @param {Group[]} named
 */
function classFile(kind, named) {
  const declared = outputs(kind);
  const types = [...Object.values(forms), ...named].map(({ name }) => name);
  const imported = [`${kind.name}Args`, ...mentioned(types, declared.replaceAll(/\/\*\*[^]*?\*\//g, ""))].sort();
  return [
    header,
    [
      'import type * as pulumi from "@pulumi/pulumi";',
      'import { kinds } from "../provider/kinds";',
      `import type { ${imported.join(", ")} } from "./args";`,
      'import { ClusterResource } from "./resource";',
    ].join("\n"),
    `${classDoc(kind)}
export class ${kind.name} extends ClusterResource {
${declared}

constructor(name: string, args: ${kind.name}Args, opts: pulumi.CustomResourceOptions = {}) {
super(kinds.${kind.key}, name, args, opts);
}
}`,
  ].join("\n\n");
}

const classList = (/** @type {Kind[]} */ kinds) =>
  [header, kinds.map(({ name, file }) => `export { ${name} } from "./${file}";`).join("\n")].join("\n\n");

module.exports = { argsFile, classFile, classList, header };
