import { execFile, spawn } from "node:child_process";
import { resolve } from "node:path";
import type { TestCluster } from "./cluster";

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

interface Surroundings {
  env?: NodeJS.ProcessEnv;
  /** Standard input; without it there is none. */
  input?: string;
}

const commandFile = resolve(__dirname, "../../../dist/cli/index.js");

/** Runs `pulumi-pacemaker` as a person would, in a process of its own. */
export const pacemaker = (args: readonly string[], { env, input }: Surroundings = {}): Promise<Ended> =>
  new Promise((done) => {
    const child = execFile(
      process.execPath,
      [commandFile, ...args],
      { env: { ...process.env, ...env }, timeout: 120_000 },
      (error, stdout, stderr) => {
        done({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr });
      },
    );
    child.stdin?.end(input ?? "");
  });

const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;

/** The same on a terminal, where a person types when asked. Both streams are one there. */
export const onTerminal = (args: readonly string[], asked: string, typed: string): Promise<Ended> =>
  new Promise((done) => {
    const line = [process.execPath, commandFile, ...args].map(quoted).join(" ");
    const child = spawn("script", ["--quiet", "--return", "--command", line, "/dev/null"], { timeout: 120_000 });
    let stdout = "";
    let isAsked = false;
    child.stdout.on("data", (piece: Buffer) => {
      stdout += piece.toString();
      if (isAsked || !stdout.includes(asked)) return;
      isAsked = true;
      child.stdin.write(typed);
    });
    child.on("close", (code) => {
      done({ code: code ?? -1, stdout, stderr: "" });
    });
  });

/** The flags that reach a cluster of the lab. */
export const flagsOf = ({ connection }: TestCluster): string[] => [
  ...["--hosts", connection.hosts.join(","), "--user", connection.user, "--sudo"],
  ...["--private-key-file", connection.privateKeyFile, "--host-keys", connection.hostKeys.file],
];
