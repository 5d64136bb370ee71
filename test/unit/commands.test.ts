import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { emptyCib, putObject } from "../../provider/cib/document";
import { element } from "../../provider/cib/element";
import { replace } from "../../provider/cluster/replace";
import { knowCommand, listCommand, metadataCommand } from "../../provider/crm/agents";
import { checkCommand } from "../../provider/crm/check";
import { cleanup } from "../../provider/crm/cleanup";
import { patchCommand } from "../../provider/crm/patch";
import { transientCommand } from "../../provider/crm/transient";
import { readSetting, restoreSetting, writeSetting } from "../../provider/node/sysctl";
import type { Command, Host } from "../../provider/ssh";
import { commandLine } from "../../provider/ssh/envelope";
import { typed } from "../fixtures/arbitraries";

/** The commands that something runs on a host which answers nothing. */
async function commandsOf(act: (host: Host) => Promise<unknown>, stdout = ""): Promise<Command[]> {
  const commands: Command[] = [];
  const run = (command: Command) => {
    commands.push(command);
    return Promise.resolve({ status: 0, stdout, stderr: "" });
  };
  await act({ address: "nowhere", run }).catch(() => undefined);
  return commands;
}

/** All that a host is told, with a user's text wherever one can be. */
async function commandsWith(text: string): Promise<Command[]> {
  const cib = putObject(emptyCib, "resources", undefined, element("primitive", { id: text }));
  const snapshot = `\u001estatus\n0\n\u001ecib\n<cib have-quorum="1" epoch="1" admin_epoch="0"><configuration/></cib>\n`;
  return [
    listCommand("classes"),
    listCommand({ class: text, provider: text }),
    metadataCommand(text),
    knowCommand([text], true),
    checkCommand({
      base: text,
      start: text,
      wanted: text,
      alone: text,
      statements: [text],
      hasElements: true,
      isOld: false,
    }),
    patchCommand({ base: text, wanted: text, isUnverified: true, version: text, dc: text }),
    transientCommand({ node: text, values: { [text]: text, other: null } }),
    ...(await commandsOf((host) => cleanup(host, [text]))),
    ...(await commandsOf((host) => readSetting(host, text))),
    ...(await commandsOf((host) => writeSetting(host, text, text, true))),
    ...(await commandsOf((host) => writeSetting(host, text, text, false))),
    ...(await commandsOf((host) => restoreSetting(host, text, text))),
    ...(await commandsOf((host) => replace(host, () => cib), snapshot)),
  ];
}

test("no text of a user is in a script, in a command's name or in the name of a file", async () => {
  const told = (commands: readonly Command[]) =>
    commands.map(({ name, script, files = {} }) => ({ name, script, files: Object.keys(files) }));
  const harmless = told(await commandsWith("harmless"));
  // A text that is refused before anything is run makes fewer.
  expect(harmless.length).toBeGreaterThanOrEqual(13);
  expect(JSON.stringify(harmless)).not.toContain("harmless");
  await fc.assert(
    fc.asyncProperty(typed, async (text) => {
      expect(harmless).toEqual(expect.arrayContaining(told(await commandsWith(text))));
    }),
    { numRuns: 50 },
  );
});

test("a host's command line is one of two, without and with sudo", () => {
  expect(commandLine.length).toBe(1);
  expect(new Set([true, false].map(commandLine)).size).toBe(2);
});

const root = resolve(__dirname, "../..");
const sources = ["cli", "provider", "sdk"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => ({ file: join(folder, file), text: readFileSync(join(root, folder, file), "utf8") })),
);

test("on this side no shell is started: the engine's own command and ps, each with a list of words", () => {
  const starting = sources.filter(({ text }) => text.includes("child_process"));
  expect(starting.map(({ file }) => file).sort()).toEqual(["cli/stack.ts", "provider/engine-run.ts"]);
  for (const { text } of starting) {
    expect(text).toMatch(/import \{ execFile(Sync)? \} from "node:child_process";/);
    expect(text).not.toContain("shell:");
  }
});

test("on a host one place runs commands, and it runs that line", () => {
  const running = sources.filter(({ text }) => /\bclient\.(exec|shell|subsys)\(/.test(text));
  expect(running.map(({ file }) => file)).toEqual(["provider/ssh/channel.ts"]);
  const executing = sources.filter(({ text }) => /\bexecute\(/.test(text) && !text.includes("function execute("));
  expect(executing.map(({ file, text }) => [file, /\bexecute\((.*?), input/.exec(text)?.[1]])).toEqual([
    ["provider/ssh/host.ts", "line.client, commandLine(args.sudo)"],
  ]);
});
