import * as pacemaker from "pulumi-pacemaker";

/** A proxy on every node and two addresses, each on a node of its own from which the network's routers answer. */
export function proxies(cluster: pacemaker.Provider, subnet: string): void {
  const on = { provider: cluster };

  new pacemaker.ClusterProperties(
    "cib-bootstrap-options",
    { values: { "stonith-enabled": false, "no-quorum-policy": "stop" } },
    on,
  );
  // So that the proxies can bind to addresses that are not on their node, or not yet.
  new pacemaker.SysctlSetting("net.ipv4.ip_nonlocal_bind", { value: 1 }, on);

  const proxy = new pacemaker.Primitive(
    "proxy",
    {
      agent: "systemd:haproxy",
      operations: {
        monitor: { interval: "10s", timeout: "30s" },
        start: { timeout: "60s" },
        stop: { timeout: "60s" },
      },
    },
    on,
  );
  const everywhere = new pacemaker.Clone(
    "proxy-clone",
    { resource: proxy, meta: { "clone-max": 3, interleave: true } },
    on,
  );

  // Writes into each node's attribute pingd how many of the routers answer it, a thousand for each.
  const gateway = new pacemaker.Primitive(
    "gateway",
    {
      agent: "ocf:pacemaker:ping",
      params: {
        host_list: `${subnet}.254 ${subnet}.253`,
        dampen: "5s",
        multiplier: 1000,
        name: "pingd",
        attempts: 2,
      },
      operations: { monitor: { interval: "15s", timeout: "60s" } },
    },
    on,
  );
  new pacemaker.Clone("gateway-clone", { resource: gateway, meta: { "globally-unique": false } }, on);

  const addresses = [
    { id: "vip-a", ip: `${subnet}.131`, home: "node1" },
    { id: "vip-b", ip: `${subnet}.132`, home: "node2" },
  ];
  const [a, b] = addresses.map(({ id, ip, home }) => {
    const vip = new pacemaker.Primitive(
      id,
      {
        agent: "ocf:heartbeat:IPaddr2",
        params: { ip, cidr_netmask: 24 },
        operations: { monitor: { interval: "5s", timeout: "20s" } },
      },
      on,
    );
    new pacemaker.Location(
      `${id}-connected`,
      {
        resource: vip,
        rules: [
          {
            score: "-INFINITY",
            any: [
              { attribute: "pingd", operation: "not_defined" },
              { attribute: "pingd", operation: "lte", type: "number", value: 0 },
            ],
          },
        ],
      },
      on,
    );
    new pacemaker.Location(`${id}-home`, { resource: vip, node: home, score: 200 }, on);
    new pacemaker.Colocation(`${id}-with-proxy`, { resource: vip, with: everywhere, score: "INFINITY" }, on);
    return vip;
  });

  // Apart while there are nodes enough; together rather than not at all.
  new pacemaker.Colocation("vips-apart", { resource: a, with: b, score: -500 }, on);
  new pacemaker.Order("proxy-then-vip-a", { first: everywhere, then: a, kind: "Optional", symmetrical: false }, on);
}
