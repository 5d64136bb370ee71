/**
 * What a value may look like where a schema's `form` says more than its JSON type: the name of the type in programs,
 * the type itself, and its description there and in the reference.
 * @typedef {{ name: string, type: string, description: string, example: string }} Form
 * @type {Record<string, Form>}
 */
const forms = {
  time: {
    name: "Time",
    type: "string | number",
    description: "A time: a number of seconds, or text with a unit (`us`, `ms`, `s`, `min`, `h`).",
    example: '10, "10s", "500ms", "1min", "2h"',
  },
  score: {
    name: "Score",
    type: 'number | "INFINITY" | "-INFINITY" | (string & {})',
    description: "A score: an integer, where everything from 1000000 on is INFINITY, or a word.",
    example: '100, -50, "INFINITY", "-INFINITY", "inf"',
  },
  role: {
    name: "Role",
    type: '"Started" | "Stopped" | "Promoted" | "Unpromoted"',
    description:
      "A role of a resource. The words of before Pacemaker 2.1, Master and Slave, are taken for Promoted and Unpromoted.",
    example: '"Promoted"',
  },
  boolean: {
    name: "PacemakerBoolean",
    type: 'boolean | "true" | "false" | "yes" | "no" | "on" | "off" | (string & {})',
    description: "True or false, also in Pacemaker's words for it.",
    example: 'true, false, "yes", "no", "on", "off"',
  },
  option: {
    name: "Option",
    type: "string | number",
    description: "An option's value in corosync.conf.",
    example: '3000, "yes"',
  },
  scalar: {
    name: "Scalar",
    type: "string | number | boolean",
    description: "A value that the CIB keeps as text. A number or boolean becomes the text of it.",
    example: '"/etc/apache2/apache2.conf", 32, true',
  },
};

module.exports = { forms };
