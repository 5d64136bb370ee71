import { spawn } from "node:child_process";
import { LabError } from "./error";

export interface Output {
  status: number;
  stdout: string;
  stderr: string;
}

interface Options {
  input?: string;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Milliseconds, then it is killed and the call fails. */
  timeout?: number;
  /** Called with each line of stdout and stderr. */
  onLine?: (line: string) => void;
}

/** Runs a command of the host and resolves with its exit status, whatever it is. */
export function tryRun(command: string, args: readonly string[], options: Options = {}): Promise<Output> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...options.env },
      cwd: options.cwd,
      timeout: options.timeout,
      killSignal: "SIGKILL",
    });
    const out = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      let partial = "";
      child[name].setEncoding("utf8").on("data", (text: string) => {
        out[name] += text;
        const lines = (partial + text).split("\n");
        partial = lines.pop() ?? "";
        lines.forEach((line) => options.onLine?.(line));
      });
    }
    child.on("error", (error) => {
      reject(new LabError(`cannot run ${command}: ${error.message}`, { cause: error }));
    });
    child.on("close", (status, signal) => {
      if (status === null) reject(new LabError(`${command} was ended by ${signal ?? "a signal"}\n${out.stderr}`));
      else resolve({ status, ...out });
    });
    // A command that ends without reading its input closes the pipe; its exit status tells what happened.
    child.stdin.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") reject(error);
    });
    child.stdin.end(options.input ?? "");
  });
}

/** Runs a command of the host; another exit status than 0 is an error in the command's own words. */
export async function run(command: string, args: readonly string[], options: Options = {}): Promise<string> {
  const { status, stdout, stderr } = await tryRun(command, args, options);
  if (status === 0) return stdout;
  const said = (stderr.trim() || stdout.trim()).split("\n").slice(-15).join("\n");
  throw new LabError(`${[command, ...args].join(" ").slice(0, 200)} exited with ${status}\n${said}`);
}
