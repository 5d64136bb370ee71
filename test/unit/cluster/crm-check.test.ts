import { isDeepStrictEqual } from "node:util";
import { printXml } from "../../../provider/cib/element";
import { CrmCheck } from "../../../provider/cluster/crm-check";
import type { Host } from "../../../provider/ssh/types";
import { documentOf } from "../../fixtures/documents";

const primitive = (id: string, ...pairs: string[]) =>
  `<primitive id="${id}" class="lsb" type="x"><meta_attributes id="${id}-meta">${pairs
    .map((name) => `<nvpair id="${id}-${name}" name="${name}" value="1"/>`)
    .join("")}</meta_attributes></primitive>`;
const resources = (...all: string[]) => documentOf(`<resources>${all.join("")}</resources>`);

/** crm takes `a`'s second value; then others have written, and the change that is meant now is this one. */
async function goesAgain(base: ReturnType<typeof documentOf>, wanted: typeof base): Promise<boolean> {
  const first = resources(primitive("a", "ours", "new"));
  let asked = 0;
  const host: Host = {
    address: "a",
    run: () => {
      asked++;
      const stdout = `\u001estatus\n0\n\u001ecopy\n${printXml(first)}`;
      return Promise.resolve({ status: 0, stdout, stderr: "" });
    },
  };
  const crm = new CrmCheck((cib) => cib);
  const judged = { names: [["a"]], elsewhere: [] };
  const before = { cib: resources(primitive("a", "ours")), identity: "key:x", host };
  expect(await crm.of(before, { ...judged, wanted: first })).toEqual({ warnings: [] });
  expect(asked).toBe(1);
  const verdict = await crm.of({ ...before, cib: base }, { ...judged, wanted }).catch(() => undefined);
  // Unasked it may be written as it is, with what was said of it then.
  expect(asked > 1 || isDeepStrictEqual(verdict, { warnings: [] })).toBe(true);
  return asked === 1;
}

test.each([
  [
    "others have another object",
    [primitive("a", "ours"), primitive("b")],
    [primitive("a", "ours", "new"), primitive("b")],
    true,
  ],
  ["others have another value of it", [primitive("a", "ours", "x")], [primitive("a", "ours", "x", "new")], true],
  ["another value is new", [primitive("a", "ours")], [primitive("a", "ours", "newer")], false],
  ["something is new beside it", [primitive("a", "ours")], [primitive("a", "ours", "new"), primitive("b")], false],
  ["others have taken our value away", [primitive("a")], [primitive("a", "ours", "new")], false],
])("%s: does what crm took go again unasked?", async (_what, base, wanted, isAgain) => {
  expect(await goesAgain(resources(...base), resources(...wanted))).toBe(isAgain);
});

test("nor where only an order is another", async () => {
  const [a, b] = [primitive("a", "ours"), primitive("b")];
  const group = (...members: string[]) => `<group id="g">${members.join("")}</group>`;
  expect(await goesAgain(resources(group(a, b)), resources(group(b, a)))).toBe(false);
});

test("what only goes is sent to be verified where it is written; doubted there, crm is asked", async () => {
  const [both, left] = [resources(primitive("a"), primitive("b")), resources(primitive("a"))];
  let asked = 0;
  const host: Host = {
    address: "a",
    run: () => {
      asked++;
      const stdout = `\u001estatus\n0\n\u001ecopy\n${printXml(left)}`;
      return Promise.resolve({ status: 0, stdout, stderr: "" });
    },
  };
  const crm = new CrmCheck((cib) => cib);
  const of = () => crm.of({ cib: both, identity: "key:x", host }, { names: [["b"]], elsewhere: [], wanted: left });
  expect(await of()).toEqual({ isUnverified: true, warnings: [] });
  crm.doubt();
  expect(await of()).toEqual({ warnings: [] });
  expect(asked).toBe(1);
});

test("what follows is foreseen as soon as the program is told", async () => {
  const [one, two, three] = [["a"], ["a", "b"], ["a", "b", "c"]].map((ids) =>
    resources(...ids.map((id) => primitive(id))),
  );
  if (!one || !two || !three) throw new Error("a document is missing");
  let asked = 0;
  const host: Host = {
    address: "a",
    run: ({ files }) => {
      asked++;
      const stdout = `\u001estatus\n0\n\u001ecopy\n${files?.["wanted.xml"] ?? ""}`;
      return Promise.resolve({ status: 0, stdout, stderr: "" });
    },
  };
  let program = one;
  const crm = new CrmCheck(() => program);
  const of = (cib: typeof one, wanted: typeof one) =>
    crm.of({ cib, identity: "key:x", host }, { names: [["a"], ["b"], ["c"]], elsewhere: [], wanted });
  expect(await of(resources(), one)).toEqual({ warnings: [] });
  expect(asked).toBe(1);
  program = three;
  expect(await of(one, two)).toEqual({ isUnverified: true, warnings: [] });
  expect(await of(two, three)).toEqual({ isUnverified: true, warnings: [] });
  expect(asked).toBe(2);
});
