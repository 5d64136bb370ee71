import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");

type Versions = Readonly<Record<string, string>>;
const { dependencies, peerDependencies, devDependencies } = JSON.parse(read("package.json")) as Record<
  "dependencies" | "peerDependencies" | "devDependencies",
  Versions
>;

/** The packages that the document names, by the title of their table, each with what it says of it. */
const rows = read("docs/dependencies.md")
  .split(/^## /m)
  .flatMap((section) => {
    const title = section.split("\n")[0] ?? "";
    return section.split("\n").flatMap((line) => {
      const [, packages = "", why = ""] = line.split("|").map((cell) => cell.trim());
      return [...packages.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => ({ title, name, why }));
    });
  })
  .filter(({ name }) => !name.startsWith("file:"));

const namedIn = (title: string) => rows.filter((row) => row.title === title).map(({ name }) => name);
const isNamed = (names: readonly string[]) => (name: string) =>
  names.some((each) => each === name || (each.endsWith("/*") && name.startsWith(each.slice(0, -1))));

test("what a user installs is named, and nothing else", () => {
  expect(namedIn("At run time").sort()).toEqual(Object.keys({ ...dependencies, ...peerDependencies }).sort());
});

test("what development needs is named, and nothing else", () => {
  const own = Object.keys(devDependencies).filter((name) => !(name in peerDependencies));
  const named = namedIn("For development");
  expect(own.filter((name) => !isNamed(named)(name))).toEqual([]);
  expect(named.filter((name) => !own.some(isNamed([name])))).toEqual([]);
});

test("each has a reason", () => {
  expect(rows.filter(({ why }) => why.length < 10)).toEqual([]);
});
