import {
  changeElement,
  changeElements,
  changeSection,
  constraintsOn,
  emptyCib,
  findId,
  findResource,
  historyOf,
  objectsOf,
  putObject,
} from "../../../provider/cib/document";
import { child, element, parseXml, type Element } from "../../../provider/cib/element";
import { documentOf } from "../../fixtures/documents";

const sectionNames = (cib: ReturnType<typeof documentOf>) =>
  child(cib, "configuration")?.children.map(({ name }) => name);

test("a section that is missing is made in its place, and an empty one that may be missing goes", () => {
  const options = element("meta_attributes", { id: "m" });
  const both = changeSection(
    changeSection(emptyCib, "op_defaults", () => [options]),
    "rsc_defaults",
    () => [options],
  );
  expect(sectionNames(both)).toEqual([
    "crm_config",
    "nodes",
    "resources",
    "constraints",
    "rsc_defaults",
    "op_defaults",
  ]);
  expect(sectionNames(changeSection(both, "rsc_defaults", () => []))).not.toContain("rsc_defaults");
  expect(sectionNames(changeSection(both, "resources", () => []))).toContain("resources");
  const tagged = documentOf('<tags><tag id="t"/></tags><resources><primitive id="p"/></resources>');
  const [tag, primitive] = [findId(tagged, "t"), findId(tagged, "p")];
  const without = changeElements(
    tagged,
    new Map([tag, primitive].flatMap((each) => (each ? [[each, () => undefined]] : []))),
  );
  expect(sectionNames(without)).toEqual(sectionNames(emptyCib));
});

test("an object takes the place of the live one, or the end of its section", () => {
  const cib = documentOf('<resources><primitive id="a"/><primitive id="b"/></resources>');
  const [a] = objectsOf(cib, "resources");
  const ids = (each: typeof cib) => objectsOf(each, "resources").map(({ attributes }) => attributes["id"]);
  expect(ids(putObject(cib, "resources", a, element("primitive", { id: "A" })))).toEqual(["A", "b"]);
  expect(ids(putObject(cib, "resources", undefined, element("primitive", { id: "c" })))).toEqual(["a", "b", "c"]);
});

test("an element changes where it is, however deep, and what is beside it stays the very same", () => {
  const cib = documentOf(
    '<resources><clone id="c"><group id="g"><primitive id="a"/><primitive id="b"/></group></clone></resources>',
  );
  const [a, b] = [findResource(cib, "a"), findResource(cib, "b")];
  if (!a || !b) throw new Error("not found");
  const changed = changeElement(cib, a, { ...a, attributes: { id: "a", type: "x" } });
  expect(findResource(changed, "a")?.attributes["type"]).toBe("x");
  expect(findResource(changed, "b")).toBe(b);
  expect(findResource(changeElement(changed, b, undefined), "b")).toBeUndefined();
});

test("of two elements of which one is in the other, both change", () => {
  const cib = documentOf('<resources><bundle id="box"><primitive id="a"/><primitive id="b"/></bundle></resources>');
  const found = ["box", "a", "b"].map((id) => findResource(cib, id) ?? element("nothing"));
  const named = (each: Element): Element => ({ ...each, attributes: { ...each.attributes, new: "yes" } });
  const changed = changeElements(cib, new Map(found.map((each, i) => [each, i < 2 ? named : () => undefined])));
  expect(findResource(changed, "box")?.attributes["new"]).toBe("yes");
  expect(findResource(changed, "a")?.attributes["new"]).toBe("yes");
  expect(findResource(changed, "b")).toBeUndefined();
});

test("an id is found whatever has it, in the configuration only", () => {
  const cib = documentOf(
    '<crm_config><cluster_property_set id="s"><nvpair id="n" name="a" value="b"/></cluster_property_set></crm_config>',
  );
  expect(findId(cib, "n")?.name).toBe("nvpair");
  expect(findId(cib, "nowhere")).toBeUndefined();
  expect(findResource(cib, "s")).toBeUndefined();
});

test.each([
  ['<rsc_location id="x" rsc="a" node="n"/>', true],
  ['<rsc_colocation id="x" rsc="b" with-rsc="a"/>', true],
  ['<rsc_order id="x" first="a" then="b"/>', true],
  ['<rsc_order id="x" first="b" then="a"/>', true],
  ['<rsc_colocation id="x"><resource_set id="s"><resource_ref id="a"/></resource_set></rsc_colocation>', true],
  ['<rsc_ticket id="x" rsc="a" ticket="T"/>', true],
  ['<rsc_location id="a" rsc="b" node="a"/>', false],
])("what %s says is said of a: %s", (xml, says) => {
  expect(constraintsOn(documentOf(`<constraints>${xml}</constraints>`), "a").length).toBe(says ? 1 : 0);
});

test("the history of a resource, node by node, its instances included", () => {
  const cib = parseXml(`<cib><configuration/><status>
    <node_state id="1" uname="node1"><lrm><lrm_resources>
      <lrm_resource id="a:0"><lrm_rsc_op id="a_last_0" operation="start" rc-code="0"/></lrm_resource>
      <lrm_resource id="ab"/>
    </lrm_resources></lrm></node_state>
    <node_state id="2" uname="node2"><lrm><lrm_resources><lrm_resource id="a"/></lrm_resources></lrm></node_state>
  </status></cib>`);
  expect(historyOf(cib, "a").map(({ node, operations }) => [node, operations.length])).toEqual([
    ["node1", 1],
    ["node2", 0],
  ]);
});
