import fc from "fast-check";
import { problemsOf } from "../../provider/problems";
import { kinds } from "../../provider/kinds";
import { whyNotText } from "../../provider/kinds/fields";
import { typed } from "../fixtures/arbitraries";
import { cibKinds } from "../fixtures";
import { change, fencingDecided, said } from "./support/changes";
import { closeTrees, FileCluster, releases } from "./support/file-cluster";

afterAll(closeTrees);

const agent = "ocf:pacemaker:Dummy";

/** Each place where a program may put a text, with the path that a refusal names. */
const places: readonly { path: string; kind: keyof typeof kinds; args(id: string, text: string): object }[] = [
  { path: "description", kind: "primitive", args: (cibId, text) => ({ cibId, agent, description: text }) },
  { path: "params.fake", kind: "primitive", args: (cibId, text) => ({ cibId, agent, params: { fake: text } }) },
  { path: "meta.note", kind: "primitive", args: (cibId, text) => ({ cibId, agent, meta: { note: text } }) },
  {
    path: "operations.monitor.description",
    kind: "primitive",
    args: (cibId, text) => ({ cibId, agent, operations: { monitor: { interval: 10, description: text } } }),
  },
  {
    path: "operations.start.0.params.fake",
    kind: "primitive",
    args: (cibId, text) => ({ cibId, agent, operations: { start: [{ params: { fake: text } }] } }),
  },
  { path: "value", kind: "clusterProperty", args: (id, text) => ({ name: `note-${id}`, value: text }) },
  { path: "value", kind: "resourceDefault", args: (id, text) => ({ name: `note-${id}`, value: text }) },
  { path: "value", kind: "operationDefault", args: (id, text) => ({ name: `note-${id}`, value: text }) },
  { path: "attributes.note", kind: "node", args: (id, text) => ({ name: `node-${id}`, attributes: { note: text } }) },
];

const typedSomewhere = fc.array(fc.tuple(fc.constantFrom(...places), typed), { minLength: 300, maxLength: 300 });

/** One load takes a second however many objects are in it; a shorter list would say no more. */
const once = { numRuns: 2, endOnFailure: true };

test.each(releases)("what a user types arrives unchanged on %s, or its field is named", async (debian) => {
  await fc.assert(
    fc.asyncProperty(typedSomewhere, async (all) => {
      const objects = all.map(([place, text], i) => ({ ...place, text, input: place.args(`x${i}`, text) }));
      for (const { kind, path, text, input } of objects) {
        const problem = whyNotText(text);
        expect(problemsOf(kinds[kind].schema, input)).toEqual(problem === undefined ? [] : [`${path}: ${problem}`]);
      }
      const fit = objects.filter(({ text }) => whyNotText(text) === undefined);
      const nodes = objects.map((_, i) => `<node id="${i + 10}" uname="node-x${i}"/>`).join("");
      const cluster = await FileCluster.of(debian, `${fencingDecided}<nodes>${nodes}</nodes>`);
      const outcomes = said(
        await cluster.submit(fit.map(({ kind, input }) => change(kind, input as Record<string, unknown>))),
      );
      expect(outcomes).toEqual(fit.map(() => "fulfilled"));
      const cib = await cluster.cib();
      expect(cib.attributes["epoch"]).toBe("2");
      for (const { kind, input } of fit) {
        const args = kinds[kind].schema.parse(input);
        expect(cibKinds[kind]?.read(cib, args)).toEqual(args);
      }
    }),
    once,
  );
});
