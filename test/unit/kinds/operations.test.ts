import { parseXml } from "../../../provider/cib/element";
import { primitiveParts, type PrimitiveArgs } from "../../../provider/kinds/primitive";

const args = (more: Partial<PrimitiveArgs> = {}): PrimitiveArgs => ({ cibId: "web", agent: "ocf:x:Dummy", ...more });
const monitored = args({ operations: { monitor: { interval: "10s" } } });
const live = (operations: string) =>
  parseXml(`<primitive id="web" class="ocf" provider="x" type="Dummy">${operations}</primitive>`);

test.each([
  ["a reference to another's", '<operations id-ref="db-operations"/>'],
  ["some with a reference among them", '<operations id="web-o"><op id-ref="db-monitor"/></operations>'],
  ["none", '<operations id="web-o"/>'],
  ["nothing at all", "<operations/>"],
])("operations that the program does not name stay: %s", (_what, operations) => {
  const before = live(operations);
  const description = "a comment";
  expect(primitiveParts.write(before, args({ description }), args()).children).toEqual(before.children);
  expect(primitiveParts.whole(before)).not.toHaveProperty("operations");
});

test("a reference that came for the program's operations stays when the program names none any more", () => {
  const before = live('<operations id-ref="db-operations"/>');
  expect(primitiveParts.write(before, args(), monitored)).toEqual(before);
});

test("own operations beside a reference are an error that says what to do", () => {
  const before = live('<operations id-ref="db-operations"/>');
  expect(() => primitiveParts.write(before, monitored)).toThrow(
    expect.objectContaining({
      code: "CONFLICT",
      what: "the operations of web are those of db-operations (id-ref)",
      detail: { hint: expect.stringContaining("crm configure edit web") as string },
    }) as Error,
  );
});

test("what is said of the operations as a whole is kept", () => {
  const before = live('<operations id="web-o"><op id-ref="db-monitor"/></operations>');
  const [operations] = primitiveParts.write(before, monitored).children;
  expect(operations?.attributes).toEqual({ id: "web-o" });
  expect(operations?.children[0]?.attributes).toEqual({ "id-ref": "db-monitor" });
  expect(operations?.children[1]?.attributes).toEqual({ id: "web-o-monitor-10s", name: "monitor", interval: "10s" });
});
