/**
 * The first version number in a tool's answer: "v3.259.0" and "go version go1.26 linux/amd64" alike.
 * @param {string} text
 * @returns {number[] | undefined}
 */
function parse(text) {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return found?.slice(1).map((part) => Number(part || 0));
}

/**
 * Is `version` the `floor` or newer? What has no version number is not.
 * @param {string} version
 * @param {string} floor
 */
function atLeast(version, floor) {
  const [have, want] = [parse(version), parse(floor)];
  if (!have || !want) return false;
  const differs = have.findIndex((part, i) => part !== want[i]);
  return differs === -1 || Number(have[differs]) > Number(want[differs]);
}

module.exports = { parse, atLeast };
