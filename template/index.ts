import * as pulumi from "@pulumi/pulumi";
import * as pacemaker from "pulumi-pacemaker";

const config = new pulumi.Config();
const user = config.require("user");

const cluster = new pacemaker.Provider("cluster", {
  hosts: config
    .require("hosts")
    .split(",")
    .map((host) => host.trim()),
  user,
  sudo: user !== "root",
  privateKeyFile: config.require("privateKeyFile"),
  hostKeys: { file: config.require("knownHostsFile") },
});
const on = { provider: cluster };

// Only for a try: a cluster with data to lose needs a fencing device instead.
new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
new pacemaker.ResourceDefault("resource-stickiness", { value: 100 }, on);

const ip = new pacemaker.FailoverIp(
  "failover-ip",
  { ip: config.require("failoverIp"), cidrNetmask: 32, monitorInterval: "10s" },
  on,
);

export const address = ip.ip;
