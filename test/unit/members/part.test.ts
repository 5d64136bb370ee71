import { parseConf } from "../../../provider/corosync/conf";
import type { Machine } from "../../../provider/members/look";
import { asMember } from "../../../provider/members/part";

const member = { name: "web3", id: 3, links: ["10.0.2.3"] };
const conf = (name: string) => parseConf(`nodelist {\n  node {\n    ring0_addr: 10.0.2.3\n    name: ${name}\n  }\n}\n`);
const machine = (of: Partial<Machine>): Machine => ({
  host: { address: "10.0.2.3", run: () => Promise.reject(new Error("nothing is done there")) },
  ...{ hostName: "web3", system: ["debian"], addresses: ["10.0.2.3"], resolved: "10.0.2.3", missing: [], names: "" },
  ...{ running: [], hasCib: false, hasResources: false, conf: conf("web3"), keys: ["ours"] },
  ...of,
});

test.each<[string, Machine | undefined, boolean]>([
  ["the member itself", machine({}), true],
  ["the member with the key before this one", machine({ keys: ["newer", "ours"] }), true],
  ["a machine of another cluster that has its address now", machine({ conf: conf("db1"), keys: ["theirs"] }), false],
  ["one of another cluster with its name, too", machine({ keys: ["theirs"] }), false],
  ["one without a cluster", machine({ conf: undefined, keys: [] }), false],
  ["nobody", undefined, false],
])("%s", (_, found, isIt) => {
  expect(asMember(found, member, ["ours"])).toBe(isIt ? found : undefined);
});
