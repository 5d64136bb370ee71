import fc from "fast-check";
import { pack, unpack } from "../../provider/packed";

test("any text comes out as it went in", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => unpack(pack(text)) === text));
});

test("hundreds of resources that are much alike take a few characters each", () => {
  const texts = Array.from({ length: 500 }, (_, i) => JSON.stringify({ cibId: `web-${i}`, agent: "ocf:x:Dummy" }));
  expect(pack(texts.join("\n")).length).toBeLessThan(texts.length * 10);
});
