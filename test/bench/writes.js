const { load, put, said, spans, start } = require("./bare");
const { field } = require("./field");

/** @typedef {import("./field").Changed} Changed */
/** @typedef {{ element: string, statement: string }} Primitive in the words of the CIB and of crm */
/** @typedef {{ committed: number, settled: number, crm: number }} Least what a change takes at the very least */

/** @param {number} i @param {Changed} changed @param {boolean} stopped @returns {Primitive} */
function primitive(i, changed, stopped) {
  const id = `scale-${i}`;
  const fake = field(i, changed);
  const pair = (/** @type {string} */ kind, /** @type {string} */ name, /** @type {string} */ value) =>
    `<${kind} id="${id}-${kind}"><nvpair id="${id}-${kind}-${name}" name="${name}" value="${value}"/></${kind}>`;
  const meta = stopped ? pair("meta_attributes", "target-role", "Stopped") : "";
  const pairs = meta + pair("instance_attributes", "fake", fake);
  return {
    element: `<primitive id="${id}" class="ocf" provider="pacemaker" type="Dummy">${pairs}</primitive>`,
    statement: `primitive ${id} ocf:pacemaker:Dummy params fake=${fake}${stopped ? " meta target-role=Stopped" : ""}`,
  };
}

const properties = { "stonith-enabled": "false" };
const property = "property stonith-enabled=false";
const empty = put({ properties: {}, primitives: [] });

/** @typedef {"up" | "change-one" | "change-all" | "destroy"} Writing */

/** @type {readonly { phase: Writing, changed: Changed, stopped?: true, differ: (all: readonly string[]) => readonly string[] }[]} */
const changes = [
  { phase: "up", changed: "none", differ: (all) => [property, ...all] },
  { phase: "change-one", changed: "one", differ: (all) => all.slice(0, 1) },
  { phase: "change-all", changed: "all", differ: (all) => all },
  { phase: "destroy", changed: "all", stopped: true, differ: (all) => all },
];

/**
 * What the phases that write would take at the very least, by hand on a machine of the cluster: one patch each. And crm's
 * own check of the same change, on a copy.
 * @param {number} resources
 * @param {(script: string) => Promise<string>} script
 * @returns {Promise<Partial<Record<import("./project").Phase, Least>>>}
 */
async function writes(resources, script) {
  const steps = changes.flatMap(({ phase, changed, stopped = false, differ }) => {
    const all = Array.from({ length: resources - 1 }, (_, i) => primitive(i + 1, changed, stopped));
    const primitives = all.map(({ element }) => element);
    // A destroy waits for the stop in any case, and then takes out what has stopped.
    const removal = stopped ? `stopped=$began\n${empty}began=$stopped\n` : "";
    return [
      ...[load(differ(all.map(({ statement }) => statement))), said(`crm-${phase}`)],
      ...[put({ properties, primitives }), "settled\n", removal, said(phase)],
    ];
  });
  const found = spans(await script([start, ...steps].join("")));
  return Object.fromEntries(
    changes.map(({ phase, stopped }) => {
      const { committed = NaN, settled = NaN } = found[phase] ?? {};
      const crm = found[`crm-${phase}`]?.committed ?? NaN;
      return [phase, { committed, settled: stopped ? committed : settled, crm }];
    }),
  );
}

module.exports = { writes };
