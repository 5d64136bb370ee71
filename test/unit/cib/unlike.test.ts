import { unlike } from "../../../provider/cib/unlike";
import { documentOf } from "../../fixtures/documents";

const web = (more: string, attributes = "") =>
  documentOf(
    `<resources><primitive id="web" class="ocf" provider="p" type="t" ${attributes}>${more}</primitive></resources>`,
  );

const set = (id: string, values: string) => `<instance_attributes id="${id}">${values}</instance_attributes>`;
const pair = (id: string, name: string, value: string) => `<nvpair id="${id}" name="${name}" value="${value}"/>`;

test.each([
  ["the same", web(""), web(""), [], []],
  ["an attribute", web("", 'description="x"'), web(""), ["primitive web: attribute description"], []],
  [
    "a value, by its name only",
    web(set("s", pair("a", "passwd", "x"))),
    web(set("s", "")),
    ["primitive web: instance_attributes s: nvpair passwd"],
    [],
  ],
  [
    "another spelling",
    web(`<operations><op id="o" name="monitor" interval="60s"/></operations>`),
    web(`<operations><op id="o" name="monitor" interval="1min"/></operations>`),
    [],
    [],
  ],
  ["another id", web(set("s", pair("a", "x", "1"))), web(set("t", pair("b", "x", "1"))), [], ["s", "a"]],
  ["a set", web(set("s", pair("a", "x", "1"))), web(""), ["primitive web: instance_attributes s"], []],
  [
    "the order of sets",
    web(set("s", "") + set("t", "")),
    web(set("t", "") + set("s", "")),
    ["primitive web: the order of its instance_attributes"],
    [],
  ],
  [
    "an object",
    documentOf(`<resources><master id="ms"><primitive id="a" type="t"/></master></resources>`),
    documentOf(`<resources><primitive id="a" type="t"/></resources>`),
    ["master ms"],
    [],
  ],
])("%s", (_what, live, made, lost, ids) => {
  expect(unlike(live, made)).toEqual({ lost, ids });
});
