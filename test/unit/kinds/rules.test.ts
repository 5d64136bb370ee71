import { locationSchema } from "../../../provider/kinds/location";
import { kinds } from "../../../provider/kinds";
import { problemsOf } from "../../../provider/problems";

const problems = (expression: object) =>
  problemsOf(locationSchema, { cibId: "x", resource: "web", rules: [{ score: 1, all: [expression] }] });

test.each<[object, string]>([
  [{ date: "date_spec" }, "spec: is required with date_spec"],
  [{ date: "date_spec", spec: {} }, "spec: needs a unit, such as hours"],
  [{ date: "date_spec", spec: { hours: 1 }, start: "2026-01-31" }, "start: cannot be together with date_spec"],
  [{ date: "gt", end: "2026-01-31", start: "2026-01-31" }, "end: cannot be together with gt"],
  [{ date: "lt" }, "end: is required with lt"],
  [{ date: "in_range" }, "start: is required with in_range, or end"],
  [
    { date: "in_range", start: "2026-01-31", end: "2026-02-01", duration: { days: 1 } },
    "duration: cannot be together with end",
  ],
  [{ attribute: "rack", operation: "eq" }, "value: is required with eq"],
  [{ attribute: "rack", operation: "defined", value: 1 }, "value: cannot be together with defined"],
  [
    { attribute: "rack", operation: "eq", value: "a'b" },
    "value: cannot have quotation marks, backslashes or braces, which crm cannot read back in a rule",
  ],
  [
    { attribute: "rack", operation: "eq", value: "a b", valueSource: "param" },
    "valueSource: param needs a name as value",
  ],
  [{ resource: { type: "pgsql" } }, "resource: is for the defaults of resources and operations only"],
  [{ any: [{ operationName: "monitor" }] }, "any.0.operationName: is for the defaults of operations only"],
])("a rule with %j is refused in clear words", (expression, problem) => {
  expect(problems(expression)).toEqual([`rules.0.all.0.${problem}`]);
});

test.each([
  { date: "in_range", start: "2026-01-31" },
  { date: "in_range", start: "2026-01-31", duration: { days: 1 } },
  { date: "date_spec", spec: { hours: "9-16" } },
  { any: [{ attribute: "rack", operation: "not_defined" }] },
])("a rule with %j is taken", (expression) => {
  expect(problems(expression)).toEqual([]);
});

test("an expression is taken where Pacemaker gives it a meaning", () => {
  const of = (expression: object) => ({ cibId: "x", values: { a: 1 }, rule: { all: [expression] } });
  expect(problemsOf(kinds.resourceDefaults.schema, of({ resource: { type: "pgsql" } }))).toEqual([]);
  expect(problemsOf(kinds.resourceDefaults.schema, of({ operationName: "monitor" }))).not.toEqual([]);
  expect(problemsOf(kinds.operationDefaults.schema, of({ operationName: "monitor" }))).toEqual([]);
  expect(problemsOf(kinds.clusterProperties.schema, of({ resource: { type: "pgsql" } }))).not.toEqual([]);
});

test("neither all nor any, or both, is one problem", () => {
  expect(
    problemsOf(locationSchema, {
      cibId: "x",
      resource: "web",
      rules: [{ all: [{ attribute: "rack", operation: "defined" }] }],
    }),
  ).toEqual(["rules.0.score: is required, or scoreAttribute"]);
  const rules = (rule: object) => problemsOf(locationSchema, { cibId: "x", resource: "web", rules: [rule] });
  expect(rules({ score: 1 })).toEqual(["rules.0.all: is required: all or any"]);
  const one = [{ attribute: "rack", operation: "defined" }];
  expect(rules({ score: 1, all: one, any: one })).toEqual(["rules.0.any: cannot be together with all"]);
});
