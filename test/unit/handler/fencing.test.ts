import { refuseWithoutFencing, warnOfFencing } from "../../../provider/handler/fencing";
import { documentOf } from "../../fixtures/documents";

const property = (name: string, value: string) =>
  documentOf(
    `<crm_config><cluster_property_set id="cib-bootstrap-options"><nvpair id="p" name="${name}" value="${value}"/></cluster_property_set></crm_config>`,
  );
const undecided = documentOf("<resources/>");
const nothing = { agents: ["ocf:heartbeat:apache"], company: ["apache-with-ip"] };

test.each([
  ["a fencing device", { agents: ["stonith:fence_aws"], company: [] }],
  ["the word that there is none", { agents: [], company: ["stonith-enabled"] }],
  ["the word in today's terms", { agents: [], company: ["fencing-enabled"] }],
  ["a watchdog on each node", { agents: [], company: ["stonith-watchdog-timeout"] }],
])("a program with %s is not warned, nor refused", (_what, said) => {
  expect(warnOfFencing(said)).toBeUndefined();
  expect(refuseWithoutFencing(said, undecided)).toEqual([]);
});

test("a program without a word is warned while nobody knows the cluster", () => {
  expect(warnOfFencing(nothing)).toMatch(/will start no resource at all; declare a fencing device/);
});

test.each([
  ["has no device", undecided, true],
  ["wants none", property("stonith-enabled", "false"), false],
  ["has a watchdog", property("have-watchdog", "true"), false],
  ["has a device", documentOf('<resources><primitive id="f" class="stonith" type="null"/></resources>'), false],
])("and refused where the cluster %s: %s", (_what, cib, isRefused) => {
  expect(refuseWithoutFencing(nothing, cib).map(({ code }) => code)).toEqual(isRefused ? ["HELD_BACK"] : []);
});
