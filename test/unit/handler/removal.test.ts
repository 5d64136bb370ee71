import { findResource, objectsOf } from "../../../provider/cib/document";
import { heldFor, releaseComplete } from "../../../provider/cib/hold";
import { withoutResource } from "../../../provider/cib/removal";
import { foreignLosses, freeStaying, removeHolding } from "../../../provider/handler/removal";
import type { CommonArgs } from "../../../provider/kinds/kind";
import { cibKinds } from "../../fixtures";
import { documentOf } from "../../fixtures/documents";

const cib = documentOf(`<resources>
  <primitive id="ip" class="ocf" provider="heartbeat" type="Dummy"/>
  <primitive id="web" class="ocf" provider="heartbeat" type="Dummy"/>
  <primitive id="log" class="ocf" provider="heartbeat" type="Dummy"/>
</resources><constraints>
  <rsc_colocation id="together" rsc="web" with-rsc="ip" score="INFINITY"/>
  <rsc_order id="after" first="ip" then="log" kind="Mandatory"/>
  <rsc_location id="theirs" rsc="ip" node="n1" score="1"/>
</constraints>`);

const remove = (each: typeof cib) => {
  const ip = findResource(each, "ip");
  return ip ? withoutResource(each, ip) : each;
};

const held = (each: typeof cib, id: string) => {
  const found = findResource(each, id);
  return found && heldFor(found);
};

const going = (...company: string[]) => ({ company, stays: () => false });

test("what a constraint of the program kept in its place is held when the constraint goes, not started elsewhere", () => {
  const after = removeHolding(cib, remove, "ip", going("together"));
  expect(held(after, "web")).toEqual(["together", "ip"]);
  expect(held(after, "log")).toBeUndefined();
  expect(findResource(after, "ip")).toBeUndefined();
});

const lossesOf = (each: typeof cib, key: string, id: string, company: string[] = []) => {
  const kind = cibKinds[key];
  return foreignLosses(each, id, (one) => kind?.remove(one, { cibId: id } as CommonArgs) ?? one, company);
};

test("constraints that the program does not have are named", () => {
  const named = (id: string) => `the constraint ${id} names ip and goes with it`;
  expect(lossesOf(cib, "primitive", "ip", ["together", "after"])).toEqual([named("theirs")]);
  expect(lossesOf(cib, "primitive", "ip")).toEqual(["together", "after", "theirs"].map(named));
  expect(lossesOf(cib, "primitive", "nobody")).toEqual([]);
});

const cloned = documentOf(`<resources>
  <clone id="crew"><group id="team">
    <primitive id="ip" class="ocf" provider="heartbeat" type="Dummy"/>
    <primitive id="web" class="ocf" provider="heartbeat" type="Dummy"/>
  </group></clone>
  <clone id="single"><primitive id="log" class="ocf" provider="heartbeat" type="Dummy"/></clone>
</resources><constraints>
  <rsc_location id="crew-far" rsc="crew" node="n1" score="1"/>
  <rsc_order id="log-last" first="crew" then="single"/>
</constraints><tags>
  <tag id="watched"><obj_ref id="single"/></tag>
  <tag id="all"><obj_ref id="single"/><obj_ref id="web"/></tag>
</tags>`);

test("what somebody has put around a group, or around its last member, is named with all that is said of it", () => {
  const ofCrew = [
    "the clone crew holds nothing but team and goes with it",
    "the constraint crew-far names crew and goes with it",
    "the constraint log-last names crew and goes with it",
  ];
  expect(lossesOf(cloned, "group", "team")).toEqual(ofCrew);
  expect(lossesOf(cloned, "group", "team", ["crew", "crew-far"])).toEqual(ofCrew.slice(2));
  expect(lossesOf(cloned, "primitive", "ip")).toEqual([]);
  expect(lossesOf(cloned, "clone", "crew", ["crew-far", "log-last"])).toEqual([]);
  expect(lossesOf(cloned, "primitive", "log")).toEqual([
    "the clone single holds nothing but log and goes with it",
    "the constraint log-last names single and goes with it",
    "the tag watched names nothing else and goes with it",
  ]);
});

const grouped = documentOf(`<resources>
  <group id="team">
    <primitive id="ip" class="ocf" provider="heartbeat" type="Dummy"/>
    <primitive id="web" class="ocf" provider="heartbeat" type="Dummy"/>
    <primitive id="log" class="ocf" provider="heartbeat" type="Dummy"/>
  </group>
</resources><constraints>
  <rsc_colocation id="together">
    <resource_set id="one"><resource_ref id="ip"/><resource_ref id="web"/></resource_set>
    <resource_set id="two"><resource_ref id="log"/></resource_set>
  </rsc_colocation>
</constraints>`);

test("what follows in a group that goes too is held, and does not start again", () => {
  const after = removeHolding(grouped, remove, "ip", going("team"));
  expect(held(after, "web")).toEqual(["team", "ip"]);
  expect(held(after, "log")).toEqual(["team", "ip"]);
  expect(releaseComplete(after).released).toEqual([]);
  expect(held(removeHolding(grouped, remove, "ip", going()), "web")).toBeUndefined();
});

test("members that stay leave the group before one that goes is stopped", () => {
  const leaving = { company: ["team"], stays: (id: string) => id === "log" };
  const freed = freeStaying(grouped, "ip", leaving);
  expect(objectsOf(freed, "resources").map(({ attributes }) => attributes["id"])).toEqual(["team", "log"]);
  expect(held(removeHolding(freed, remove, "ip", leaving), "log")).toBeUndefined();
  expect(freeStaying(grouped, "ip", { ...leaving, company: [] })).toBe(grouped);
});

test("a constraint about several goes with its program, and shrinks without it", () => {
  expect(objectsOf(removeHolding(grouped, remove, "ip", going("together")), "constraints")).toEqual([]);
  expect(objectsOf(removeHolding(grouped, remove, "ip", going()), "constraints")).toHaveLength(1);
});

test("what stands with a group that goes is held when its last member goes, although the group is still there", () => {
  const cib = documentOf(`<resources>
    <group id="team">
      <primitive id="disk" class="ocf" provider="heartbeat" type="Dummy"/>
      <primitive id="ip" class="ocf" provider="heartbeat" type="Dummy"/>
    </group>
    <primitive id="web" class="ocf" provider="heartbeat" type="Dummy"/>
  </resources><constraints>
    <rsc_colocation id="with-team" rsc="web" with-rsc="team" score="INFINITY"/>
  </constraints>`);
  const after = removeHolding(cib, remove, "ip", going("team", "with-team"));
  expect(held(after, "web")).toEqual(["with-team", "ip"]);
  expect(releaseComplete(after).released).toEqual([]);
  expect(objectsOf(after, "constraints")).toHaveLength(1);
});
