import type { TestCluster } from "./cluster";
import * as pacemaker from "../../../sdk";

/** The notes' first cluster, as a program. */
export const seed =
  (cluster: TestCluster, change: { kernel?: boolean } = {}) =>
  (): Promise<Record<string, unknown>> => {
    const on = { provider: new pacemaker.Provider("web", cluster.connection) };
    new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
    new pacemaker.ClusterProperty("no-quorum-policy", { value: "ignore" }, on);
    new pacemaker.ResourceDefault("resource-stickiness", { value: 100 }, on);
    const ip = new pacemaker.FailoverIp(
      "failover-ip",
      { ip: cluster.free(10), cidrNetmask: 32, monitorInterval: "10s" },
      on,
    );
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
    if (change.kernel) new pacemaker.SysctlSetting("net.ipv4.ip_nonlocal_bind", { value: 1 }, on);
    return Promise.resolve({});
  };
