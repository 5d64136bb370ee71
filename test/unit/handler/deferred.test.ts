import * as fc from "fast-check";
import { deferrals, withDeferral, withoutDeferral, type Deferral } from "../../../provider/cib/deferral";
import { changeSection, objectsOf, runnables, type Cib } from "../../../provider/cib/document";
import { idOf, parseXml, printXml } from "../../../provider/cib/element";
import { removeOrDefer, withDeferred } from "../../../provider/handler/deferred";
import { kinds } from "../../../provider/kinds";

const cib: Cib = parseXml(
  `<cib><configuration><crm_config><cluster_property_set id="s"><nvpair id="s-fencing" name="stonith-enabled" value="false"/></cluster_property_set></crm_config><nodes><node id="1" uname="one"/></nodes><resources><primitive id="a" class="lsb" type="x"/><group id="g"><primitive id="b" class="lsb" type="x"/></group><primitive id="others" class="lsb" type="x"/></resources><constraints/><rsc_defaults><meta_attributes id="d"><nvpair id="d-x" name="resource-stickiness" value="1"/></meta_attributes></rsc_defaults></configuration><status/></cib>`,
);
const stickiness = { name: "resource-stickiness", value: 1 };
const goes = (leaving: readonly string[]): Deferral => ({
  kind: "ResourceDefault",
  name: "resource-stickiness",
  args: stickiness,
  leaving,
});
const withoutDefault = (from: Cib) => kinds.resourceDefault.remove(from, stickiness);
/** As a delete takes out what runs; what a group had goes with the group. */
const without = (from: Cib, id: string) =>
  withDeferred(
    from,
    changeSection(from, "resources", (all) => all.filter((each) => idOf(each) !== id)),
  );
const ids = (from: Cib) => runnables(from).map(idOf);
const defaults = (from: Cib) => /name="resource-stickiness" value="([^"]*)"/.exec(printXml(from))?.[1];
/** As another process reads it. */
const again = (from: Cib) => parseXml(printXml(from));

test("what is said of the cluster goes with the last of the resources that leave with it", () => {
  const first = again(removeOrDefer(cib, withoutDefault(cib), goes(["a", "b"])));
  expect(defaults(first)).toBe("1");
  const second = again(without(first, "a"));
  expect([defaults(second), ids(second)]).toEqual(["1", ["b", "others"]]);
  const third = without(second, "g");
  expect([defaults(third), ids(third)]).toEqual([undefined, ["others"]]);
  expect(printXml(third)).not.toContain("pulumi");
});

test("what was there before comes back then", () => {
  const args = { name: "one", standby: true };
  const former = kinds.node.former?.capture(cib, args) ?? {};
  const wanted = kinds.node.write(cib, args);
  const deferral = { kind: "Node", name: args.name, args, former, leaving: ["a"] };
  const waiting = again(removeOrDefer(wanted, cib, deferral));
  expect(kinds.node.read(waiting, args)).toMatchObject({ standby: true });
  expect(kinds.node.read(without(waiting, "a"), args)).toMatchObject({ standby: false });
});

test("it goes at once when none of them leaves", () => {
  const after = removeOrDefer(cib, withoutDefault(cib), goes([]));
  expect([defaults(after), deferrals(after)]).toEqual([undefined, []]);
});

test("the word that there is no fencing goes with the last resource of all", () => {
  const args = { name: "stonith-enabled", value: false };
  const deferral = { kind: "ClusterProperty", name: args.name, args, leaving: [] };
  const waiting = again(removeOrDefer(cib, kinds.clusterProperty.remove(cib, args), deferral));
  expect(printXml(waiting)).toContain("stonith-enabled");
  const left = ["a", "g", "others"].reduce((from, id) => again(without(from, id)), waiting);
  expect(printXml(left)).not.toContain("stonith-enabled");
});

describe("the last fencing device", () => {
  const fencing = parseXml(
    `<cib><configuration><crm_config/><nodes/><resources><template id="t" class="stonith" type="fence_dummy"/><primitive id="fence" template="t"/><primitive id="a" class="lsb" type="x"/><primitive id="b" class="lsb" type="x"/></resources><constraints/><rsc_defaults><meta_attributes id="d"><nvpair id="d-x" name="resource-stickiness" value="1"/></meta_attributes></rsc_defaults></configuration><status/></cib>`,
  );
  const device = { kind: "Primitive", name: "fence", args: { cibId: "fence" }, leaving: [] };
  const template = { kind: "ResourceTemplate", name: "t", args: { cibId: "t" }, leaving: [] };
  const gone = (from: Cib, { kind, name: cibId }: Deferral) =>
    kind === "Primitive"
      ? kinds.primitive.remove(from, { cibId })
      : kinds.resourceTemplate.remove(from, { cibId, agent: "lsb:x" });

  test.each([
    ["the device, then its template", [device, template]],
    ["the template, then its device", [template, device]],
  ])("goes with the last resource of all, with all that is put off until then: %s", (_, order) => {
    const first = again(removeOrDefer(fencing, withoutDefault(fencing), goes(["fence", "a", "b"])));
    const waiting = order.reduce((from, each) => again(removeOrDefer(from, gone(from, each), each)), first);
    const second = again(without(waiting, "a"));
    expect([ids(second), defaults(second)]).toEqual([["fence", "b"], "1"]);
    const last = without(second, "b");
    expect(objectsOf(last, "resources")).toEqual([]);
    expect(defaults(last)).toBeUndefined();
  });
});

test("one that is wanted again does not go", () => {
  const waiting = removeOrDefer(cib, withoutDefault(cib), goes(["a"]));
  const wanted = withoutDeferral(waiting, goes([]));
  expect(wanted).toEqual(cib);
  expect(defaults(without(wanted, "a"))).toBe("1");
});

test("one that somebody has changed by hand is none", () => {
  const waiting = printXml(removeOrDefer(cib, withoutDefault(cib), goes(["a"])));
  const changed = parseXml(waiting.replace(/(name="removes-[^"]*" value=")[^"]*/, "$1???"));
  expect(deferrals(changed)).toEqual([]);
  expect(defaults(without(changed, "a"))).toBe("1");
});

test("whatever it says comes back as it was, beside others", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1 });
  const args = fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean()));
  const deferral = fc.record({ kind: text, name: text, args, leaving: fc.subarray(["a", "b", "others"]) });
  const distinct = fc.uniqueArray(deferral, { selector: ({ kind, name }) => JSON.stringify([kind, name]) });
  fc.assert(
    fc.property(distinct, (all) => {
      const made = again(all.reduce(withDeferral, cib));
      const sorted = (each: readonly Deferral[]) => each.map((one) => JSON.stringify(one)).sort();
      expect(sorted(deferrals(made).map(({ kind, name, args, leaving }) => ({ kind, name, args, leaving })))).toEqual(
        sorted(all.map(({ kind, name, args, leaving }) => ({ kind, name, args: { ...args }, leaving }))),
      );
      expect(objectsOf(all.reduce(withoutDeferral, made), "resources")).toEqual(objectsOf(cib, "resources"));
    }),
  );
});
