import { changeSection, objectsOf, runnables, type Cib } from "../../../provider/cib/document";
import { parseXml } from "../../../provider/cib/element";
import { Deferred } from "../../../provider/cluster/deferred";

const cib: Cib = parseXml(
  `<cib><configuration><crm_config><cluster_property_set id="s"><nvpair id="s-fencing" name="stonith-enabled" value="false"/></cluster_property_set></crm_config><nodes/><resources><primitive id="a"/><primitive id="b"/><primitive id="others"/></resources><constraints/><rsc_defaults><meta_attributes id="d"/></rsc_defaults></configuration><status/></cib>`,
);
const without = (id: string) => (from: Cib) =>
  changeSection(from, "resources", (all) => all.filter(({ attributes }) => attributes["id"] !== id));
const withoutDefaults = (from: Cib) => changeSection(from, "rsc_defaults", () => []);
const ids = (from: Cib) => runnables(from).map(({ attributes }) => attributes["id"]);
const hasDefaults = (from: Cib) => objectsOf(from, "rsc_defaults").length > 0;

test("what is said of the cluster goes with the last of the resources that leave with it", () => {
  const deferred = new Deferred();
  const first = deferred.remove(cib, "defaults", withoutDefaults, ["a", "b"]);
  expect(hasDefaults(first)).toBe(true);
  expect(deferred.waits("defaults")).toBe(true);
  const second = deferred.remove(first, "a", without("a"));
  expect(hasDefaults(second)).toBe(true);
  const third = deferred.remove(second, "b", without("b"));
  expect([hasDefaults(third), ids(third)]).toEqual([false, ["others"]]);
});

test("it goes at once when none of them leaves", () => {
  const deferred = new Deferred();
  expect(hasDefaults(deferred.remove(cib, "defaults", withoutDefaults, []))).toBe(false);
  expect(deferred.waits("defaults")).toBe(false);
});

test("one that is wanted again does not go", () => {
  const deferred = new Deferred();
  deferred.remove(cib, "defaults", withoutDefaults, ["a"]);
  deferred.forget("defaults");
  expect(hasDefaults(deferred.remove(cib, "a", without("a")))).toBe(true);
});
