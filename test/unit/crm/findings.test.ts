import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { judge } from "../../../provider/cluster/judge";
import { parseChecked } from "../../../provider/crm/check";
import { blame, newFindings, parseFindings, type Finding } from "../../../provider/crm/findings";
import { documentOf } from "../../fixtures/documents";

/** What crm and crm_verify of both releases said of a change (test/crm asks them anew). */
const recorded = (what: string, release: string) =>
  parseChecked({
    stdout: readFileSync(join(__dirname, "../../fixtures/recorded", `${what}.${release}.txt`), "utf8"),
    stderr: "",
    status: 0,
  });

const texts = (findings: readonly Finding[] = []) =>
  findings.map(({ severity, text }) => `${severity}: ${text}`).sort();

const ip = ["ip", "ocf:heartbeat:IPaddr2"];

describe.each(["bookworm", "trixie"])("what %s says", (release) => {
  test("of faulty objects, and whose fault each is", () => {
    const checked = recorded("faulty-objects", release);
    expect(checked.loaded).toBe(false);
    const said = [
      'error: bad-param: parameter "nosuch" is not known',
      'error: no-param: required parameter "ip" not defined',
      "error: ocf:heartbeat:NoSuch: no such resource agent",
      "warning: ip: specified timeout 1 for monitor is smaller than the advised 20s",
      "warning: ip: unknown attribute 'colour'",
    ];
    expect(texts(newFindings(checked.before ?? [], checked.after ?? []))).toEqual(said);
    const names = [
      ip,
      ["bad-param", "ocf:heartbeat:Dummy"],
      ["no-param", "ocf:heartbeat:IPaddr2"],
      ["no-agent", "ocf:heartbeat:NoSuch"],
    ];
    const verdict = judge({ names, elsewhere: [], wanted: documentOf("") }, checked);
    expect("blamed" in verdict && [...verdict.blamed.keys()].sort()).toEqual([1, 2, 3]);
    const another = judge({ names, elsewhere: ["ocf:heartbeat:NoSuch"], wanted: documentOf("") }, checked);
    expect("blamed" in another && [...another.blamed.keys()].sort()).toEqual([1, 2]);
  });

  test("of a constraint about nothing", () => {
    const checked = recorded("missing-resource", release);
    expect(texts(checked.findings)).toContain(
      "error: constraint no-end references a resource nobody which doesn't exist",
    );
    const verdict = judge({ names: [ip, ["no-end"]], elsewhere: [], wanted: documentOf("") }, checked);
    expect("blamed" in verdict && [...verdict.blamed.keys()]).toEqual([1]);
  });

  test("of a cluster in which fencing was undecided before", () => {
    const checked = recorded("fencing-undecided", release);
    expect(texts(checked.before)).toEqual([
      "error: Resource start-up disabled since no STONITH resources have been defined",
    ]);
    const verdict = judge({ names: [ip], elsewhere: [], wanted: documentOf("") }, checked);
    expect(verdict).toMatchObject({ warnings: expect.anything() as unknown });
  });
});

test.each([
  ["\u001b[31mERROR\u001b[0m: web: no such resource agent", "error", "web: no such resource agent"],
  ["ERROR: (unpack_rsc)     warning: something", "warning", "something"],
  ["(unpack_rsc) \terror: something", "error", "something"],
  ["WARNING: web: low", "warning", "web: low"],
])("%j is a finding", (line, severity, text) => {
  expect(parseFindings(line)).toEqual([{ severity, text }]);
});

test.each([
  "",
  "INFO: hello",
  "WARNING: Cluster is not running, loading the CIB file from /x",
  "(unpack_config) \tnotice: x",
])("%j says nothing of the configuration", (line) => {
  expect(parseFindings(line)).toEqual([]);
});

const error = (text: string): Finding => ({ severity: "error", text });

test.each<[string, string[][], number[]]>([
  ['bad: required parameter "ip" not defined', [["ip"], ["bad"]], [1]],
  ["constraint c references a resource web which doesn't exist", [["web"], ["c"]], [1]],
  [
    "ocf:heartbeat:X: no such resource agent",
    [
      ["a", "ocf:heartbeat:X"],
      ["b", "ocf:heartbeat:X"],
      ["c", "ocf:heartbeat:XX"],
    ],
    [0, 1],
  ],
  ["the resource web-2 is odd", [["web"], ["web-2"], ["2"]], [1]],
  ["the resource web.1 is odd", [["web"], ["web.1"]], [1]],
  ["ends with web.", [["web"]], [0]],
  ["nobody is named", [["web"]], []],
])("%s: %j → %j", (text, names, to) => {
  expect([...blame([error(text)], names).keys()]).toEqual(to);
});

test("whatever ids are, each finding is blamed on the one that it begins with", () => {
  const id = fc.stringMatching(/^[A-Za-z_][\w.-]{0,8}$/);
  fc.assert(
    fc.property(fc.uniqueArray(id, { minLength: 2 }), ([one = "", ...others]) => {
      const blamed = blame([error(`${one}: ${others.join(" ")} is wrong`)], [[one], ...others.map((each) => [each])]);
      expect([...blamed.keys()]).toEqual([0]);
    }),
  );
});
