import { sameConfiguration, sameElement } from "../../../provider/cib/equal";
import { parseXml } from "../../../provider/cib/element";
import { documentOf } from "../../fixtures/documents";

test.each([
  ["attributes in another order", '<p id="a" b="1" c="2"/>', '<p c="2" b="1" id="a"/>', true],
  ["an id that is nobody's name", '<nvpair id="x" name="n" value="v"/>', '<nvpair id="y" name="n" value="v"/>', true],
  ["an id that is a name", '<primitive id="x"/>', '<primitive id="y"/>', false],
  [
    "a value that means the same",
    '<nvpair name="is-managed" value="on"/>',
    '<nvpair name="is-managed" value="1"/>',
    true,
  ],
  [
    "an agent's parameter that is called as something of Pacemaker's",
    '<instance_attributes><nvpair name="timeout" value="10"/></instance_attributes>',
    '<instance_attributes><nvpair name="timeout" value="10s"/></instance_attributes>',
    false,
  ],
  [
    "a capacity that is called as something of Pacemaker's",
    '<utilization><nvpair name="priority" value="1"/></utilization>',
    '<utilization><nvpair name="priority" value="+1"/></utilization>',
    false,
  ],
  [
    "a meta attribute in a set",
    '<meta_attributes><nvpair name="failure-timeout" value="10"/></meta_attributes>',
    '<meta_attributes><nvpair name="failure-timeout" value="10s"/></meta_attributes>',
    true,
  ],
  ["a parameter's text", '<nvpair name="ip" value="on"/>', '<nvpair name="ip" value="1"/>', false],
  [
    "a clone's switch",
    '<meta_attributes><nvpair name="interleave" value="yes"/><nvpair name="globally-unique" value="0"/></meta_attributes>',
    '<meta_attributes><nvpair name="interleave" value="true"/><nvpair name="globally-unique" value="false"/></meta_attributes>',
    true,
  ],
  [
    "the id of a permission",
    '<acl_role id="r"><acl_permission id="p" kind="read" xpath="/cib"/></acl_role>',
    '<acl_role id="r"><acl_permission id="q" kind="read" xpath="/cib"/></acl_role>',
    true,
  ],
  [
    "the id of an expression",
    '<rule id="r"><rsc_expression id="a" type="pgsql"/></rule>',
    '<rule id="r"><rsc_expression id="b" type="pgsql"/></rule>',
    true,
  ],
  ["the id of a constraint", '<rsc_order id="a"/>', '<rsc_order id="b"/>', false],
  ["the id of a user", '<acl_target id="a"/>', '<acl_target id="b"/>', false],
  ["the id of a recipient", '<recipient id="a" value="x"/>', '<recipient id="b" value="x"/>', false],
  ["an attribute that means the same", '<op interval="60s"/>', '<op interval="1min"/>', true],
  ["operations in another order", '<o><op name="a"/><op name="b"/></o>', '<o><op name="b"/><op name="a"/></o>', true],
  [
    "members in another order",
    '<group id="g"><primitive id="a"/><primitive id="b"/></group>',
    '<group id="g"><primitive id="b"/><primitive id="a"/></group>',
    false,
  ],
  [
    "a group's values before or after its members",
    '<group id="g"><meta_attributes id="m"/><primitive id="a"/><primitive id="b"/></group>',
    '<group id="g"><primitive id="a"/><primitive id="b"/><meta_attributes id="n"/></group>',
    true,
  ],
  [
    "a set in another order",
    '<resource_set><resource_ref id="a"/><resource_ref id="b"/></resource_set>',
    '<resource_set><resource_ref id="b"/><resource_ref id="a"/></resource_set>',
    false,
  ],
  [
    "the sets of an order in another order",
    '<rsc_order id="o"><resource_set id="x"><resource_ref id="a"/></resource_set><resource_set id="y"><resource_ref id="b"/></resource_set></rsc_order>',
    '<rsc_order id="o"><resource_set id="x"><resource_ref id="b"/></resource_set><resource_set id="y"><resource_ref id="a"/></resource_set></rsc_order>',
    false,
  ],
  [
    "the rules of a location in another order",
    '<rsc_location id="l"><rule id="x" score="1"/><rule id="y" score="2"/></rsc_location>',
    '<rsc_location id="l"><rule id="x" score="2"/><rule id="y" score="1"/></rsc_location>',
    false,
  ],
  [
    "the permissions of a role in another order",
    '<acl_role id="r"><acl_permission id="p" kind="read"/><acl_permission id="q" kind="deny"/></acl_role>',
    '<acl_role id="r"><acl_permission id="p" kind="deny"/><acl_permission id="q" kind="read"/></acl_role>',
    false,
  ],
  [
    "a set with a score under another id",
    '<primitive id="p"><meta_attributes id="a" score="5"/></primitive>',
    '<primitive id="p"><meta_attributes id="b" score="5"/></primitive>',
    false,
  ],
  [
    "a usual set under another id",
    '<primitive id="p"><meta_attributes id="a"/></primitive>',
    '<primitive id="p"><meta_attributes id="b"/></primitive>',
    true,
  ],
  ["one pair more", '<m><nvpair name="a" value="1"/></m>', "<m/>", false],
])("%s", (_what, a, b, same) => {
  expect(sameElement(parseXml(a), parseXml(b))).toBe(same);
  expect(sameElement(parseXml(b), parseXml(a))).toBe(same);
});

test("versions, status and empty sections say nothing", () => {
  const one = documentOf('<resources><primitive id="a"/></resources>');
  const two = { ...documentOf('<resources><primitive id="a"/></resources><tags/>'), attributes: { epoch: "9" } };
  expect(sameConfiguration(one, two)).toBe(true);
  expect(sameConfiguration(one, documentOf('<resources><primitive id="b"/></resources>'))).toBe(false);
});
