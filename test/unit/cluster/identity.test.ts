import { identityOf, sameCluster } from "../../../provider/cluster/identity";
import { documentOf } from "../../fixtures/documents";

const cib = documentOf('<nodes><node id="2" uname="b"/><node id="1" uname="a"/></nodes>');

test("the key says which cluster it is; without it the members do", () => {
  expect(identityOf(cib, "0123456789abcdef")).toBe("key:0123456789abcdef");
  for (const unreadable of ["", "sha256sum: denied", "0123"])
    expect(identityOf(cib, unreadable)).toBe("members:1=a,2=b");
});

test.each([
  ["key:1", "key:1", true],
  ["key:1", "key:2", false],
  ["members:1=a,2=b", "members:2=b,3=c", true],
  ["members:1=a,2=b", "members:1=x,2=y", false],
  ["members:1=a", "key:1", false],
])("%s and %s are one cluster: %s", (a, b, same) => {
  expect(sameCluster(a, b)).toBe(same);
  expect(sameCluster(b, a)).toBe(same);
});
