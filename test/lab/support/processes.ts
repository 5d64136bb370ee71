import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { TestStack } from "./stack";
import { until } from "./until";

/** The engine that this process has started, and its provider's process. */
export function processes(): { engine: number; provider: number } {
  const children = (pid: number): number[] =>
    readdirSync(`/proc/${pid}/task`)
      .flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" "))
      .filter(Boolean)
      .map(Number);
  const named = (pid: number, word: string) => readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(word);
  const below = (pid: number): number[] => children(pid).flatMap((each) => [each, ...below(each)]);
  const engine = children(process.pid).find((each) => named(each, "pulumi"));
  const provider = below(engine ?? 0).find((each) => named(each, "dynamic-provider"));
  if (engine === undefined || provider === undefined) throw new Error("no engine, or no provider");
  return { engine, provider };
}

/** Killed while it writes its state file, the engine leaves half a file: that is not what is tried. */
export async function signal(pid: number, name: NodeJS.Signals, stack: TestStack): Promise<void> {
  await until(
    "a whole state file",
    () => {
      process.kill(pid, "SIGSTOP");
      try {
        JSON.parse(stack.stored());
        process.kill(pid, name);
        return Promise.resolve(true);
      } catch {
        return Promise.resolve(false);
      } finally {
        process.kill(pid, "SIGCONT");
      }
    },
    (sent) => sent,
  );
}

export const ended = (pid: number): Promise<boolean> =>
  until(
    `the end of process ${pid}`,
    () => Promise.resolve(existsSync(`/proc/${pid}`)),
    (there) => !there,
  );
