import * as pacemaker from "pulumi-pacemaker";
import { Machine } from "../../lab/machine";

// Three machines of the lab stand where a cloud's would: their addresses are outputs, known once they run.
const addresses = ["10.0.2.1", "10.0.2.2", "10.0.2.3"] as const;
const node1 = new Machine("node1", { lab: "default", address: addresses[0], addresses: [...addresses] });
const node2 = new Machine("node2", { lab: "default", address: addresses[1], addresses: [...addresses] });
const node3 = new Machine("node3", { lab: "default", address: addresses[2], addresses: [...addresses] });

const cluster = new pacemaker.Provider("web", {
  hosts: [node1.address, node2.address, node3.address],
  user: "admin",
  sudo: true,
  privateKeyFile: node1.privateKeyFile,
  hostKeys: { file: node1.hostKeysFile },
});
const on = { provider: cluster };

new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
new pacemaker.ClusterProperty("no-quorum-policy", { value: "ignore" }, on);
new pacemaker.ResourceDefault("resource-stickiness", { value: 100 }, on);
new pacemaker.SysctlSetting("net.ipv4.ip_nonlocal_bind", { value: 1 }, on);

const ip = new pacemaker.FailoverIp("failover-ip", { ip: "10.0.2.10", cidrNetmask: 32, monitorInterval: "10s" }, on);
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

export const page = "http://10.0.2.10/";
