import { upToDate } from "../../../toolchain/node-packages";

const library = { version: "30.5.2", integrity: "sha512-a" };
const native = { version: "1.0.0", integrity: "sha512-b", optional: true };
const wanted = { packages: { "": {}, "node_modules/library": library, "node_modules/native-for-another-cpu": native } };

test("the same packages, but for an optional one that is not for this platform", () => {
  expect(upToDate(wanted, { packages: { "node_modules/library": library } })).toBe(true);
  expect(upToDate(wanted, { packages: wanted.packages })).toBe(true);
});

test.each([
  ["another version", { "node_modules/library": { ...library, version: "30.5.1" } }],
  ["other content", { "node_modules/library": { ...library, integrity: "sha512-c" } }],
  ["one is missing", {}],
  ["one too many", { "node_modules/library": library, "node_modules/left-over": library }],
])("%s", (_, packages) => {
  expect(upToDate(wanted, { packages })).toBe(false);
});
