import * as pacemaker from "pulumi-pacemaker";

/**
 * A web site and its address on one of three nodes: on node1 rather than on node2, never on node3, and where it runs
 * it stays rather than move back.
 */
export function web(cluster: pacemaker.Provider, subnet: string): string {
  const on = { provider: cluster };
  const address = `${subnet}.120`;

  new pacemaker.ClusterProperties(
    "cib-bootstrap-options",
    {
      values: {
        "stonith-enabled": false,
        "cluster-recheck-interval": "5min",
        // A start that fails counts as one failure; without this the node would be out at once.
        "start-failure-is-fatal": false,
      },
    },
    on,
  );
  new pacemaker.ResourceDefault("resource-stickiness", { value: 100 }, on);
  new pacemaker.OperationDefaults("op-options", { values: { timeout: "45s", "record-pending": true } }, on);

  const ip = new pacemaker.Primitive(
    "site-ip",
    {
      agent: "ocf:heartbeat:IPaddr2",
      params: { ip: address, cidr_netmask: 24, nic: "eth0" },
      operations: {
        start: { timeout: "20s" },
        stop: { timeout: "20s" },
        monitor: { interval: "30s", timeout: "20s" },
      },
    },
    on,
  );
  const site = new pacemaker.Primitive(
    "site",
    {
      agent: "ocf:heartbeat:apache",
      params: { configfile: "/etc/apache2/apache2.conf", statusurl: "http://127.0.0.1/server-status" },
      // After three failures it moves; a node's failures are forgotten when none came for two minutes.
      meta: { "migration-threshold": 3, "failure-timeout": "120s" },
      operations: {
        start: { timeout: "40s" },
        stop: { timeout: "60s" },
        monitor: { interval: "1min", timeout: "20s", onFail: "restart" },
      },
    },
    on,
  );

  new pacemaker.Location("site-prefers-node1", { resource: site, node: "node1", score: 50 }, on);
  // The cluster does not even look for it there, so node3 needs no web server.
  new pacemaker.Location(
    "site-never-node3",
    { resource: site, node: "node3", score: "-INFINITY", resourceDiscovery: "never" },
    on,
  );
  new pacemaker.Colocation("site-with-ip", { resource: site, with: ip, score: "INFINITY" }, on);
  new pacemaker.Order("ip-before-site", { first: ip, then: site, kind: "Mandatory", symmetrical: true }, on);

  return `http://${address}/`;
}
