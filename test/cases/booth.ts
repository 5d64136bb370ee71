import * as pacemaker from "pulumi-pacemaker";

/** One of two sites: what has the ticket serves, and where it is lost the data are no longer the promoted ones. */
export function booth(cluster: pacemaker.Provider, subnet: string): void {
  const on = { provider: cluster };
  new pacemaker.ClusterProperties(
    "cib-bootstrap-options",
    { values: { "stonith-enabled": false, "no-quorum-policy": "stop" } },
    on,
  );
  const ip = new pacemaker.FailoverIp("booth-ip", { ip: `${subnet}.91`, cidrNetmask: 24, monitorInterval: "10s" }, on);
  const daemon = new pacemaker.Primitive(
    "booth-site",
    {
      agent: "ocf:pacemaker:booth-site",
      params: { config: "booth" },
      meta: { "resource-stickiness": "INFINITY" },
      operations: { monitor: { interval: "10s" } },
    },
    on,
  );
  const boothGroup = new pacemaker.Group("g-booth", { members: [ip, daemon] }, on);
  const data = new pacemaker.Primitive(
    "data",
    {
      agent: "ocf:pacemaker:Stateful",
      operations: {
        monitor: [
          { interval: "10s", role: "Promoted" },
          { interval: "11s", role: "Unpromoted" },
        ],
      },
    },
    on,
  );
  const copies = new pacemaker.Clone("data-clone", { resource: data, meta: { promotable: true } }, on);
  const site = new pacemaker.Primitive(
    "site",
    { agent: "ocf:pacemaker:Dummy", operations: { monitor: { interval: "10s" } } },
    on,
  );
  const services = new pacemaker.Group("g-site", { members: [site] }, on);
  new pacemaker.Ticket("site-needs-ticketA", { ticket: "ticketA", resource: services, lossPolicy: "stop" }, on);
  new pacemaker.Ticket(
    "data-needs-ticketA",
    { ticket: "ticketA", resource: copies, role: "Promoted", lossPolicy: "demote" },
    on,
  );
  new pacemaker.Colocation("site-with-data", { resource: services, with: copies, withRole: "Promoted" }, on);
  new pacemaker.Order(
    "booth-before-site",
    {
      sets: [
        { resources: [boothGroup] },
        { resources: [copies], action: "promote", sequential: false },
        { resources: [site], action: "start", sequential: false },
      ],
    },
    on,
  );
}
