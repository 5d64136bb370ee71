const { load, put, said, spans, start } = require("./bare");
const { field } = require("./field");

/** @typedef {import("./field").Changed} Changed */
/** @typedef {{ element: string, statement: string }} Primitive in the words of the CIB and of crm */
/** @typedef {{ committed: number, settled: number, crm: number }} Least what a change takes at the very least */
/** @typedef {{ changed: Changed, stopped?: boolean } | "absent"} State of a primitive */
/** @typedef {"up" | "change-one" | "change-all" | "destroy"} Writing */

/** @param {number} i @param {State} state @returns {Primitive[]} */
function primitive(i, state) {
  if (state === "absent") return [];
  const id = `scale-${i}`;
  const fake = field(i, state.changed);
  const pair = (/** @type {string} */ kind, /** @type {string} */ name, /** @type {string} */ value) =>
    `<${kind} id="${id}-${kind}"><nvpair id="${id}-${kind}-${name}" name="${name}" value="${value}"/></${kind}>`;
  const meta = state.stopped ? pair("meta_attributes", "target-role", "Stopped") : "";
  const pairs = meta + pair("instance_attributes", "fake", fake);
  return [
    {
      element: `<primitive id="${id}" class="ocf" provider="pacemaker" type="Dummy">${pairs}</primitive>`,
      statement: `primitive ${id} ocf:pacemaker:Dummy params fake=${fake}${state.stopped ? " meta target-role=Stopped" : ""}`,
    },
  ];
}

const properties = { "stonith-enabled": "false" };
const property = "property stonith-enabled=false";

/**
 * What the primitives are before, and then one after the other; a destroy waits for the stop, and takes out what has
 * stopped.
 * @type {readonly { phase: Writing, before: State, then: readonly State[], differ: (all: readonly string[]) => readonly string[] }[]}
 */
const changes = [
  { phase: "up", before: "absent", then: [{ changed: "none" }], differ: (all) => [property, ...all] },
  { phase: "change-one", before: { changed: "none" }, then: [{ changed: "one" }], differ: (all) => all.slice(0, 1) },
  { phase: "change-all", before: { changed: "one" }, then: [{ changed: "all" }], differ: (all) => all },
  {
    ...{ phase: "destroy", before: { changed: "all" }, then: [{ changed: "all", stopped: true }, "absent"] },
    differ: (all) => all,
  },
];

/**
 * What the phases that write would take at the very least, by hand on a machine of the cluster: a patch for so many
 * primitives at a time (`slots`), and the wait until the cluster has done it before the next. And crm's own check of the
 * same change, on a copy.
 * @param {{ resources: number, slots: number }} size
 * @param {(script: string) => Promise<string>} script
 * @returns {Promise<Partial<Record<import("./project").Phase, Least>>>}
 */
async function writes({ resources, slots }, script) {
  const numbers = Array.from({ length: resources - 1 }, (_, i) => i + 1);
  const waves = Array.from({ length: Math.ceil(numbers.length / slots) }, (_, i) => i * slots);
  const steps = changes.flatMap(({ phase, before, then, differ }) => {
    // Of one changed field there is one wave.
    const own = phase === "change-one" ? waves.slice(0, 1) : waves;
    const last = then.at(-1) ?? before;
    /** A wave on its way, those before it where they are to be, and the others as they were. */
    const document = (/** @type {number} */ from, /** @type {State} */ now) =>
      numbers.flatMap((i) => primitive(i, i <= from ? last : i <= from + slots ? now : before));
    const removes = last === "absent";
    const write = (/** @type {number} */ from) =>
      then.flatMap((now) => [
        put({
          properties: removes && now === last && from + slots >= numbers.length ? {} : properties,
          primitives: document(from, now).map(({ element }) => element),
        }),
        "first=${first:-$began}\n",
        now === "absent" ? "" : "settled\n",
      ]);
    const statements = numbers.flatMap((i) => primitive(i, then[0] ?? before)).map(({ statement }) => statement);
    return [
      ...[load(differ(statements)), said(`crm-${phase}`)],
      ...own.flatMap(write),
      ...["began=$first; first=\n", said(phase)],
    ];
  });
  const found = spans(await script([start, ...steps].join("")));
  return Object.fromEntries(
    changes.map(({ phase, then }) => {
      const { committed = NaN, settled = NaN } = found[phase] ?? {};
      const crm = found[`crm-${phase}`]?.committed ?? NaN;
      return [phase, { committed, settled: then.includes("absent") ? committed : settled, crm }];
    }),
  );
}

module.exports = { writes };
