import { isRunning, outstanding } from "../../../provider/cluster/progress";
import { parseStatus } from "../../../provider/crm/status";

const status = (resources: string, actions = "") =>
  parseStatus({
    status: 0,
    stderr: "",
    stdout: `a word before\n<pacemaker-result><cluster_status><nodes/><resources>${resources}</resources></cluster_status><actions>${actions}</actions></pacemaker-result>`,
  });

const resource = (id: string, rest: string) => `<resource id="${id}" ${rest}><node name="node1"/></resource>`;

test("nothing is left where all are steady", () => {
  const seen = status(
    resource("web", 'role="Started" active="true"') + resource("db", 'role="Unpromoted" active="true"'),
  );
  expect(outstanding(seen, "all")).toEqual([]);
  expect([isRunning(seen, "web"), isRunning(seen, "nobody")]).toEqual([true, false]);
});

test("what is planned and what is under way is left, of those asked for", () => {
  const seen = status(
    resource("web", 'role="Starting" active="true"') +
      resource("db", 'role="Started" active="true" pending="Monitoring"'),
    '<rsc_action action="move" resource="ip" source="node1" dest="node2"/><rsc_action action="stop" resource="old" node="node1"/>',
  );
  expect(outstanding(seen, "all")).toEqual([
    "ip to move on node2",
    "old to stop on node1",
    "web (starting on node1)",
    "db (monitoring on node1)",
  ]);
  expect(outstanding(seen, ["old"])).toEqual(["old to stop on node1"]);
});

test("instances of a clone are the resource", () => {
  const clone = `<clone id="c">${resource("ping:0", 'role="Started" active="true"')}${resource("ping:1", 'role="Stopped" active="false"')}</clone>`;
  const seen = status(clone, '<rsc_action action="start" resource="ping:1" node="node2"/>');
  expect(seen.resources.map(({ id }) => id)).toEqual(["ping", "ping"]);
  expect(outstanding(seen, ["ping"])).toEqual(["ping to start on node2"]);
  expect(isRunning(seen, "ping")).toBe(true);
});

test("a cluster that does not answer says so in the tool's words", () => {
  expect(() => parseStatus({ stdout: "", stderr: "crm_simulate: no connection", status: 102 })).toThrow(
    /crm_simulate: no connection \[CLUSTER_DOWN\]/,
  );
});
