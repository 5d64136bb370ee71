import { atEveryCommand, sharedTrial } from "./trial";

const on = sharedTrial();

const every = Array.from({ length: 100 }, (_, i) => i + 1);

test.each([
  { phase: "create", when: "during", some: [4] },
  { phase: "create", when: "after", some: [6] },
  { phase: "change", when: "before", some: [4] },
  { phase: "change", when: "during", some: [3] },
  { phase: "change", when: "after", some: [5, 12] },
  { phase: "refresh", when: "before", some: [1] },
  { phase: "refresh", when: "after", some: [1] },
  { phase: "destroy", when: "during", some: [3] },
  { phase: "destroy", when: "after", some: [2, 5] },
] as const)("in a $phase the connection dies $when a command: it goes on through another", async (row) => {
  const { phase, when, some } = row;
  for (const command of atEveryCommand ? every : some) {
    const { met, failure } = await on().disturbed(phase, { happens: "kill -9 $1", when, command });
    expect({ command, failure }).toEqual({ command, failure: undefined });
    await on().recovers(phase);
    if (!met && atEveryCommand) break;
    expect({ command, met }).toEqual({ command, met: true });
  }
});
