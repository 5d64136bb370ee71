import { findResource, objectsOf } from "../../../provider/cib/document";
import { walk } from "../../../provider/cib/element";
import { withoutResource } from "../../../provider/cib/removal";
import { documentOf } from "../../fixtures/documents";

const primitive = (id: string) => `<primitive id="${id}" class="ocf" provider="heartbeat" type="Dummy"/>`;

/** Every id that is left after `a` has gone. */
function idsWithout(xml: string): string[] {
  const cib = documentOf(xml);
  const a = findResource(cib, "a");
  if (!a) throw new Error("no a");
  return [...walk(withoutResource(cib, a))].flatMap(({ attributes }) => attributes["id"] ?? []);
}

test.each([
  ["alone", `<resources>${primitive("a")}${primitive("b")}</resources>`, ["b"]],
  [
    "in a group with others",
    `<resources><group id="g">${primitive("a")}${primitive("b")}</group></resources>`,
    ["g", "b"],
  ],
  ["the last of a group", `<resources><group id="g">${primitive("a")}</group></resources>`, []],
  [
    "the last of a cloned group",
    `<resources><clone id="c"><group id="g">${primitive("a")}</group></clone></resources>`,
    [],
  ],
  ["what a clone is of", `<resources><clone id="c"><meta_attributes id="m"/>${primitive("a")}</clone></resources>`, []],
  [
    "what runs in a bundle",
    `<resources><bundle id="b"><podman image="i"/>${primitive("a")}</bundle></resources>`,
    ["b"],
  ],
])("%s: nothing is left that cannot be", (_what, xml, left) => {
  expect(idsWithout(xml)).toEqual(left);
});

const sets = (...all: string[][]) =>
  all
    .map(
      (refs, i) =>
        `<resource_set id="s${i}">${refs.map((ref) => `<resource_ref id="${ref}"/>`).join("")}</resource_set>`,
    )
    .join("");

test.each([
  ["a pair", '<rsc_order id="x" first="b" then="a"/>', []],
  ["a location", '<rsc_location id="x" rsc="a" node="n"/>', []],
  ["one that names others", '<rsc_order id="x" first="b" then="c"/>', ["x"]],
  [
    "sets with two others",
    `<rsc_colocation id="x">${sets(["a", "b"], ["c"])}</rsc_colocation>`,
    ["x", "s0", "b", "s1", "c"],
  ],
  [
    "a set of it alone, and two others",
    `<rsc_order id="x">${sets(["a"], ["b", "c"])}</rsc_order>`,
    ["x", "s1", "b", "c"],
  ],
  ["sets with one other", `<rsc_order id="x">${sets(["a"], ["b"])}</rsc_order>`, []],
  ["a ticket's set with one other", `<rsc_ticket id="x" ticket="T">${sets(["a", "b"])}</rsc_ticket>`, ["x", "s0", "b"]],
])("%s of it is taken out, or taken back", (_what, xml, left) => {
  expect(idsWithout(`<resources>${primitive("a")}</resources><constraints>${xml}</constraints>`)).toEqual(left);
});

test("a constraint about the container goes with it", () => {
  const cib = documentOf(
    `<resources><clone id="c">${primitive("a")}</clone></resources><constraints><rsc_location id="x" rsc="c" node="n"/></constraints>`,
  );
  const a = findResource(cib, "a");
  expect(a && objectsOf(withoutResource(cib, a), "constraints")).toEqual([]);
});
