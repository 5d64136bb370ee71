import { changeElement, changeElements, runnables, type Cib } from "../../../provider/cib/document";
import { parseXml, type Element } from "../../../provider/cib/element";
import { awaited, hold, releaseComplete } from "../../../provider/cib/hold";

/** A chain a-b-c and a single d, each held for constraints; some of those are there. */
function chain(present: readonly string[]): Cib {
  const constraint = (id: string, rsc: string, other: string) =>
    present.includes(id) ? `<rsc_colocation id="${id}" rsc="${rsc}" with-rsc="${other}" score="INFINITY"/>` : "";
  const bare = parseXml(
    `<cib><configuration><crm_config/><nodes/><resources>${["a", "b", "c", "d"].map((id) => `<primitive id="${id}"/>`).join("")}</resources><constraints>${constraint("ba", "b", "a")}${constraint("cb", "c", "b")}${constraint("d-set", "d", "d")}</constraints></configuration><status/></cib>`,
  );
  const companies: Record<string, string[]> = { a: ["ba"], b: ["ba", "cb"], c: ["cb"], d: ["d-set"] };
  return runnables(bare).reduce(
    (cib, each) => changeElement(cib, each, hold(each, companies[each.attributes["id"] ?? ""] ?? [])),
    bare,
  );
}

test.each([
  { present: [], released: [], of: "a", waitsFor: ["ba"] },
  { present: ["ba"], released: [], of: "a", waitsFor: ["cb"] },
  { present: ["cb"], released: [], of: "c", waitsFor: ["ba"] },
  { present: ["ba", "d-set"], released: ["d"], of: "b", waitsFor: ["cb"] },
  { present: ["ba", "cb"], released: ["a", "b", "c"], of: "d", waitsFor: ["d-set"] },
])("with $present there, $released run", ({ present, released, of, waitsFor }) => {
  const cib = chain(present);
  expect(awaited(cib, of)).toEqual(waitsFor);
  expect(releaseComplete(cib).released).toEqual(released);
});

test("a bundle and what is in it run together, once all that either waits for is there", () => {
  const cib = parseXml(
    '<cib><configuration><crm_config/><nodes/><resources><bundle id="box"><primitive id="inside"/></bundle></resources><constraints><rsc_location id="place" rsc="box" node="n" score="1"/></constraints></configuration><status/></cib>',
  );
  const waiting = new Map(
    runnables(cib).map((each) => [
      each,
      (one: Element) => hold(one, one.name === "bundle" ? ["place"] : ["box", "place"]),
    ]),
  );
  const { cib: made, released } = releaseComplete(changeElements(cib, waiting));
  expect(released).toEqual(["box", "inside"]);
  expect(made).toEqual(cib);
});
