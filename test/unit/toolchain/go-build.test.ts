import fc from "fast-check";
import { engineFolder, key, versionOfGo, versionOfSdk } from "../../../toolchain/go-build";

const goMod = `module x

go 1.25.11

require (
	github.com/pulumi/pulumi/pkg/v3 v3.259.0
	github.com/pulumi/pulumi/sdk/v3 v3.258.0
)
`;

test("versions are those of go.mod", () => {
  expect(versionOfGo(goMod)).toBe("1.25.11");
  expect(versionOfSdk(goMod)).toBe("v3.258.0");
});

test("a go.mod without them is refused", () => {
  expect(() => versionOfGo("module x\n")).toThrow("no version of Go");
  expect(() => versionOfSdk("module x\n")).toThrow("no version of github.com/pulumi/pulumi/sdk/v3");
});

test("other parts, another key: also where only the border between two of them moves", () => {
  const parts = fc.array(fc.string(), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(parts, parts, (a, b) => {
      expect(key(a) === key(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    }),
  );
  expect(key(["ab", "c"])).not.toBe(key(["a", "bc"]));
});

test("the committed modules have one folder, in the cache", () => {
  expect(engineFolder()).toBe(engineFolder());
  expect(engineFolder()).toMatch(/\/pulumi-pacemaker\/engine\/[0-9a-f]{16}$/);
});
