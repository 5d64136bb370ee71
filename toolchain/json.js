const fs = require("node:fs");

/**
 * JSON that a tool of ours wrote; the caller says what it is.
 * @param {string} text
 * @returns {unknown}
 */
const parseJson = (text) => JSON.parse(text);

const readJson = (/** @type {string} */ file) => parseJson(fs.readFileSync(file, "utf8"));

module.exports = { parseJson, readJson };
