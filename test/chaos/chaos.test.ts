import * as fc from "fast-check";
import { toCluster, toHost, toMembers } from "../faults/happenings";
import { signalled, signals } from "../faults/signals";
import { phases, sharedTrial } from "../faults/trial";

/** The same seed gives the same rounds; how many is up to whoever waits. */
const { PACEMAKER_TEST_SEED: seed = `${Date.now() % 2 ** 31}`, PACEMAKER_TEST_ROUNDS: rounds = "40" } = process.env;
console.log(`PACEMAKER_TEST_SEED=${seed} PACEMAKER_TEST_ROUNDS=${rounds}`);

const happenings = { ...toHost, ...toCluster, ...toMembers };
const when = fc.constantFrom("before" as const, "during" as const, "after" as const);
const what = fc.oneof(
  fc.record({ what: fc.constant("the connection dies" as const), when }),
  fc.record({ what: fc.constantFrom(...signals), when: fc.constantFrom("before" as const, "after" as const) }),
  fc.record({ what: fc.constantFrom(...Object.keys(happenings)), when: fc.constant("during" as const) }),
);
const round = fc.record({ phase: fc.constantFrom(...phases), command: fc.integer({ min: 1, max: 12 }), event: what });

const on = sharedTrial();

type Round = typeof round extends fc.Arbitrary<infer Each> ? Each : never;

/** The engine's words where a run failed that must not. */
async function meets({ phase, command, event }: Round): Promise<string | undefined> {
  const at = { when: event.when, command };
  const name = signals.find((each) => each === event.what);
  if (name) {
    await signalled(on(), phase, at, name);
    return undefined;
  }
  const happening = happenings[event.what];
  if (!happening) return (await on().disturbed(phase, { ...at, happens: "kill -9 $1" })).failure;
  const { failure } = await on().happens(phase, happening, command);
  return happening.mayFail ? undefined : failure;
}

test.each(fc.sample(round, { seed: Number(seed), numRuns: Number(rounds) }))(
  "in a $phase, $event.when command $command: $event.what",
  async (each) => {
    expect(await meets(each)).toBeUndefined();
    await on().recovers(each.phase);
  },
);
