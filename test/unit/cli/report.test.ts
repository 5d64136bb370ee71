import { statusText } from "../../../cli/status-text";
import { parseMonitor, parseVersions } from "../../../provider/crm/monitor";

const monitor = (inner: string) =>
  `<pacemaker-result><summary><stack type="corosync"/><current_dc present="false"/>
   <cluster_options stonith-enabled="true" no-quorum-policy="stop" maintenance-mode="true" stop-all-resources="false"/></summary>
   ${inner}<status code="0" message="OK"/></pacemaker-result>`;

const resource = (attributes: string, node = "") =>
  `<resource resource_agent="ocf:pacemaker:Dummy" managed="true" blocked="false" failed="false" orphaned="false" ${attributes}>${node}</resource>`;

test("no DC, an operation that never ended, an operation's id without a resource's", () => {
  const { dc, failures, properties } = parseMonitor(
    monitor(`<failures>
      <failure op_key="web_monitor_10000" node="node1" exitstatus="error" exitreason="" status="Timed Out" task="monitor" interval="10000" last-rc-change="2026-01-02 03:04:05Z"/>
      <failure id="many:1" node="node2" exitstatus="Not installed" exitreason="no x" status="complete" task="start" interval="0"/>
    </failures>`),
  );
  expect(dc).toBeUndefined();
  expect(properties).toEqual({
    maintenanceMode: true,
    stopAllResources: false,
    stonithEnabled: true,
    noQuorumPolicy: "stop",
  });
  expect(failures).toEqual([
    { resource: "web", operation: "monitor", node: "node1", why: "timed out", time: "2026-01-02T03:04:05Z" },
    { resource: "many", operation: "start", node: "node2", why: "not installed (no x)" },
  ]);
});

test("instances of a clone are one resource, with the highest role", () => {
  const { resources } = parseMonitor(
    monitor(`<resources><clone id="all"><group id="team:0">
      ${resource('id="many:0" role="Unpromoted" active="true"', '<node name="node1"/>')}
      ${resource('id="many:1" role="Promoted" active="true" blocked="true"', '<node name="node2"/>')}
      ${resource('id="many:2" role="Stopped" active="false"')}</group></clone>
      ${resource('id="web" role="Starting" active="true" pending="Starting"', '<node name="node1"/>')}</resources>`),
  );
  expect(resources).toMatchObject([
    { id: "many", container: "all", role: "Promoted", nodes: ["node1", "node2"], promotedOn: ["node2"] },
    { id: "web", role: "Starting", pending: "Starting", nodes: ["node1"] },
  ]);
});

test("a cluster that does not answer", () => {
  expect(() => parseMonitor("crm_mon: Error: cluster is not available on this node")).toThrow(/CLUSTER_DOWN/);
  expect(() =>
    parseMonitor('<pacemaker-result><status code="102" message="Not connected"/></pacemaker-result>'),
  ).toThrow(/crm_mon: Not connected/);
});

test("versions as Debian and others package them", () => {
  expect(
    parseVersions(
      "Pacemaker 3.0.0\nWritten by …\nCorosync Cluster Engine, version '3.1.9'\n",
      "crmsh 5.0.0~rc1-1\nresource-agents 1:4.16.0-3+deb13u2\n",
    ),
  ).toEqual({ pacemaker: "3.0.0", corosync: "3.1.9", crmsh: "5.0.0~rc1", resourceAgents: "4.16.0" });
  expect(parseVersions("", "crmsh 4.6.0\nresource-agents-base 4.13.0\n")).toEqual({
    crmsh: "4.6.0",
    resourceAgents: "4.13.0",
  });
});

test("what is wrong is written large", () => {
  const text = statusText({
    host: "10.0.2.1",
    versions: {},
    messagingLayer: "corosync",
    quorum: false,
    properties: { maintenanceMode: false, stopAllResources: true, stonithEnabled: true, noQuorumPolicy: "stop" },
    nodes: [
      { name: "node2", online: false, standby: true, maintenance: false, pending: false, unclean: true, dc: false },
    ],
    resources: [],
    failures: [],
  });
  expect(text).toMatch(/NO QUORUM/);
  expect(text).toMatch(/^! no DC/m);
  expect(text).toMatch(/^! stop-all-resources/m);
  expect(text).toMatch(/^node2 {2}OFFLINE, UNCLEAN, standby$/m);
});
