import fc from "fast-check";
import { printable, table, wrapped } from "../../../cli/table";

const cell = fc.string({ unit: "binary", maxLength: 12 });

test("columns line up, empty ones are left out", () => {
  expect(
    table(
      ["NODE", "NOTE", "STATE"],
      [
        ["node1", "", "online"],
        ["n2", "", "OFFLINE"],
      ],
    ),
  ).toEqual(["NODE   STATE", "node1  online", "n2     OFFLINE"]);
});

test("no control character reaches a terminal", () => {
  // eslint-disable-next-line no-control-regex
  const control = /[\u0000-\u001f\u007f-\u009f]/;
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 })), cell, (rows, text) => {
      for (const line of [...table(["A", "B"], rows), ...wrapped(text, "  "), printable(text)])
        expect(line).not.toMatch(control);
    }),
  );
});

test("wrapping loses no word and keeps the width where words allow it", () => {
  const word = fc.stringMatching(/^[a-z]{1,15}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 50 }), (words) => {
      const lines = wrapped(words.join(" "), "    ", 30);
      expect(lines.map((line) => line.trim()).join(" ")).toBe(words.join(" "));
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(30);
    }),
  );
});
