import { parseConf, printConf } from "../../../provider/corosync/conf";
import type { ClusterArgs } from "../../../provider/kinds/cluster";
import type { Machine } from "../../../provider/members/look";
import {
  candidate,
  keepsQuorum,
  problemsOfMachines,
  standingOf,
  withNewcomers,
  type Candidate,
} from "../../../provider/members/standing";
import { wantedConf } from "../../../provider/members/wanted";

const addresses: Record<string, string> = { a: "10.0.0.1", b: "10.0.0.2", c: "10.0.0.3" };
const args = (names: string, clusterName = "web"): ClusterArgs => ({
  clusterName,
  members: Object.fromEntries(Array.from(names).map((name) => [name, addresses[name] ?? ""])),
});

function machine(name: string, more: Partial<Machine> = {}): Candidate {
  const address = addresses[name] ?? "";
  const host = { address, run: () => Promise.reject(new Error("nothing is asked")) };
  const bare: Machine = {
    ...{ host, hostName: name, system: ["debian"], addresses: ["127.0.0.1", address], resolved: address },
    ...{ missing: [], conf: undefined, names: "", keys: [], running: [], hasCib: false, hasResources: false },
  };
  return candidate({ name, address, links: undefined }, { ...bare, ...more });
}

const confOf = (names: string, clusterName = "web") => {
  const all = Array.from(names).map((name) => machine(name));
  return parseConf(printConf(wantedConf(undefined, args(names, clusterName), withNewcomers([], all))));
};
const member = (name: string, of: string, key = "k1", running = ["corosync", "pacemaker"]): Candidate =>
  machine(name, { conf: confOf(of), keys: [key], running });

const said = (names: string, machines: Candidate[], keys: string[] = []) => {
  const { staying, joining, leaving, isUnfinished, conf } = standingOf(args(names), machines, keys);
  return {
    staying: staying.map((each) => each.name).join(""),
    joining: joining.map((each) => each.member.name).join(""),
    leaving: leaving.map((each) => each.name).join(""),
    ...(isUnfinished && { isUnfinished }),
    ...(!conf && { isNone: true }),
  };
};

test.each([
  ["bare machines", said("abc", [machine("a"), machine("b"), machine("c")]), { joining: "abc", isNone: true }],
  ["a cluster of them", said("ab", [member("a", "ab"), member("b", "ab")]), { staying: "ab" }],
  [
    "one more",
    said("abc", [member("a", "ab"), member("b", "ab"), machine("c")], ["k1"]),
    { staying: "ab", joining: "c" },
  ],
  ["one less", said("ab", [member("a", "abc"), member("b", "abc")], ["k1"]), { staying: "ab", leaving: "c" }],
  [
    "a machine made anew",
    said("ab", [member("a", "ab"), machine("b")], ["k1"]),
    { staying: "a", joining: "b", leaving: "b" },
  ],
  [
    "known by an earlier key",
    said("ab", [member("a", "ab", "k2"), member("b", "ab", "k2")], ["k1", "k2"]),
    { staying: "ab" },
  ],
  [
    "begun, and not ended",
    said("ab", [member("a", "ab", "k1", []), machine("b")]),
    { staying: "a", joining: "b", leaving: "b", isUnfinished: true },
  ],
])("%s", (_what, found, expected) => {
  expect(found).toEqual({ staying: "", joining: "", leaving: "", ...expected });
});

test.each([
  ["another name", () => said("ab", [machine("a", { conf: confOf("ab", "other"), keys: ["k9"] }), machine("b")])],
  ["another key", () => said("ab", [member("a", "ab"), member("b", "ab", "k9")], ["k1"])],
  ["two clusters of one name", () => said("ab", [member("a", "ab"), member("b", "ab", "k9")])],
])("a member of another cluster is refused: %s", (_what, look) => {
  expect(look).toThrow(/is a member of the cluster .*\[OTHER_CLUSTER\][^]*node delete/);
});

test("all that is wrong with machines is said at once", () => {
  const problems = problemsOfMachines([
    machine("a", { system: ["fedora"] }),
    machine("b", { hostName: "a" }),
    machine("c", { addresses: ["127.0.0.1", "192.168.0.7"] }),
  ]);
  expect(problems).toEqual([
    expect.stringMatching(/^a \(10.0.0.1\): is neither Debian nor Ubuntu, but fedora/),
    expect.stringMatching(/^b \(10.0.0.2\): calls itself a, as a \(10.0.0.1\) does/),
    expect.stringMatching(/^c \(10.0.0.3\): the machine has no address 10.0.0.3, only 192.168.0.7/),
  ]);
});

test("newcomers get the lowest numbers that are free", () => {
  const some = [{ name: "b", id: 2, links: ["10.0.0.2"] }];
  expect(withNewcomers(some, [machine("a"), machine("c")]).map(({ name, id }) => `${name}${id}`)).toEqual([
    "b2",
    "a1",
    "c3",
  ]);
});

test.each([
  [3, 2, true],
  [5, 3, true],
  [3, 1, false],
  [2, 1, false],
  [4, 2, false],
  [3, 3, true],
  [2, 5, true],
])("from %i members to %i: %s", (before, after, kept) => {
  expect(keepsQuorum(before, after)).toBe(kept);
});
