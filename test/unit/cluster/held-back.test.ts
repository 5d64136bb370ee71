import { isFencingUndecided, whyIdle } from "../../../provider/cluster/held-back";
import { withAttributes } from "../../../provider/cib/element";
import { documentOf } from "../../fixtures/documents";

const cluster = (properties: Record<string, string>, resources = "") =>
  withAttributes(
    documentOf(
      `<crm_config><cluster_property_set id="s">${Object.entries(properties)
        .map(([name, value], i) => `<nvpair id="n${i}" name="${name}" value="${value}"/>`)
        .join("")}</cluster_property_set></crm_config><resources>${resources}</resources>`,
    ),
    { "have-quorum": "1" },
  );

const decided = { "stonith-enabled": "false" };
const template = '<template id="t" class="stonith" type="fence_ipmilan"/>';
const fromTemplate = `${template}<primitive id="f" template="t"/>`;
const device = '<primitive id="f" class="stonith" type="fence_ipmilan"/>';

test.each<[string, ReturnType<typeof cluster>, boolean]>([
  ["nothing is said", cluster({}), true],
  ["fencing is wanted", cluster({ "stonith-enabled": "true" }), true],
  ["fencing is not wanted", cluster({ "stonith-enabled": "no" }), false],
  ["fencing is not wanted, in Pacemaker 3's word", cluster({ "fencing-enabled": "false" }), false],
  ["a device is there", cluster({}, device), false],
  ["a device is there in a clone", cluster({}, `<clone id="c">${device}</clone>`), false],
  ["a device is there whose template says what it is", cluster({}, fromTemplate), false],
  ["there is only a template for devices", cluster({}, template), true],
])("%s: undecided is %s", (_what, cib, undecided) => {
  expect(isFencingUndecided(cib)).toBe(undecided);
});

test.each<[string, ReturnType<typeof cluster>, RegExp | undefined]>([
  ["all is well", cluster(decided), undefined],
  ["maintenance", cluster({ ...decided, "maintenance-mode": "yes" }), /maintenance mode/],
  ["told to stop", cluster({ ...decided, "stop-all-resources": "1" }), /stop everything/],
  ["undecided", cluster({}), /fencing is not decided/],
  ["without quorum", withAttributes(cluster(decided), { "have-quorum": "0" }), /no quorum/],
  [
    "without quorum, which is no matter",
    withAttributes(cluster({ ...decided, "no-quorum-policy": "ignore" }), { "have-quorum": "0" }),
    undefined,
  ],
])("%s", (_what, cib, words) => {
  const why = whyIdle(cib);
  if (words) expect(why).toMatch(words);
  else expect(why).toBeUndefined();
});
