import { z } from "zod";
import { agent, boolean, cibId, pairs, reference, scalar, score, time } from "../../../provider/kinds/fields";
import { operations } from "../../../provider/kinds/operations";
import type { Schema } from "../../../toolchain/generate/model";
import { inputType, outputType } from "../../../toolchain/generate/types";

const json = (schema: z.ZodType) => z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Schema;

describe("types of arguments", () => {
  it.each([
    ["text", agent, "pulumi.Input<string>"],
    ["a time", time.optional(), "pulumi.Input<Time>"],
    ["a score", score.default("INFINITY"), "pulumi.Input<Score>"],
    ["a boolean of Pacemaker's", boolean, "pulumi.Input<PacemakerBoolean>"],
    ["a scalar", scalar, "pulumi.Input<Scalar>"],
    ["what names the object", cibId, "string"],
    ["a reference", reference("it"), "ClusterResource | pulumi.Input<string>"],
    ["words", z.enum(["a", "b"]), 'pulumi.Input<"a" | "b">'],
    ["names and values", pairs, "pulumi.Input<Record<string, pulumi.Input<Scalar>>>"],
    ["a list", z.array(z.string()), "pulumi.Input<pulumi.Input<string>[]>"],
    ["forms of one type", z.union([z.ipv4(), z.ipv6()]), "pulumi.Input<string>"],
    ["operations", operations, "pulumi.Input<Record<string, pulumi.Input<Operation | pulumi.Input<Operation>[]>>>"],
  ])("%s", (_, schema, type) => {
    expect(inputType(json(schema))).toBe(type);
  });

  it("refuses what it cannot tell", () => {
    expect(() => inputType({ type: "null" })).toThrow("No type is known");
  });
});

describe("types of outputs", () => {
  it.each([
    ["a reference", reference("it"), "string"],
    ["names and values", pairs, "Record<string, Scalar>"],
    ["a list", z.array(z.string()), "string[]"],
  ])("%s", (_, schema, type) => {
    expect(outputType(json(schema))).toBe(type);
  });
});
