import { addressConflict, missingResources } from "../../../provider/cib/conflicts";
import { documentOf } from "../../fixtures/documents";

const address = (id: string, ip: string, type = "IPaddr2") =>
  `<primitive id="${id}" class="ocf" provider="heartbeat" type="${type}"><instance_attributes id="${id}-a"><nvpair id="${id}-ip" name="ip" value="${ip}"/></instance_attributes></primitive>`;

test.each([
  ["10.0.2.10", "10.0.2.10", true],
  ["10.0.2.10", "10.0.2.1", false],
  ["fd00::a", "FD00:0:0::A", true],
  ["fd00::a", "fd00::b", false],
  ["10.0.2.10", "not an address", false],
])("%s beside %s is a conflict: %s", (mine, theirs, conflict) => {
  const cib = documentOf(
    `<resources>${address("mine", mine)}<clone id="c">${address("theirs", theirs)}</clone></resources>`,
  );
  expect(addressConflict(cib, "mine")).toBe(conflict ? `the address ${mine} belongs to theirs already` : undefined);
});

test("another agent's parameter of that name is no address", () => {
  const cib = documentOf(
    `<resources>${address("mine", "10.0.2.10")}${address("theirs", "10.0.2.10", "Dummy")}</resources>`,
  );
  expect(addressConflict(cib, "mine")).toBeUndefined();
});

test("what constraints name and is not there", () => {
  const cib = documentOf(`<resources>${address("a", "10.0.2.10")}<template id="t"/></resources><constraints>
    <rsc_colocation id="x" rsc="a" with-rsc="nobody"/><rsc_order id="y" first="t" then="a"/></constraints>`);
  expect(missingResources(cib)).toEqual([{ constraint: "x", resource: "nobody" }]);
});
