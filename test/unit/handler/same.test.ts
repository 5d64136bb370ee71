import { hideSecrets } from "../../../provider/handler/secrets";
import { changedFields, editedFields, sameArgs } from "../../../provider/handler/same";

test.each<[string, object, object]>([
  ["a time in another unit", { monitorInterval: "60s" }, { monitorInterval: "1min" }],
  ["a number and its text", { cidrNetmask: 32 }, { cidrNetmask: "32" }],
  [
    "an operation's time",
    { operations: { monitor: { interval: 10 } } },
    { operations: { monitor: { interval: "10s" } } },
  ],
  [
    "a property by its own meaning",
    { name: "stonith-enabled", value: false },
    { name: "stonith-enabled", value: "no" },
  ],
  [
    "the score of a set of parameters",
    { paramSets: { s: { score: "inf", values: {} } } },
    { paramSets: { s: { score: "INFINITY", values: {} } } },
  ],
  [
    "a meta attribute in a set",
    { metaSets: { s: { values: { critical: "yes" } } } },
    { metaSets: { s: { values: { critical: true } } } },
  ],
  ["a clone's switch", { meta: { interleave: "yes" } }, { meta: { interleave: true } }],
  ["how we work", { adopt: true, timeouts: { create: "1s" } }, {}],
  ["what is ours", { __cluster: "a" }, { __cluster: "b" }],
])("%s is no difference", (_what, a, b) => {
  expect(sameArgs(a, b)).toBe(true);
  expect(sameArgs(b, a)).toBe(true);
});

test.each<[string, object, object]>([
  ["an agent's parameter is text", { params: { interval: "60s" } }, { params: { interval: "1min" } }],
  [
    "an agent's parameter in a set is text",
    { paramSets: { s: { values: { timeout: "10" } } } },
    { paramSets: { s: { values: { timeout: "10s" } } } },
  ],
  [
    "an operation's parameter is text",
    { operations: { monitor: { params: { enabled: "true" } } } },
    { operations: { monitor: { params: { enabled: "1" } } } },
  ],
  [
    "a recipient's parameter is text",
    { recipients: { r: { params: { timeout: "10" } } } },
    { recipients: { r: { params: { timeout: "10s" } } } },
  ],
  [
    "a passing attribute is text",
    { transientAttributes: { standby: "1" } },
    { transientAttributes: { standby: "on" } },
  ],
  ["a capacity is text", { utilization: { priority: "1" } }, { utilization: { priority: "01" } }],
  [
    "the attribute that a fencing topology is for is text",
    { attribute: { name: "standby", value: "on" } },
    { attribute: { name: "standby", value: "true" } },
  ],
  ["a node's attribute is text", { attributes: { standby: "on" } }, { attributes: { standby: "true" } }],
  ["a field that is gone", { nic: "eth0" }, {}],
  [
    "another order of a list",
    { operations: { monitor: [{ role: "Promoted" }, {}] } },
    { operations: { monitor: [{}, { role: "Promoted" }] } },
  ],
])("%s", (_what, a, b) => {
  expect(sameArgs(a, b)).toBe(false);
});

test("differences are named by field, with both sides", () => {
  expect(changedFields({ params: { ip: "a" }, nic: "x" }, { params: { ip: "b" }, nic: "x" })).toEqual([
    'params.ip is "a" in the cluster and "b" in the program',
  ]);
});

test("of a secret the cluster's value is not shown either: it is another one", () => {
  const [live, wanted] = [
    { params: { passwd: "theirs", code: "theirs" }, meta: { "x.y": 1 } },
    { params: { passwd: "ours", code: "ours" }, meta: { "x.y": 2 } },
  ];
  const fields = changedFields(live, wanted, ["params.code", "meta"]);
  expect(fields.join()).not.toMatch(/theirs|ours|[12]/);
  expect(fields).toContain("params.passwd (secret) is another in the cluster than in the program");
  expect(fields).toHaveLength(3);
});

test("what somebody else wrote into the program's fields, and this run overwrites", () => {
  const former = { params: { a: "1", b: "1", c: "1", d: "1", passwd: "old" }, meta: { priority: 1 } };
  const live = { params: { a: "2", b: "1", c: "3", d: "2", passwd: "theirs" }, meta: { priority: "1" } };
  const wanted = { params: { a: "1", b: "2", c: "3", d: "3", passwd: "ours" }, meta: { priority: 2 } };
  const edited = editedFields({ former, live, wanted });
  expect(edited).toEqual([
    'somebody else had changed params.a from "1" to "2": now it is the program\'s',
    'somebody else had changed params.d from "1" to "2": now it is the program\'s',
    "somebody else had changed params.passwd (secret): now it is the program's",
  ]);
  expect(edited.join()).not.toMatch(/old|theirs/);
});

test("a secret is taken out of a text wherever it stands, the longest first", () => {
  const properties = { __secrets: ["params.passwd", "meta"], params: { passwd: "abc" }, meta: { a: "abcdef", b: 7 } };
  expect(hideSecrets("x abc y abcdef z 7", properties)).toBe("x [secret] y [secret] z [secret]");
  expect(hideSecrets("nothing here", properties)).toBe("nothing here");
  expect(hideSecrets("abc", {})).toBe("abc");
});
