const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const swc = require("@swc/core");
const { root } = require("../folders");
const { parseJson } = require("../json");

/** @typedef {{ _extensions: Record<string, (module: { _compile(code: string, file: string): void }, file: string) => void> }} Loader */

/**
 * A source file, loaded as it is: what is written from the schemas is part of what dist/ is compiled from, so dist/
 * may be missing or not compile.
 * @param {string} file
 * @returns {unknown}
 */
function loadTypeScript(file) {
  const { _extensions: extensions } = /** @type {Loader} */ (/** @type {unknown} */ (Module));
  const options = /** @type {import("@swc/core").Options} */ (
    parseJson(fs.readFileSync(path.join(root, ".swcrc"), "utf8"))
  );
  extensions[".ts"] ??= (module, name) => {
    module._compile(swc.transformFileSync(name, { ...options, swcrc: false }).code, name);
  };
  return require(path.join(root, file));
}

module.exports = { loadTypeScript };
