import { count, plan } from "../../../toolchain/test-plan";

const all = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, numRuntimeErrorTestSuites: 0 };

const projectsOf = (args: string[]) =>
  args.slice(
    1,
    args.findIndex((arg, i) => i > 0 && arg.startsWith("--")),
  );

describe("plan", () => {
  test("without arguments: everything", () => {
    const { needs, args } = plan([]);
    expect(needs).toEqual({ lab: true, engine: true });
    expect(projectsOf(args)).toEqual(["unit", "crm", "lab", "faults"]);
  });
  test("unit tests need no machine", () => {
    expect(plan(["unit"])).toEqual({
      needs: { lab: false, engine: false },
      args: ["--selectProjects", "unit", "--maxWorkers=3"],
    });
  });
  test("what follows the projects goes to jest, and after what is ours", () => {
    expect(plan(["crm", "laws", "-t", "unit"]).args).toEqual([
      ...["--selectProjects", "crm", "--maxWorkers=3"],
      ...["laws", "-t", "unit"],
    ]);
    expect(plan(["test/crm/laws.test.ts"]).args.at(-1)).toBe("test/crm/laws.test.ts");
  });
  test("a name that every object has is no project", () => {
    expect(projectsOf(plan(["toString"]).args)).toHaveLength(4);
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
  expect(count({ ...all, numPassedTests: 0 }, 0, [])).toEqual({ passed: 0, failed: 1 });
});
