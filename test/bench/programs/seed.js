const pacemaker = require("pulumi-pacemaker");
const { connection, address } = require("./wanted");

const on = { provider: new pacemaker.Provider("web", connection) };
new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
new pacemaker.ClusterProperty("no-quorum-policy", { value: "ignore" }, on);
new pacemaker.ResourceDefault("resource-stickiness", { value: 100 }, on);
new pacemaker.SysctlSetting("net.ipv4.ip_nonlocal_bind", { value: 1 }, on);
const ip = new pacemaker.FailoverIp("failover-ip", { ip: address, cidrNetmask: 32, monitorInterval: "10s" }, on);
const web = new pacemaker.Primitive(
  "apache-ha",
  {
    agent: "ocf:heartbeat:apache",
    params: { configfile: "/etc/apache2/apache2.conf" },
    operations: { monitor: { interval: "1min" } },
  },
  on,
);
new pacemaker.Colocation("apache-with-ip", { resource: web, with: ip, score: "INFINITY" }, on);
new pacemaker.Order("apache-after-ip", { first: ip, then: web, kind: "Mandatory" }, on);
