import fc from "fast-check";
import { z } from "zod";
import { kinds } from "../../provider/kinds";
import { hasUnknown, nearest, problemsOf, unknownValue } from "../../provider/problems";

const { primitive, failoverIp, colocation, order, clusterProperty, node } = kinds;
const agent = "ocf:heartbeat:Dummy";

test("every problem is named at once, each with its path", () => {
  const problems = problemsOf(primitive.schema, {
    cibId: "1 web",
    agent: "Dummy",
    params: { ok: 1, "no good": "x", bad: "a\nb" },
    operations: { monitor: [{ interval: "soon" }, { intervall: 3 }] },
    metta: {},
  });
  expect(problems.map((each) => each.split(":")[0])).toEqual([
    "cibId",
    "agent",
    "params.no good",
    "params.bad",
    "operations.monitor.0.interval",
    "operations.monitor.1",
    "Unrecognized key",
  ]);
});

test.each<[string, z.ZodType, object, string[]]>([
  ["a wrong type", failoverIp.schema, { cibId: "ip", ip: 5 }, ["ip: must be an IPv4 or IPv6 address"]],
  ["no address", failoverIp.schema, { cibId: "ip", ip: "10.0.2" }, ["ip: must be an IPv4 or IPv6 address"]],
  [
    "a netmask that IPv4 cannot have",
    failoverIp.schema,
    { cibId: "ip", ip: "10.0.2.10", cidrNetmask: 64 },
    ["cidrNetmask: must be at most 32 for an IPv4 address"],
  ],
  [
    "no score",
    colocation.schema,
    { cibId: "c", resource: "a", with: "b", score: "often" },
    ['score: must be an integer, "INFINITY" or "-INFINITY"'],
  ],
  [
    "a kind that is none",
    order.schema,
    { cibId: "o", first: "a", then: "b", kind: "Sometimes" },
    ['kind: Invalid option: expected one of "Mandatory"|"Optional"|"Serialize"'],
  ],
  [
    "a value that is no scalar",
    clusterProperty.schema,
    { name: "x", value: { a: 1 } },
    ["value: must be text, a number, true or false"],
  ],
  [
    "a value of no number",
    clusterProperty.schema,
    { name: "x", value: NaN },
    ["value: must be text, a number, true or false"],
  ],
  ["nothing at all", node.schema, {}, ["name: Invalid input: expected string, received undefined"]],
])("%s", (_what, schema, args, problems) => {
  expect(problemsOf(schema, args)).toEqual(problems);
});

test("what is not known yet is not judged, and what is known beside it is", () => {
  const args = {
    cibId: unknownValue,
    agent,
    params: { ip: unknownValue, bad: "\0" },
    operations: { monitor: unknownValue },
  };
  expect(hasUnknown(args)).toBe(true);
  expect(problemsOf(primitive.schema, args)).toEqual(["params.bad: has a control character (a newline, a tab, NUL …)"]);
});

test("of a union the form that came closest speaks", () => {
  const schema = z.strictObject({ a: z.union([z.literal("off"), z.strictObject({ file: z.string().min(1) })]) });
  expect(problemsOf(schema, { a: { file: "" } })[0]).toMatch(/^a\.file: /);
});

test("in a rule the expression is named that the value came closest to", () => {
  const location = (expression: object) => ({
    cibId: "a",
    resource: "b",
    rules: [{ score: 1, all: [{ any: [expression] }, expression] }],
  });
  const near = problemsOf(kinds.location.schema, location({ attribute: "pingd", operation: "le", value: 1 }));
  expect(near).toEqual([
    expect.stringMatching(/^rules\.0\.all\.0\.any\.0\.operation: /),
    expect.stringMatching(/^rules\.0\.all\.1\.operation: /),
  ]);
  expect(problemsOf(kinds.location.schema, location({ date: unknownValue, start: "2026-01-31" }))).toEqual([]);
  expect(problemsOf(kinds.location.schema, location({ attribute: "a", operation: "eq", value: 1 }))).toEqual([]);
});

test("what is missing is named beside what is wrong", () => {
  expect(problemsOf(kinds.order.schema, { cibId: "a", first: "one thing", kind: "x" })).toEqual([
    expect.stringMatching(/^first: must begin/),
    expect.stringMatching(/^kind: /),
    "then: is required: `first` and `then`, or sets",
  ]);
});

describe("the nearest known word", () => {
  const known = ["ip", "nic", "cidr_netmask", "broadcast", "arp_count", "arp_interval"];

  test.each([
    ["cidr_netmsk", "cidr_netmask"],
    ["cidrNetmask", "cidr_netmask"],
    ["arp-cuont", "arp_count"],
    ["boradcast", "broadcast"],
    ["pi", "ip"],
    ["statusurl", undefined],
    ["x", undefined],
  ])("of %s is %s", (word, found) => {
    expect(nearest(word, known)).toBe(found);
  });

  test("of a known word, or of one with two letters swapped, is that word", () => {
    const word = fc.stringMatching(/^[a-z]{4,12}$/);
    fc.assert(
      fc.property(word, fc.nat(), (each, n) => {
        const at = n % (each.length - 1);
        const swapped = each.slice(0, at) + (each[at + 1] ?? "") + (each[at] ?? "") + each.slice(at + 2);
        expect(nearest(each, [each, "entirely-different"])).toBe(each);
        expect(nearest(swapped, [each, "entirely-different"])).toBe(each);
      }),
    );
  });
});
