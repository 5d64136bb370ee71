import { sameElement } from "../../../provider/cib/equal";
import { findId } from "../../../provider/cib/document";
import { parseXml } from "../../../provider/cib/element";
import { inventory } from "../../../provider/kinds/inventory";
import { cibKinds } from "../../fixtures";
import { documentOf } from "../../fixtures/documents";

const colocation = '<rsc_colocation id="c" rsc="a" with-rsc="b"/>';
const order = '<rsc_order id="c" first="a" then="b"/>';
const oldOrder = '<rsc_order id="c" first="a" then="b" score="0"/>';
const heavyOrder = '<rsc_order id="c" first="a" then="b" score="INFINITY"/>';

test.each([
  ["a colocation without a score has none", colocation, { score: 0 }],
  ["an order without a kind is mandatory", order, {}],
  ["an order with a score of nothing is optional", oldOrder, { kind: "Optional" }],
  ["an order with another score is mandatory", heavyOrder, {}],
])("%s: an export says so, and says nothing else by an update", (_what, xml, said) => {
  const cib = documentOf(`<constraints>${xml}</constraints>`);
  const [one] = inventory(cib).all;
  if (!one) throw new Error("nothing is exported");
  const { resource: _a, with: _b, first: _c, then: _d, cibId: _e, ...others } = one.args as Record<string, unknown>;
  expect(others).toEqual(said);
  const args = one.kind.schema.parse(one.args);
  expect(one.kind.read(cib, args)).toEqual(args);
  expect(one.kind.write(cib, args, args)).toEqual(cib);
});

test("a program that means another score or kind shows the difference, and writes it", () => {
  const cib = documentOf(`<constraints>${colocation}</constraints>`);
  const args = cibKinds["colocation"]?.schema.parse({ cibId: "c", resource: "a", with: "b" }) ?? {};
  expect(cibKinds["colocation"]?.read(cib, args)).toMatchObject({ score: "0" });
  const made = cibKinds["colocation"]?.write(cib, args, args) ?? cib;
  expect(findId(made, "c")?.attributes["score"]).toBe("INFINITY");
});

test.each([
  ["a colocation", colocation, '<rsc_colocation id="c" rsc="a" with-rsc="b" score="0"/>', true],
  ["another colocation", colocation, '<rsc_colocation id="c" rsc="a" with-rsc="b" score="INFINITY"/>', false],
  ["an order", order, '<rsc_order id="c" first="a" then="b" kind="Mandatory"/>', true],
  ["another order", order, '<rsc_order id="c" first="a" then="b" kind="Optional"/>', false],
  ["an order with a score", oldOrder, '<rsc_order id="c" first="a" then="b" score="0" kind="Optional"/>', true],
])("what is not said and what it means are equal: %s", (_what, a, b, same) => {
  expect(sameElement(parseXml(a), parseXml(b))).toBe(same);
});
