/** @typedef {{ description: string, otherwise?: string, see?: string, example?: string }} Said */

const width = 112;

/** @returns {string[]} */
function wrap(/** @type {string} */ text) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/**
 * A comment that editors show.
 * @param {Said} said
 */
function tsdoc({ description, otherwise, see, example }) {
  const tags = [
    ...(otherwise === undefined ? [] : wrap(`@default ${otherwise}`)),
    ...(see === undefined ? [] : wrap(`@see ${see}`)),
    ...(example === undefined ? [] : ["@example", "```ts", ...example.split("\n"), "```"]),
  ];
  const lines = [...wrap(description), ...(tags.length > 0 ? ["", ...tags] : [])];
  const body = lines.map((line) => ` *${line === "" ? "" : " "}${line.replaceAll("*/", "*\\/")}`);
  return lines.length === 1 ? `/** ${lines.join("").replaceAll("*/", "*\\/")} */` : ["/**", ...body, " */"].join("\n");
}

module.exports = { tsdoc };
