#!/usr/bin/env node
import { CommanderError } from "commander";
import { exitCode, exitCodeOf, explain, failureJson } from "./failure";
import { program } from "./program";

// `status | head` ends the pipe early.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

program()
  .parseAsync()
  .catch((error: unknown) => {
    // Commander has said it; only help and the version are no mistakes.
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? exitCode.done : exitCode.usage;
      return;
    }
    process.exitCode = exitCodeOf(error);
    process.stderr.write(`${explain(error)}\n`);
    if (process.argv.includes("--json")) process.stdout.write(`${JSON.stringify(failureJson(error), undefined, 2)}\n`);
  });
