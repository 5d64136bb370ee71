import { PacemakerError } from "../provider/errors";

/** What the exit status says to a script. */
export const exitCode = { done: 0, failed: 1, usage: 2, unreachable: 3 } as const;

/** The command line itself is wrong: nothing was tried. */
export class UsageError extends Error {}

export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return exitCode.usage;
  if (error instanceof PacemakerError && error.code.startsWith("SSH_")) return exitCode.unreachable;
  return exitCode.failed;
}

/** For people: what is not ours to explain is shown with its stack, so that it can be reported. */
export function explain(error: unknown): string {
  if (error instanceof PacemakerError || error instanceof UsageError) return `pulumi-pacemaker: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** For programs. */
export function failureJson(error: unknown): object {
  const { message } = error instanceof Error ? error : new Error(String(error));
  if (!(error instanceof PacemakerError))
    return { error: { code: error instanceof UsageError ? "USAGE" : "INTERNAL", message } };
  const { code, what, detail } = error;
  return { error: { code, message: what, ...detail } };
}
