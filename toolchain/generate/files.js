const fs = require("node:fs");
const path = require("node:path");
const prettier = require("prettier");
const { z } = require("zod");
const { root } = require("../folders");
const { groupOf, kindsOf, namedSchemas } = require("./model");
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
  const { kinds: values } = /** @type {{ kinds: Record<string, import("./model").KindValue> }} */ (
    loadTypeScript("provider/kinds/index.ts")
  );
  const { providerSchema } = /** @type {{ providerSchema: import("zod").ZodType }} */ (
    loadTypeScript("provider/connection.ts")
  );
  const { common: fields, idRule } = /** @type {{ common: import("zod").ZodRawShape, idRule: string }} */ (
    loadTypeScript("provider/kinds/fields.ts")
  );
  const provider = groupOf("Provider", providerSchema, providerSchema.description ?? "");
  const common = groupOf("Common", z.strictObject(fields), "What every resource takes.");
  const kinds = kindsOf(values, common);
  const model = { provider, common, kinds, named: namedSchemas([provider, common, ...kinds]), idRule };
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
