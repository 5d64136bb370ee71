const { forms } = require("./forms");

/** @typedef {import("./model").Schema} Schema */
/** @typedef {import("./model").Field} Field */
/** @typedef {import("./model").Group} Group */
/** @typedef {import("./model").Kind} Kind */

const header = "<!-- Written by `npm run generate` from the schemas in provider/: change those. -->";

const link = (/** @type {string} */ name) => `[${name}](#${name.toLowerCase()})`;

const idLink = "an [id](#id)";

/**
 * How a value looks, in words.
 * @param {Schema} schema
 * @returns {string}
 */
function formOf(schema) {
  const { form = "", name = schema.refersTo, type, items, anyOf, additionalProperties: values } = schema;
  const named = name ?? forms[form]?.name;
  if (form === "reference") return `a resource, or ${idLink}`;
  if (form === "id") return idLink;
  if (named !== undefined) return link(named);
  if (schema.enum) return schema.enum.map((each) => `\`"${each}"\``).join(", ");
  if (schema.const !== undefined) return `\`"${schema.const}"\``;
  if (anyOf) return [...new Set(anyOf.map(formOf))].join(", or ");
  if (typeof values === "object") return `names and values, each ${formOf(values)}`;
  if (schema.properties) return `\`{ ${Object.keys(schema.properties).join(", ")} }\``;
  if (items) return `a list, each ${formOf(items)}`;
  return [type ?? []]
    .flat()
    .map(
      (each) => ({ string: "text", integer: "an integer", number: "a number", boolean: "true or false" })[each] ?? each,
    )
    .join(", or ");
}

const cell = (/** @type {string} */ text) => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");

function row(/** @type {Field} */ { name, schema, required, description, otherwise }) {
  const secret = schema.secret ? " Kept as a secret." : "";
  const see = schema.see === undefined ? "" : ` See ${schema.see}.`;
  const cells = [
    `\`${name}\``,
    formOf(schema),
    required ? "*required*" : (otherwise ?? ""),
    description + secret + see,
  ];
  return `| ${cells.map(cell).join(" | ")} |`;
}

const table = (/** @type {Field[]} */ fields) =>
  ["| Argument | Form | Default | What it says |", "| --- | --- | --- | --- |", ...fields.map(row)].join("\n");

const code = (/** @type {string} */ language, /** @type {string} */ text) => ["```" + language, text, "```"].join("\n");

/** @param {Kind} kind @param {string} common what it takes beside its own arguments */
function kindSection({ name, description, schema, fields }, common) {
  return [
    `## ${name}`,
    description,
    code("ts", schema.example ?? ""),
    ...(schema.crm === undefined ? [] : [`In crm:`, code("text", schema.crm)]),
    table(fields),
    `What it cannot do: ${schema.limits ?? ""}`,
    common,
    ...(schema.see === undefined ? [] : [`See ${schema.see}.`]),
  ].join("\n\n");
}

function namedSection(/** @type {Group} */ { name, description, schema, fields }) {
  const body = schema.properties ? table(fields) : `One of: ${formOf({ ...schema, name: undefined })}.`;
  return [`### ${name}`, description, body].join("\n\n");
}

const takesCommon = `And what every resource takes: ${link("Common")}.`;
const takesConnection = `It takes no provider: it says itself how its machines are reached, and so does a [Provider](#provider) of it: ${link("Connection")}. And what every resource takes: ${link("Common")}.`;

function referenceFile(/** @type {import("./sdk").Model} */ model) {
  const { access, provider, common, kinds, making, named, idRule } = model;
  const sections = [
    header,
    "# Reference",
    "Every resource but a [Cluster](#cluster) takes an instance of [Provider](#provider) among its options, `{ provider: cluster }`, and every argument but the one that names it (`cibId`, `clusterName`, `name`, `key`) may be an output of another resource. Each has a `cibId`, the id of its object in the CIB, which a preview knows already. What the cluster is doing a program can ask, too: [functions](command-line.md#the-same-in-a-program). Where an argument names other objects of the program it takes those resources themselves, or ids; a list of them is a plain list. In the examples `cluster`, `ip`, `web` and `watcher` are what those of [Provider](#provider), [FailoverIp](#failoverip), [Primitive](#primitive) and [AclRole](#aclrole) make.",
    ["Provider", "Connection", ...[...making, ...kinds].map(({ name }) => name), "Common", "Forms"]
      .map((name) => `- ${link(name)}`)
      .join("\n"),
    "## Provider",
    provider.description,
    code("ts", provider.schema.example ?? ""),
    `${table(provider.fields)}\n\nInstead of \`hosts\` it takes \`cluster\`, a ${link("Cluster")} of the program: its members are the hosts, and are reached as it says. And ${link("Connection")}.`,
    "## Connection",
    access.description,
    table(access.fields),
    ...making.map((kind) => kindSection(kind, takesConnection)),
    ...kinds.map((kind) => kindSection(kind, takesCommon)),
    "## Common",
    common.description,
    table(common.fields),
    "## Forms",
    ...named.map(namedSection),
    `### Id\n\nThe id of an object in the CIB, as plain text: ${idRule}; at most 255 characters. No two objects of a cluster have the same one. Where an argument takes a resource or an id, the resource itself is better: what belongs together is then known from the program.\n\nFor example "web", "web.2", "_spare".`,
    ...Object.values(forms).map(
      ({ name, description, example }) => `### ${name}\n\n${description}\n\nFor example ${example}.`,
    ),
  ];
  return `${sections.join("\n\n")}\n`;
}

module.exports = { formOf, referenceFile };
