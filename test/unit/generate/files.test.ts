import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { kinds } from "../../../provider/kinds";
import { groupOf } from "../../../toolchain/generate/model";
import { root } from "../../../toolchain/folders";

const exampleOf = (schema: Parameters<typeof groupOf>[1]) => groupOf("", schema, "").schema.example ?? "";

interface Problem {
  line: number;
  message: string;
}

/** Compiles a program that stands in the project's folder, against the sources. */
function problemsOf(program: string): Problem[] {
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
  return ts.getPreEmitDiagnostics(made, made.getSourceFile(name)).map(({ file, start = 0, messageText }) => ({
    line: file?.getLineAndCharacterOfPosition(start).line ?? -1,
    message: ts.flattenDiagnosticMessageText(messageText, "\n"),
  }));
}

const good = [
  'import * as pulumi from "@pulumi/pulumi";',
  'import * as pacemaker from "./sdk";',
  'const cluster = new pacemaker.Provider("web", { hosts: ["10.0.2.1"] });',
  ...Object.values(kinds).map(({ schema }) => exampleOf(schema)),
].join("\n");

const bad = [
  'new pacemaker.FailoverIp("a", {}, { provider: cluster });',
  'new pacemaker.FailoverIp("a", { ip: "10.0.2.10", nick: "eth0" }, { provider: cluster });',
  'new pacemaker.Order("a", { first: "b", then: "c", kind: "mandatory" }, { provider: cluster });',
  'new pacemaker.Primitive("a", { agent: "ocf:heartbeat:Dummy", cibId: cluster.urn }, { provider: cluster });',
];

describe("what is written from the schemas", () => {
  it("is what the schemas say now", () => {
    const said = execFileSync(process.execPath, ["toolchain/generate.js", "--check"], { cwd: root, encoding: "utf8" });
    expect(said).toContain("as they say");
  });

  it("names each kind in the reference", () => {
    const reference = readFileSync(join(root, "docs/reference.md"), "utf8");
    for (const { type } of Object.values(kinds)) expect(reference).toContain(`\n## ${type}\n`);
  });

  it("has examples that compile, and no program compiles that leaves out or misspells an argument", () => {
    const first = good.split("\n").length;
    const problems = problemsOf([good, ...bad].join("\n"));
    expect(problems.filter(({ line }) => line < first)).toEqual([]);
    expect(problems.map(({ line }) => line - first)).toEqual(bad.map((_, i) => i));
  }, 60_000);

  it("calls each kind as state calls its handler", () => {
    const names = Object.values(kinds).map(({ type }) => type.charAt(0).toLowerCase() + type.slice(1));
    expect(Object.keys(kinds)).toEqual(names);
  });
});
