import fc from "fast-check";
import { element, parseXml } from "../../../provider/cib/element";
import { readPair, readPairs, sameText, writePair, writePairs } from "../../../provider/cib/pairs";

const tag = "meta_attributes";
const names = ["priority", "target-role", "a", "b.c", "d:e", "d_e", "#f", "_f"];
const pairs = fc.dictionary(fc.constantFrom(...names), fc.string());

const write = (wanted: Record<string, string>, former: Record<string, string> = {}, parent = element("primitive")) =>
  writePairs(parent, tag, "set", wanted, former, sameText);

test("what is written is read, and what was ours and is no longer wanted is gone", () => {
  fc.assert(
    fc.property(pairs, pairs, (former, wanted) => {
      const made = write(wanted, former, write(former));
      expect(readPairs(made, tag, wanted, sameText)).toEqual({ ...wanted });
      for (const name of Object.keys(former)) expect(readPair(made, tag, name)).toBe(wanted[name]);
    }),
  );
});

test("what others wrote is never touched, and never read as ours", () => {
  fc.assert(
    fc.property(pairs, pairs, (theirs, ours) => {
      const mine = Object.fromEntries(Object.entries(ours).filter(([name]) => !(name in theirs)));
      const made = write({}, mine, write(mine, {}, write(theirs)));
      expect(made).toEqual(write(theirs));
    }),
  );
});

test("every value has an id of its own that an XML id can be", () => {
  fc.assert(
    fc.property(pairs, (wanted) => {
      const ids = write(wanted).children.flatMap((set) => set.children.map(({ attributes }) => attributes["id"] ?? ""));
      expect(new Set(ids).size).toBe(Object.keys(wanted).length);
      for (const id of ids) expect(id).toMatch(/^[A-Za-z_][\w.-]*$/);
    }),
  );
});

const ruled = parseXml(`<primitive id="p">
  <meta_attributes id="ruled"><rule id="r"/><nvpair id="r1" name="priority" value="9"/></meta_attributes>
  <meta_attributes id="p-pulumi-hold" score="INFINITY"><nvpair id="h1" name="target-role" value="Stopped"/></meta_attributes>
  <meta_attributes id="plain"><nvpair id="p1" name="priority" value="1"/></meta_attributes>
  <meta_attributes id="second"><nvpair id="s1" name="resource-stickiness" value="5"/></meta_attributes>
</primitive>`);

test("sets with a rule, and a hold, are not where a value is", () => {
  expect(readPair(ruled, tag, "priority")).toBe("1");
  expect(readPair(ruled, tag, "target-role")).toBeUndefined();
});

test.each([
  ["the set that has it", "resource-stickiness", "second"],
  ["the first plain set, when none has it", "target-role", "plain"],
])("a value is written into %s", (_where, name, set) => {
  const made = writePair(ruled, tag, "new", name, "7");
  expect(
    made.children.find(({ attributes }) => attributes["id"] === set)?.children.map(({ attributes }) => attributes),
  ).toContainEqual(expect.objectContaining({ name, value: "7" }));
  expect(made.children.length).toBe(4);
});

test("a set that has lost its last value goes", () => {
  expect(
    writePair(ruled, tag, "new", "resource-stickiness", undefined).children.map(({ attributes }) => attributes["id"]),
  ).toEqual(["ruled", "p-pulumi-hold", "plain"]);
});

test("a live value that means the same stays as it is written", () => {
  const live = parseXml(
    '<p><meta_attributes id="m"><nvpair id="n" name="failure-timeout" value="60s"/></meta_attributes></p>',
  );
  expect(writePair(live, tag, "new", "failure-timeout", "1min")).toBe(live);
  expect(writePair(live, tag, "new", "failure-timeout", "1min", sameText)).not.toEqual(live);
  expect(readPairs(live, tag, { "failure-timeout": "1min" })).toEqual({ "failure-timeout": "1min" });
});

test("Pacemaker reads crm's inf as nothing: it is written out", () => {
  const made = writePairs(element("p"), tag, "set", { priority: "inf", "resource-stickiness": "-inf" });
  expect(readPair(made, tag, "priority")).toBe("INFINITY");
  expect(readPair(made, tag, "resource-stickiness")).toBe("-INFINITY");
});

const referring = parseXml(`<primitive id="p">
  <meta_attributes id-ref="others"/>
  <operations id="o"/>
</primitive>`);

test("a set that refers to another is never written into: an own one comes after it, so that its values hold", () => {
  const made = writePair(referring, tag, "new", "priority", "7");
  expect(made.children.map(({ name, attributes }) => [name, attributes])).toEqual([
    [tag, { "id-ref": "others" }],
    ["operations", { id: "o" }],
    [tag, { id: "new" }],
  ]);
  expect(made.children[0]?.children).toEqual([]);
  expect(readPair(made, tag, "priority")).toBe("7");
  expect(writePair(made, tag, "new", "priority", undefined)).toEqual(referring);
});

test("a value that refers to another is replaced where the program says it, and stays where it does not", () => {
  const live = parseXml('<p><meta_attributes id="m"><nvpair id-ref="other" name="priority"/></meta_attributes></p>');
  expect(readPair(live, tag, "priority")).toBeUndefined();
  expect(writePair(live, tag, "new", "critical", "1").children[0]?.children[0]).toBe(live.children[0]?.children[0]);
  expect(
    writePair(live, tag, "new", "priority", "7").children[0]?.children.map(({ attributes }) => attributes),
  ).toEqual([{ id: "m-priority", name: "priority", value: "7" }]);
  expect(writePair(live, tag, "new", "priority", undefined)).toBe(live);
});

test("of two usual sets that have a value the last one counts, as for Pacemaker", () => {
  const twice = parseXml(`<p>
    <meta_attributes id="one"><nvpair id="one-p" name="priority" value="1"/></meta_attributes>
    <meta_attributes id="two"><nvpair id="two-p" name="priority" value="2"/></meta_attributes>
  </p>`);
  expect(readPair(twice, tag, "priority")).toBe("2");
  expect(readPair(writePair(twice, tag, "new", "priority", "7"), tag, "priority")).toBe("7");
  expect(writePair(twice, tag, "new", "priority", "7").children[0]).toBe(twice.children[0]);
  expect(writePair(twice, tag, "new", "critical", "1").children[0]?.children).toHaveLength(2);
});
