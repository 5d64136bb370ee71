import * as pulumi from "@pulumi/pulumi";

/** The language host's own process ends with the first error that nobody handles, and says so to the engine. */
const endsByItself = require.main?.filename.replaceAll("\\", "/").includes("/@pulumi/pulumi/cmd/run") ?? false;

/**
 * An inline program of the Automation API does not end before this is there, and fails with it. Without it such a
 * program whose resource is refused would end as if it were complete, and the engine would delete all that it has not
 * declared.
 */
export function endsProgram<T>(outcome: Promise<T>): Promise<T> {
  if (endsByItself) return outcome;
  // What a program waits for at its end is a promise: it takes over the outcome, a refusal too.
  const end = pulumi.runtime.rpcKeepAlive() as (outcome: Promise<T>) => void;
  end(outcome);
  return outcome;
}
