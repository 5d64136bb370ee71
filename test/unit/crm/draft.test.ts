import { draft, differences } from "../../../provider/crm/draft";
import { parseXml } from "../../../provider/cib/element";
import { sameConfiguration } from "../../../provider/cib/equal";
import { parseSections } from "../../../provider/crm/sections";
import { documentOf } from "../../fixtures/documents";

const a = '<primitive id="a" class="lsb" type="x"/>';
const b = '<primitive id="b" class="lsb" type="x" description="é"/>';
const held =
  '<meta_attributes id="a-pulumi-hold" score="INFINITY"><nvpair id="a-pulumi-hold-held-for" name="held-for" value="x"/></meta_attributes>';
const set = (id: string, ...names: string[]) =>
  `<meta_attributes id="${id}">${names.map((name) => `<nvpair id="${id}-${name}" name="${name}" value="1"/>`).join("")}</meta_attributes>`;

test("what differs is what is new, changed or gone, and nothing else", () => {
  const base = documentOf(`<resources>${a}<primitive id="old" class="lsb" type="x"/></resources>`);
  const wanted = documentOf(`<resources>${a}${b}</resources>`);
  expect(differences(base, wanted).map(({ id, live, wanted: made }) => [id, !!live, !!made])).toEqual([
    ["old", true, false],
    ["b", false, true],
  ]);
});

test("what crm's language cannot carry, or take out, is in the document before the statements", () => {
  const base = documentOf('<resources><primitive id="old" class="lsb" type="x"/></resources>');
  const made = draft(base, documentOf(`<resources>${a}${b}</resources>`));
  expect(made.statements).toEqual(["primitive a lsb:x"]);
  expect(made.hasElements).toBe(true);
  expect(sameConfiguration(parseXml(made.start), documentOf(`<resources>${b}</resources>`))).toBe(true);
});

test.each([
  ["a value more", set("s", "x"), set("s", "x", "y"), true],
  ["a value less", set("s", "x", "y"), set("s", "x"), false],
  ["a first set", "", set("s", "x"), true],
  ["a second set, which crm 5 would write into the first", set("s", "x"), set("s", "x") + set("t", "y"), false],
])("%s in a section of sets", (_what, before, after, inWords) => {
  const { statements, hasElements } = draft(
    documentOf(`<rsc_defaults>${before}</rsc_defaults>`),
    documentOf(`<rsc_defaults>${after}</rsc_defaults>`),
  );
  expect(statements.length).toBe(inWords ? 1 : 0);
  expect(hasElements).toBe(!inWords);
});

test("on request everything goes as an element", () => {
  const made = draft(documentOf(""), documentOf(`<resources>${a}</resources>`), { asElements: true });
  expect(made).toMatchObject({ statements: [], hasElements: true, start: made.wanted });
});

test("alone are what differs and what it names, without what others have", () => {
  const base = documentOf(`<resources>${a}<primitive id="theirs" class="lsb" type="x"/></resources>`);
  const wanted = documentOf(
    `<resources>${a}<primitive id="theirs" class="lsb" type="x"/>${b}</resources><constraints><rsc_order id="o" kind="Mandatory" first="a" then="b"/></constraints>`,
  );
  const { alone } = draft(base, wanted);
  expect(alone).toContain('id="a"');
  expect(alone).toContain('id="b"');
  expect(alone).toContain('id="o"');
  expect(alone).not.toContain("theirs");
});

test("answers of one round trip are told apart by their names", () => {
  expect(parseSections("noise\u001eone\n1\n2\n\u001etwo\n\u001ethree\n3")).toEqual({
    one: "1\n2",
    two: "",
    three: "3",
  });
  expect(parseSections("")).toEqual({});
});

test.each([
  ["an object that goes", a + b, a, true],
  ["one that is held", a, a.replace("/>", `>${held}</primitive>`), true],
  [
    "one that is let go, in a group",
    `<group id="g">${a.replace("/>", `>${held}</primitive>`)}</group>`,
    `<group id="g">${a}</group>`,
    true,
  ],
  ["a member that goes", `<group id="g">${a}${b}</group>`, `<group id="g">${a}</group>`, false],
  ["a value beside the hold", a, a.replace("/>", ` description="x">${held}</primitive>`), false],
  ["an object that comes", a, a + b, false],
])("%s: is there nothing new to crm?", (_what, before, after, isOld) => {
  const made = draft(documentOf(`<resources>${before}</resources>`), documentOf(`<resources>${after}</resources>`));
  expect(made.isOld).toBe(isOld);
  if (isOld) expect(made).toMatchObject({ statements: [], hasElements: true, start: made.wanted });
});

test.each([
  ["one that goes", ["x", "y"], ["x"], true],
  ["one that comes", ["x"], ["x", "y"], false],
  ["one that is changed", ["x"], ["y"], false],
])("a value of the cluster, %s: is there nothing new to crm?", (_what, before, after, isOld) => {
  const made = (values: readonly string[]) => {
    const pairs = values.map((each) => `<nvpair id="${each}" name="${each}" value="1"/>`);
    return documentOf(
      `<crm_config><cluster_property_set id="set">${pairs.join("")}</cluster_property_set></crm_config>`,
    );
  };
  expect(draft(made(before), made(after)).isOld).toBe(isOld);
});
