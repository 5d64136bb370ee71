import { emptyCib, putObject, type Cib } from "../../../provider/cib/document";
import { element } from "../../../provider/cib/element";
import { Deferred } from "../../../provider/cluster/deferred";
import { sameCluster } from "../../../provider/cluster/identity";
import { kinds } from "../../../provider/kinds";

const property = { name: "stonith-enabled", value: false };
const primitive = { cibId: "a", agent: "ocf:pacemaker:Dummy" };
const unset = (cib: Cib) => kinds.clusterProperty.remove(cib, property);
const removed = (cib: Cib) => kinds.primitive.remove(cib, primitive);
const whole = kinds.primitive.write(kinds.clusterProperty.write(emptyCib, property), primitive);

test("the word that there is no fencing goes with the last resource, not before it", () => {
  const deferred = new Deferred();
  expect(deferred.remove(whole, "property", unset)).toBe(whole);
  expect(deferred.waits("property")).toBe(true);
  const left = deferred.remove(whole, "primitive", removed);
  expect(kinds.clusterProperty.read(left, property)).toBeUndefined();
  expect(kinds.primitive.read(left, primitive)).toBeUndefined();
});

test("where a fencing device is, it goes at once", () => {
  const device = element("primitive", { id: "fence", class: "stonith", type: "fence_dummy" });
  const deferred = new Deferred();
  const left = deferred.remove(putObject(whole, "resources", undefined, device), "property", unset);
  expect(kinds.clusterProperty.read(left, property)).toBeUndefined();
  expect(deferred.waits("property")).toBe(false);
});

test("with nothing left it goes at once", () => {
  const deferred = new Deferred();
  const left = deferred.remove(removed(whole), "property", unset);
  expect(kinds.clusterProperty.read(left, property)).toBeUndefined();
});

test.each([
  ["key:aaaa", "key:aaaa", true],
  ["key:aaaa", "key:bbbb", false],
  ["members:1=a,2=b", "members:2=b,3=c", true],
  ["members:1=a", "members:1=b", false],
  ["key:aaaa", "members:1=a", false],
])("%s and %s: the same cluster? %s", (a, b, same) => {
  expect(sameCluster(a, b)).toBe(same);
});
