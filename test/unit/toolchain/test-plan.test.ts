import { count, plan, total } from "../../../toolchain/test-plan";

const all = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, numRuntimeErrorTestSuites: 0 };

describe("plan", () => {
  test("without arguments: everything", () => {
    const { needs, runs } = plan([]);
    expect(needs).toEqual({ lab: true, engine: true });
    expect(runs.map(({ project }) => project)).toEqual(["unit", "crm", "lab", "faults"]);
  });
  test("unit tests need no machine", () => {
    expect(plan(["unit"])).toEqual({
      needs: { lab: false, engine: false },
      runs: [{ project: "unit", args: [] }],
    });
  });
  test("what follows the projects goes to jest, and after what is ours", () => {
    expect(plan(["crm", "laws", "-t", "unit"]).runs).toEqual([
      { project: "crm", args: ["--maxWorkers=2", "laws", "-t", "unit"] },
    ]);
    expect(plan(["test/crm/laws.test.ts"]).runs.map(({ args }) => args.at(-1))).toEqual(
      Array.from({ length: 4 }, () => "test/crm/laws.test.ts"),
    );
  });
  test("a name that every object has is no project", () => {
    expect(plan(["toString"]).runs).toHaveLength(4);
  });
});

describe("count", () => {
  test("skipped and still to be written count as failed", () => {
    expect(count({ ...all, numPendingTests: 2, numTodoTests: 1 }, 0, [])).toEqual({ passed: 3, failed: 3 });
  });
  test.each([["-t"], ["--testNamePattern=x"]])("%s leaves others out on purpose", (arg) => {
    expect(count({ ...all, numPendingTests: 2 }, 0, [arg])).toEqual({ passed: 3, failed: 0 });
  });
  test("a file that does not run counts as one", () => {
    expect(count({ ...all, numRuntimeErrorTestSuites: 1 }, 1, [])).toEqual({ passed: 3, failed: 1 });
  });
  test("a failed run is never a passed one", () => {
    expect(count(all, 1, [])).toEqual({ passed: 3, failed: 1 });
    expect(count(undefined, 0, [])).toEqual({ passed: 0, failed: 1 });
  });
});

test("no test at all is a failure", () => {
  expect(total([])).toEqual({ passed: 0, failed: 1 });
  expect(total([{ passed: 0, failed: 0 }])).toEqual({ passed: 0, failed: 1 });
  expect(total([count(all, 0, []), count(all, 1, [])])).toEqual({ passed: 6, failed: 1 });
});
