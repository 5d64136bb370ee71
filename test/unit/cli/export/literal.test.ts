import { runInNewContext } from "node:vm";
import fc from "fast-check";
import * as estree from "prettier/plugins/estree";
import * as typescript from "prettier/plugins/typescript";
import { format } from "prettier/standalone";
import { callOf, Code, literal, making } from "../../../../cli/export/literal";
import { typed } from "../../../fixtures/arbitraries";

const key = fc.oneof(typed, fc.constantFrom("ip", "params", "a-b", "1", "01", "__proto__", "constructor", "new", "$x"));

/** Whatever arguments can hold. */
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(typed, fc.integer(), fc.boolean()),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 5, noNullPrototype: true }),
  ),
}));

const evaluated = (text: string): unknown => JSON.parse(runInNewContext(`JSON.stringify(${text})`) as string);

test("what is printed is, evaluated, what it was", () => {
  fc.assert(
    fc.property(value, fc.integer({ min: 0, max: 20 }), (given, indent) => {
      const text = literal(given, indent);
      expect(JSON.stringify(evaluated(`(${text})`))).toBe(JSON.stringify(given));
    }),
    { numRuns: 1000 },
  );
});

/** Names and texts as configurations have them; prettier has a format of its own for lists of numbers. */
const word = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9_.-]{0,30}$/),
  fc.stringMatching(/^[ -~]{0,90}$/),
  fc.constantFrom('say "hi"', "it's", `"it's"`, "10.0.2.10", "back\\slash", "é"),
);
const name = fc.stringMatching(/^[a-z][a-zA-Z0-9-]{0,24}$/);
const { fields } = fc.letrec((tie) => ({
  fields: fc.dictionary(
    fc.oneof(name, fc.constantFrom("1", "2")),
    fc.oneof(
      { maxDepth: 3 },
      fc.oneof(word, fc.integer(), fc.boolean()),
      tie("fields"),
      fc.array(word, { maxLength: 4 }),
      fc.array(tie("fields"), { maxLength: 3 }),
    ),
    { maxKeys: 5, noNullPrototype: true },
  ),
}));

test("a program's statements are as prettier would have them", async () => {
  // No word of the language ends with a digit.
  const variable = fc.option(fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,59}[0-9]$/), { nil: undefined });
  const args = fc.oneof(
    fields,
    fc
      .tuple(fields, name)
      .map(([each, secret]) => ({ ...(each as object), password: callOf("config.requireSecret", secret.repeat(3)) })),
  );
  const statement = fc
    .tuple(variable, name, args)
    .map(([one, id, given]) => `${making(one, "new pacemaker.ClusterProperties", [id, given, new Code("on")])}\n`);
  const provider = args
    .filter((given) => Object.keys(given as object).length > 0)
    .map((given) => `${making("cluster", "new pacemaker.Provider", ["cluster", given])}\n`);
  await fc.assert(
    fc.asyncProperty(fc.oneof(statement, provider), async (text) => {
      expect(await format(text, { parser: "typescript", plugins: [estree, typescript] })).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["a short one", { ip: "10.0.2.10" }, '{ ip: "10.0.2.10" }'],
  ["nothing", {}, "{}"],
  ["an expression", { resource: new Code("web") }, "{ resource: web }"],
  ["a name that would be the prototype", JSON.parse('{"__proto__":1}'), '{ ["__proto__"]: 1 }'],
  ["quotation marks", 'say "hi"', `'say "hi"'`],
])("%s", (_what, given, text) => {
  expect(literal(given)).toBe(text);
});
