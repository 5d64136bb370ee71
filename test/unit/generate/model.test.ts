import fc from "fast-check";
import { z } from "zod";
import { kindsOf, groupOf, namedSchemas, splitDescription } from "../../../toolchain/generate/model";

const common = groupOf(
  "Common",
  z.strictObject({ adopt: z.boolean().optional().meta({ description: "Take it." }) }),
  "",
);

const kind = (type: string, fields: z.ZodRawShape) => ({
  type,
  description: "A thing.",
  schema: z.strictObject(fields).meta({ example: "…", limits: "Not all." }),
});

const withDoc = (schema: z.ZodType) => schema.meta({ description: "Said." });

describe("what is read from the schemas", () => {
  it("splits what holds where nothing is said from a description", () => {
    expect(splitDescription("How long. Default: 10s.")).toEqual({ description: "How long.", otherwise: "10s" });
    expect(splitDescription("How long.")).toEqual({ description: "How long." });
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Z][a-z ]*[a-z]\.$/),
        fc.stringMatching(/^[a-z0-9][a-z0-9 .]*[a-z]$/),
        (text, value) => {
          expect(splitDescription(`${text} Default: ${value}.`)).toEqual({ description: text, otherwise: value });
        },
      ),
    );
  });

  it("leaves out what all kinds take, and tells what must be given from what may be", () => {
    const fields = {
      cibId: withDoc(z.string()).meta({ fromName: true }),
      ip: withDoc(z.string()),
      score: withDoc(z.string().default("0")),
      nic: withDoc(z.string().optional()),
    };
    const [made] = kindsOf({ failoverIp: kind("FailoverIp", { ...fields, adopt: withDoc(z.boolean()) }) }, common);
    expect(made?.file).toBe("failover-ip");
    expect(made?.fields.map(({ name, required }) => [name, required])).toEqual([
      ["cibId", false],
      ["ip", true],
      ["score", false],
      ["nic", false],
    ]);
  });

  it("refuses a field that nobody can understand", () => {
    const make = () => groupOf("Thing", z.strictObject({ ip: z.string() }), "");
    expect(make).toThrow("Thing.ip has no description");
  });

  it.each([
    ["example", { limits: "Not all." }],
    ["limits", { example: "…" }],
  ])("refuses a kind without %s", (what, meta) => {
    const schema = z.strictObject({ ip: withDoc(z.string()) }).meta(meta);
    expect(() => kindsOf({ thing: { type: "Thing", description: "", schema } }, common)).toThrow(
      `Thing has no ${what}`,
    );
  });

  it("finds a named schema once, wherever it is", () => {
    const operation = z
      .strictObject({ interval: withDoc(z.string()) })
      .meta({ name: "Operation", description: "One." });
    const either = z.record(z.string(), z.union([operation, z.array(operation)]));
    const named = namedSchemas([groupOf("Thing", z.strictObject({ operations: withDoc(either) }), "")]);
    expect(named.map(({ name, fields }) => [name, fields.length])).toEqual([["Operation", 1]]);
  });

  it("refuses one name for two schemas", () => {
    const one = z.strictObject({ a: withDoc(z.string()) }).meta({ name: "Same", description: "One." });
    const two = z.strictObject({ b: withDoc(z.string()) }).meta({ name: "Same", description: "Two." });
    expect(() => namedSchemas([groupOf("Thing", z.strictObject({ one, two }), "")])).toThrow("Same");
  });
});
