import fc from "fast-check";
import ts from "typescript";
import { tsdoc } from "../../../toolchain/generate/tsdoc";

const text = fc.string({ unit: "binary", minLength: 1 }).filter((each) => /\S/.test(each));

describe("comments", () => {
  it("are one line where one line is enough", () => {
    expect(tsdoc({ description: "The address." })).toBe("/** The address. */");
  });

  it("have their tags below the description", () => {
    const doc = tsdoc({ description: "How long.", otherwise: "10s", see: "the manual", example: "new A(\n  1,\n);" });
    expect(doc.split("\n")).toEqual([
      "/**",
      " * How long.",
      " *",
      " * @default 10s",
      " * @see the manual",
      " * @example",
      " * ```ts",
      " * new A(",
      " *   1,",
      " * );",
      " * ```",
      " */",
    ]);
  });

  it("end where they should, whatever they say", () => {
    fc.assert(
      fc.property(text, text, (description, otherwise) => {
        const source = `${tsdoc({ description, otherwise })}\nconst a = 1;`;
        const file = ts.createSourceFile("a.ts", source, ts.ScriptTarget.ES2022);
        expect(file.statements).toHaveLength(1);
        expect(file.statements[0]?.getText(file)).toBe("const a = 1;");
      }),
    );
  });
});
