import fc from "fast-check";
import { parseConf, printConf, valueOf } from "../../../provider/corosync/conf";
import { freeId, membersOf, withMembers, type Listed } from "../../../provider/corosync/nodelist";

const listed = (id: number): fc.Arbitrary<Listed> =>
  fc.record({
    name: fc.constant(`node-${id}`),
    id: fc.constant(id),
    links: fc.array(fc.ipV4(), { minLength: 1, maxLength: 8 }),
  });
const members = fc
  .uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 9 })
  .chain((ids) => fc.tuple(...ids.map(listed)));

test("the members that are written are read", () => {
  fc.assert(
    fc.property(members, members, (before, after) => {
      const conf = withMembers(withMembers([], before), after);
      expect(membersOf(parseConf(printConf(conf)))).toEqual(after);
      expect(valueOf(conf, "quorum", "two_node")).toBe(after.length === 2 ? "1" : undefined);
      expect(after.map(({ id }) => id)).not.toContain(freeId(after));
    }),
  );
});

const conf = parseConf(`quorum {
  provider: corosync_votequorum
  auto_tie_breaker: 1
}
nodelist {
  node {
    ring0_addr: 10.0.0.1
    nodeid: 7
    quorum_votes: 2
  }
}
`);

test("what another tool has counted goes when there are more members, or fewer", () => {
  const counted = parseConf("quorum {\n  provider: corosync_votequorum\n  expected_votes: 1\n}\n");
  const member = (id: number): Listed => ({ name: `node-${id}`, id, links: [`10.0.0.${id}`] });
  const one = withMembers(counted, [member(1)]);
  expect(valueOf(one, "quorum", "expected_votes")).toBeUndefined();
  const again = withMembers(parseConf(printConf(one).replace("quorum {", "quorum {\n  expected_votes: 1")), [
    member(2),
  ]);
  expect(valueOf(again, "quorum", "expected_votes")).toBe("1");
});

test("what else is said of a member stays; one without a name goes by its address", () => {
  expect(membersOf(conf)).toEqual([{ name: "10.0.0.1", id: 7, links: ["10.0.0.1"] }]);
  const two = withMembers(conf, [
    { name: "a", id: 7, links: ["10.0.0.1"] },
    { name: "b", id: 1, links: ["10.0.0.2"] },
  ]);
  expect(printConf(two)).toContain("quorum_votes: 2");
  // Whoever decides by a tie breaker does not decide by two_node.
  expect(valueOf(two, "quorum", "two_node")).toBeUndefined();
});
