import fc from "fast-check";
import { atLeast, parse } from "../../../toolchain/version";

const part = fc.nat({ max: 999 });
const version = fc.tuple(part, part, part);
const text = (parts: readonly number[]) => parts.join(".");

test.each([
  ["v3.259.0\n", [3, 259, 0]],
  ["go version go1.26 linux/amd64", [1, 26, 0]],
  ["v20.20.2", [20, 20, 2]],
  ["3.260.0-alpha.1+dirty", [3, 260, 0]],
])("%j is read", (said, parts) => {
  expect(parse(said)).toEqual(parts);
});

test("what has no number is not new enough", () => {
  expect(atLeast("pulumi: not found", "3.0.0")).toBe(false);
});

test("a version is at least itself", () => {
  fc.assert(fc.property(version, (a) => atLeast(`v${text(a)}`, text(a))));
});

test("of two different versions exactly one is at least the other", () => {
  fc.assert(
    fc.property(version, version, (a, b) => {
      fc.pre(text(a) !== text(b));
      expect(atLeast(text(a), text(b))).toBe(!atLeast(text(b), text(a)));
    }),
  );
});

test("a greater part further left wins over all that follow", () => {
  expect(atLeast("4.0.0", "3.259.1")).toBe(true);
  expect(atLeast("3.100.9", "3.248.0")).toBe(false);
  expect(atLeast("3.248.1", "3.248.0")).toBe(true);
});
