import { ended, processes, signal } from "../lab/support/processes";
import type { Fault } from "./fault";
import type { Phase, Run, Trial } from "./trial";

export const signals = ["SIGINT", "SIGKILL"] as const;

/** A phase in the middle of which the engine gets a signal, and what its user then does. */
export async function signalled(
  on: Trial,
  phase: Phase,
  at: Omit<Fault, "happens">,
  name: (typeof signals)[number],
): Promise<Run> {
  let providers: number[] = [];
  const run = await on.held(phase, at, async () => {
    const { engine, provider } = processes();
    providers = [provider];
    await signal(engine, name, on.stack);
  });
  await Promise.all(providers.map(ended));
  if (name === "SIGKILL" && run.met) {
    await on.stack.stack.cancel();
    await on.stack.refresh({ clearPendingCreates: true });
  }
  return run;
}
