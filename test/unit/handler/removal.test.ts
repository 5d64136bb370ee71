import { findResource } from "../../../provider/cib/document";
import { heldFor } from "../../../provider/cib/hold";
import { withoutResource } from "../../../provider/cib/removal";
import { foreignConstraints, removeHolding } from "../../../provider/handler/removal";
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

test("what a constraint of the program kept in its place is held when the constraint goes, not started elsewhere", () => {
  const after = removeHolding(cib, remove, "ip", ["together"]);
  expect(held(after, "web")).toEqual(["together"]);
  expect(held(after, "log")).toBeUndefined();
  expect(findResource(after, "ip")).toBeUndefined();
});

test("constraints that the program does not have are named", () => {
  expect(foreignConstraints(cib, "ip", ["together", "after"])).toEqual(["theirs"]);
  expect(foreignConstraints(cib, "ip", [])).toEqual(["together", "after", "theirs"]);
  expect(foreignConstraints(cib, "nobody", [])).toEqual([]);
});
