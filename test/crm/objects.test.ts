import fc from "fast-check";
import { printXml } from "../../provider/cib/element";
import { draft } from "../../provider/crm/draft";
import { colocationFields, orderFields, primitiveFields } from "../fixtures/arbitraries";
import { cibKinds } from "../fixtures";
import { change, fencingDecided, said } from "./support/changes";
import { closeTrees, FileCluster, releases } from "./support/file-cluster";

afterAll(closeTrees);

interface Declared {
  key: string;
  args: Record<string, unknown>;
  /** A later run's. */
  then: Record<string, unknown>;
}

const later = <Fields>(fields: fc.Arbitrary<Fields>) => fc.tuple(fields, fields);

/** Primitives, each with a colocation and an order that tie it to the one before; later all with other fields. */
const program = fc
  .array(fc.tuple(later(primitiveFields), later(colocationFields), later(orderFields)), {
    minLength: 50,
    maxLength: 50,
  })
  .map((rows) =>
    rows.flatMap(([primitive, colocation, order], i): Declared[] => {
      const declare = (key: string, id: object, [now, then]: readonly [object, object]): Declared => ({
        key,
        args: { ...id, ...now },
        then: { ...id, ...then },
      });
      const ties = [`p${i}`, `p${i - 1}`];
      return [
        declare("primitive", { cibId: `p${i}`, agent: "ocf:pacemaker:Dummy" }, primitive),
        ...(i === 0
          ? []
          : [
              declare("colocation", { cibId: `c${i}`, resource: ties[0], with: ties[1] }, colocation),
              declare("order", { cibId: `o${i}`, first: ties[1], then: ties[0] }, order),
            ]),
      ];
    }),
  );

test.each(releases)("whatever a program declares, %s has it, in both ways, and keeps it equal", async (debian) => {
  await fc.assert(
    fc.asyncProperty(program, async (all) => {
      const cluster = await FileCluster.of(debian, fencingDecided);
      const before = await cluster.cib();
      const created = await cluster.submit(all.map(({ key, args }) => change(key, args)));
      expect(said(created)).toEqual(all.map(() => "fulfilled"));
      const cib = await cluster.cib();
      const parsed = all.map(({ key, args, then }) => {
        const kind = cibKinds[key];
        if (!kind) throw new Error(key);
        return { kind, args: kind.schema.parse(args), then: kind.schema.parse(then) };
      });
      for (const { kind, args } of parsed) expect(kind.read(cib, args)).toEqual(args);

      const { statements } = draft(before, cib);
      const xml = printXml(cib);
      const again = await cluster.check({
        base: xml,
        start: xml,
        wanted: xml,
        alone: xml,
        statements,
        hasElements: false,
      });
      expect(again).toMatchObject({ loaded: true, patchOfCopy: "" });

      const elements = await cluster.check(draft(before, cib, true));
      const findings = elements.after ?? [];
      // A low timeout deserves a warning; a value that Pacemaker cannot read means something else than it says.
      expect(findings.filter(({ severity, text }) => severity === "error" || /pars/.test(text))).toEqual([]);

      const updates = parsed.map(({ kind, args, then }) => ({
        label: kind.name(then),
        names: [kind.name(then)],
        apply: (each: typeof cib) => kind.write(each, then, args),
      }));
      expect(said(await cluster.submit(updates))).toEqual(all.map(() => "fulfilled"));
      const changed = await cluster.cib();
      for (const { kind, then } of parsed) expect(kind.read(changed, then)).toEqual(then);
    }),
    { numRuns: 2, endOnFailure: true },
  );
});
