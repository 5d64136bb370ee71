import fc from "fast-check";
import { element, parseXml, printXml, replaceChild, sharedWith, type Element } from "../../../provider/cib/element";

const name = fc.stringMatching(/^[A-Za-z_][\w.-]{0,8}$/);
/** What XML can hold at all: Pacemaker's own limits are the schemas' business. */
const value = fc
  .string({ unit: "grapheme", maxLength: 20 })
  .filter((text) => !/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text));

const tree = fc.letrec<{ node: Element }>((tie) => ({
  node: fc
    .record({
      name,
      attributes: fc.dictionary(name, value, { maxKeys: 4, noNullPrototype: true }),
      children: fc.oneof({ depthSize: "small" }, fc.constant([]), fc.array(tie("node"), { maxLength: 4 })),
    })
    .map(({ name, attributes, children }) => element(name, attributes, children)),
})).node;

test("what is printed is read as the same, with the order of elements kept", () => {
  fc.assert(
    fc.property(tree, (root) => {
      expect(parseXml(printXml(root))).toEqual(root);
    }),
    { numRuns: 500 },
  );
});

test.each(["", "text", "<a", "<a></b>", "<a x='1' x='2'></a"])("%j is no XML, and says so", (text) => {
  expect(() => parseXml(text)).toThrow();
});

test("a child is replaced in its place, appended, or dropped", () => {
  const [a, b, c] = [element("a"), element("b"), element("c")];
  const parent = element("p", {}, [a, b]);
  expect(replaceChild(parent, a, c).children).toEqual([c, b]);
  expect(replaceChild(parent, undefined, c).children).toEqual([a, b, c]);
  expect(replaceChild(parent, b, undefined).children).toEqual([a]);
  expect(parent.children).toEqual([a, b]);
});

test("what was read anew is the very same where nothing has changed, and else as it was read", () => {
  fc.assert(
    fc.property(tree, tree, (before, now) => {
      expect(sharedWith(before, now)).toEqual(now);
      expect(sharedWith(before, structuredClone(before))).toBe(before);
      const [shared] = sharedWith(
        element("root", {}, [before]),
        element("root", { n: "1" }, [structuredClone(before), now]),
      ).children;
      expect(shared).toBe(before);
    }),
    { numRuns: 500 },
  );
});
