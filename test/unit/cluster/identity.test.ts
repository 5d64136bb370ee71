import { identityOf, sameCluster } from "../../../provider/cluster/identity";
import { documentOf } from "../../fixtures/documents";

const cib = documentOf(`
  <crm_config><cluster_property_set id="s"><nvpair id="n" name="cluster-name" value="web"/></cluster_property_set></crm_config>
  <nodes><node id="2" uname="b"/><node id="1" uname="a"/><node id="far" uname="far" type="remote"/></nodes>`);

test("the key, the members and the name; a key that cannot be read is left out", () => {
  expect(identityOf(cib, "0123456789abcdef")).toBe("key 0123456789abcdef; members 1=a,2=b; name web");
  for (const unreadable of ["", "sha256sum: denied", "0123"])
    expect(identityOf(cib, unreadable)).toBe("members 1=a,2=b; name web");
});

test.each([
  ["key 1; members 1=a; name web", "key 1; members 1=x; name db", true],
  ["key 1; members 1=a; name web", "key 2; members 1=a; name web", false],
  ["members 1=a,2=b; name web", "members 2=b,3=c; name web", true],
  ["members 1=a,2=b; name web", "members 1=a,2=b; name db", false],
  ["members 1=a,2=b; name web", "members 1=x,2=y; name web", false],
  ["key 1; members 1=a; name web", "members 1=a; name web", true],
  ["key 1; members 1=a; name web", "members 1=x; name web", false],
  ["members ; name web", "something else", false],
])("%s and %s are one cluster: %s", (a, b, same) => {
  expect(sameCluster(a, b)).toBe(same);
  expect(sameCluster(b, a)).toBe(same);
});
