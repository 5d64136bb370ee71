import { signalled, signals } from "./signals";
import { atEveryCommand, phases, sharedTrial } from "./trial";

const on = sharedTrial();

/** The commands at which it happens: a refresh takes one. */
const some = { create: [3], change: [4], refresh: [1], destroy: [2, 4] };
const most = { create: 8, change: 10, refresh: 1, destroy: 6 };

const points = phases.flatMap((phase) =>
  (atEveryCommand ? Array.from({ length: most[phase] }, (_, i) => i + 1) : some[phase]).flatMap((command) =>
    (atEveryCommand ? (["before", "after"] as const) : (["after"] as const)).map((when) => ({ phase, when, command })),
  ),
);

describe.each(signals)("the engine gets a %s", (name) => {
  test.each(points)("in a $phase, $when command $command", async ({ phase, ...at }) => {
    const { met, failure } = await signalled(on(), phase, at, name);
    expect(met).toBe(true);
    // What was under way goes on to its end: of a refresh or a destroy, that may be all.
    if (phase === "create" || phase === "change") expect(failure).toBeDefined();
    await on().recovers(phase);
  });
});
