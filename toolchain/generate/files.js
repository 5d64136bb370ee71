const fs = require("node:fs");
const path = require("node:path");
const prettier = require("prettier");
const { z } = require("zod");
const { root } = require("../folders");
const { groupOf, kindsOf, namedSchemas, without } = require("./model");
const { referenceFile } = require("./reference");
const { argsFile, classFile, classList, header } = require("./sdk");
const { loadTypeScript } = require("./typescript");

/** @typedef {{ file: string, text: string | undefined }} Wanted undefined: it must not be there */

async function formatted(/** @type {string} */ text) {
  const settings = await prettier.resolveConfig(path.join(root, "sdk/index.ts"));
  return prettier.format(text, { ...settings, parser: "typescript" });
}

/** Files that an earlier list of kinds left behind. */
function leftOver(/** @type {string[]} */ files) {
  const there = fs.readdirSync(path.join(root, "sdk")).map((name) => `sdk/${name}`);
  return there.filter(
    (file) => !files.includes(file) && fs.readFileSync(path.join(root, file), "utf8").startsWith(header),
  );
}

/**
 * Everything that is written from the schemas.
 * @returns {Promise<Wanted[]>}
 */
async function wantedFiles() {
  /** @typedef {Record<string, import("./model").KindValue>} Kinds */
  const values = /** @type {{ kinds: Kinds, making: Kinds }} */ (loadTypeScript("provider/kinds/index.ts"));
  const ways = /** @type {{ access: import("zod").ZodRawShape, providerSchema: import("zod").ZodType }} */ (
    loadTypeScript("provider/connection.ts")
  );
  const { common: fields, idRule } = /** @type {{ common: import("zod").ZodRawShape, idRule: string }} */ (
    loadTypeScript("provider/kinds/fields.ts")
  );
  const access = groupOf("Connection", z.strictObject(ways.access), "How machines are reached over SSH.");
  const provider = groupOf("Provider", ways.providerSchema, ways.providerSchema.description ?? "");
  const common = groupOf("Common", z.strictObject(fields), "What every resource takes.");
  const [kinds, making] = [kindsOf(values.kinds, common), kindsOf(values.making, common)];
  const named = namedSchemas([provider, common, ...making, ...kinds]);
  const model = { access, provider: without(provider, access), common, kinds, making, named, idRule };
  const sources = {
    "sdk/args.ts": argsFile(model),
    "sdk/resources.ts": classList(kinds),
    ...Object.fromEntries(kinds.map((kind) => [`sdk/${kind.file}.ts`, classFile(kind, model.named)])),
  };
  const wanted = await Promise.all(
    Object.entries(sources).map(async ([file, text]) => ({ file, text: await formatted(text) })),
  );
  const reference = { file: "docs/reference.md", text: referenceFile(model) };
  const gone = leftOver(Object.keys(sources)).map((file) => ({ file, text: undefined }));
  return [...wanted, reference, ...gone];
}

function textNow(/** @type {string} */ file) {
  const full = path.join(root, file);
  return fs.existsSync(full) ? fs.readFileSync(full, "utf8") : undefined;
}

const isStale = (/** @type {Wanted} */ { file, text }) => textNow(file) !== text;

function write(/** @type {Wanted} */ { file, text }) {
  const full = path.join(root, file);
  if (text === undefined) fs.rmSync(full);
  else fs.writeFileSync(full, text);
}

module.exports = { isStale, wantedFiles, write };
