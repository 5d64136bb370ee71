import * as pulumi from "@pulumi/pulumi";

/**
 * A program does not end before this is there, and fails with it. Without it an inline program of the Automation API
 * whose resource is refused would end as if it were complete, and the engine would delete all that is not declared.
 */
export function endsProgram<T>(outcome: Promise<T>): Promise<T> {
  // What a program waits for at its end is a promise: it takes over the outcome, a refusal too.
  const end = pulumi.runtime.rpcKeepAlive() as (outcome: Promise<T>) => void;
  end(outcome);
  return outcome;
}
