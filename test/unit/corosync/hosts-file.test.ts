import fc from "fast-check";
import { withMemberNames, withoutMemberNames } from "../../../provider/corosync/hosts-file";

const own = "127.0.0.1 localhost\n127.0.1.1 db1.example db1\n::1 localhost\n\n# ours\n10.9.9.9 printer\n";
const addresses = { db1: "10.0.0.1", db2: "10.0.0.2" };

test("members' names lead to their addresses, a machine's own too; what else is there stays", () => {
  expect(withMemberNames(own, addresses)).toBe(`# Members of the cluster, written by pulumi-pacemaker
10.0.0.1 db1
10.0.0.2 db2
# End of members
127.0.0.1 localhost
127.0.1.1 db1.example
::1 localhost

# ours
10.9.9.9 printer
`);
});

test("written again it is the same, and other members take the place of those before", () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/).filter((each) => each !== "localhost");
  const some = fc.dictionary(name, fc.ipV4(), { maxKeys: 5 });
  fc.assert(
    fc.property(some, some, (before, after) => {
      const once = withMemberNames(own, after);
      expect(withMemberNames(once, after)).toBe(once);
      expect(withMemberNames(withMemberNames("127.0.0.1 localhost\n", before), after)).toBe(
        withMemberNames("127.0.0.1 localhost\n", after),
      );
    }),
  );
});

test("they go without a trace", () => {
  const text = "127.0.0.1 localhost\n10.9.9.9 printer\n";
  expect(withoutMemberNames(withMemberNames(text, addresses))).toBe(text);
  expect(withMemberNames("", {})).toBe("");
});
