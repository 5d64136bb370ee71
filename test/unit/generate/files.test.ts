import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { kinds } from "../../../provider/kinds";
import { groupOf } from "../../../toolchain/generate/model";
import { isStale, wantedFiles } from "../../../toolchain/generate/files";
import { root } from "../../../toolchain/folders";

const exampleOf = (schema: Parameters<typeof groupOf>[1]) => groupOf("", schema, "").schema.example ?? "";

/** Compiles a program that stands in the project's folder, against the sources. */
function problemsOf(program: string): string[] {
  const name = join(root, "program.ts");
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (file) => ts.sys.readFile(file)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [name] }, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...others) =>
    file === name ? ts.createSourceFile(file, program, ts.ScriptTarget.ES2022, true) : read(file, ...others);
  const made = ts.createProgram([name], { ...options, types: ["node"] }, host);
  return ts
    .getPreEmitDiagnostics(made, made.getSourceFile(name))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

const prelude =
  'import * as pacemaker from "./sdk";\nconst cluster = new pacemaker.Provider("web", { hosts: ["10.0.2.1"] });\n';

describe("what is written from the schemas", () => {
  it("is what the schemas say now", async () => {
    const wanted = await wantedFiles();
    expect(wanted.filter(isStale).map(({ file }) => file)).toEqual([]);
    expect(wanted.length).toBeGreaterThan(Object.keys(kinds).length);
  });

  it("names each kind in the reference", () => {
    const reference = readFileSync(join(root, "docs/reference.md"), "utf8");
    for (const { type } of Object.values(kinds)) expect(reference).toContain(`\n## ${type}\n`);
  });

  it("has examples that compile", () => {
    const examples = Object.values(kinds).map(({ schema }) => exampleOf(schema));
    expect(problemsOf(prelude + examples.join("\n"))).toEqual([]);
  });

  it("keeps a program from compiling that leaves out or misspells an argument", () => {
    const on = "{ provider: cluster }";
    const program = [
      `new pacemaker.FailoverIp("a", {}, ${on});`,
      `new pacemaker.FailoverIp("a", { ip: "10.0.2.10", nick: "eth0" }, ${on});`,
      `new pacemaker.Order("a", { first: "b", then: "c", kind: "mandatory" }, ${on});`,
      `new pacemaker.Primitive("a", { agent: "ocf:heartbeat:Dummy", cibId: cluster.urn }, ${on});`,
    ];
    expect(program.map((line) => problemsOf(prelude + line).length)).toEqual([1, 1, 1, 1]);
  });

  it("calls each kind as state calls its handler", () => {
    const names = Object.values(kinds).map(({ type }) => type.charAt(0).toLowerCase() + type.slice(1));
    expect(Object.keys(kinds)).toEqual(names);
  });
});
