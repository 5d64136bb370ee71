const { aws } = require("./aws");
const { hetzner } = require("./hetzner");

/** @type {Record<string, import("./program").Cloud>} */
const clouds = { aws, hetzner };

/** What the lines begin with that a check prints. */
const passed = "  passed: ";
const failed = "  failed: ";

module.exports = { clouds, failed, passed };
