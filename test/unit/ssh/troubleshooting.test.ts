import { readFileSync } from "node:fs";
import { join } from "node:path";
import { errorCodes } from "../../../provider/errors";

const text = readFileSync(join(__dirname, "../../../docs/troubleshooting.md"), "utf8");
const parts = text.split(/^### /m).slice(1);

test("each code has its section, in the list's order, and no section lacks a code", () => {
  expect(parts.map((part) => part.split("\n")[0])).toEqual([...errorCodes]);
});

test.each(parts.map((part): [string, string] => [part.split("\n")[0] ?? "", part]))(
  "%s says how to look and what to do",
  (_code, part) => {
    expect(part).toMatch(/^- Look: /m);
    expect(part).toMatch(/^- Do[:,]/m);
  },
);
