import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../../..");

/** A user's project in a folder of its own, with stacks on this disk, used by the engine's own command. */
export interface TestProject {
  folder: string;
  /** What the command prints; throws when it fails. `input` is its standard input. */
  pulumi(args: readonly string[], input?: string): Promise<string>;
  read(file: string): string;
  write(file: string, text: string): void;
  /** The text of all files of the project, and of the engine's state. */
  everything(): string;
  remove(): void;
}

export function testProject(): TestProject {
  const place = mkdtempSync(join(tmpdir(), "pulumi-pacemaker-project-"));
  const folder = join(place, "exported-cluster");
  const state = join(place, "state");
  mkdirSync(state);
  const env = { ...process.env, PULUMI_BACKEND_URL: `file://${state}`, PULUMI_CONFIG_PASSPHRASE: "test" };
  const read = (file: string) => readFileSync(join(folder, file), "utf8");
  return {
    folder,
    pulumi: (args, input) =>
      new Promise((done, fail) => {
        const child = execFile("pulumi", args, { cwd: folder, env, maxBuffer: 1e8 }, (error, stdout, stderr) => {
          if (error) fail(new Error(`pulumi ${args.join(" ")}\n${stdout}${stderr}`));
          else done(stdout + stderr);
        });
        child.stdin?.end(input ?? "");
      }),
    read,
    write: (file, text) => {
      writeFileSync(join(folder, file), text);
    },
    everything: () =>
      readdirSync(place, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
        .join("\n"),
    remove: () => {
      rmSync(place, { recursive: true, force: true });
    },
  };
}

/** As `npm install` would leave it: the package is in there under its name. */
export const installed = ({ folder }: TestProject): void => {
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
};
