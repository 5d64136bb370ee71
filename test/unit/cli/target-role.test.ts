import { parseXml, printXml, type Element } from "../../../provider/cib/element";
import { findResource } from "../../../provider/cib/document";
import { actedOn, primitivesIn, writeRole } from "../../../cli/target-role";

const cib = (resources: string): Element =>
  parseXml(
    `<cib><configuration><crm_config/><nodes/><resources>${resources}</resources><constraints/></configuration></cib>`,
  );
const written = (resources: string, id: string, role: "Started" | "Stopped", look = id): string => {
  const found = findResource(writeRole(cib(resources), id, role), look);
  return found ? printXml(found).replace(/\n\s*/g, "") : "";
};
const set = (owner: string, pairs: string, attributes = "") =>
  `<meta_attributes id="${owner}"${attributes}>${pairs}</meta_attributes>`;
const role = (owner: string, value: string) =>
  `<nvpair id="${owner}-target-role" name="target-role" value="${value}"/>`;

test("a new set where there is none", () => {
  expect(written('<primitive id="a"/>', "a", "Stopped")).toBe(
    `<primitive id="a">${set("a-meta_attributes", role("a-meta_attributes", "Stopped"))}</primitive>`,
  );
});

test("every set that has a role, and no other", () => {
  const before =
    set("one", role("one", "Started")) + set("two", "") + set("three", role("three", "Started"), ' score="9"');
  const after =
    set("one", role("one", "Stopped")) +
    '<meta_attributes id="two"/>' +
    set("three", role("three", "Stopped"), ' score="9"');
  expect(written(`<primitive id="a">${before}</primitive>`, "a", "Stopped")).toBe(
    `<primitive id="a">${after}</primitive>`,
  );
});

test("sets with a rule, and a hold of a program's, are left alone", () => {
  const ruled = `<meta_attributes id="r"><rule id="rule"/>${role("r", "Started")}</meta_attributes>`;
  const held = set("a-pulumi-hold", role("a-pulumi-hold", "Stopped"), ' score="INFINITY"');
  const after = written(`<primitive id="a">${ruled}${held}</primitive>`, "a", "Started");
  expect(after).toContain(ruled);
  expect(after).toContain(held);
  expect(after).toContain(set("a-meta_attributes", role("a-meta_attributes", "Started")));
});

test("a cloned resource is told through its clone, and the role stands before what is in it", () => {
  const clone = '<clone id="c"><group id="g"><primitive id="a"/></group></clone>';
  expect(written(clone, "a", "Stopped", "c")).toBe(
    `<clone id="c">${set("c-meta_attributes", role("c-meta_attributes", "Stopped"))}<group id="g"><primitive id="a"/></group></clone>`,
  );
  expect(primitivesIn(actedOn(cib(clone), "a"))).toEqual(["a"]);
});

test("a resource that is not there", () => {
  expect(() => actedOn(cib('<primitive id="a"/><group id="g"><primitive id="b"/></group>'), "c")).toThrow(
    'no resource "c"; its resources are a, g, b',
  );
  expect(() => actedOn(cib(""), "c")).toThrow("it has none");
});
