import * as pulumi from "@pulumi/pulumi";
import * as pacemaker from "pulumi-pacemaker";
import type { Machines } from "./machines";

export interface WebArgs extends Machines {
  /** What the agents call Hetzner with. */
  token: pulumi.Output<string>;
  privateKeyFile: string;
}

/** A cluster of the servers, fencing through Hetzner, and a web site with a floating IP that leads to its server. */
export function web({ machines, floatingIp, token, privateKeyFile }: WebArgs): pulumi.Output<string> {
  const all = Object.entries(machines);
  const cluster = new pacemaker.Cluster("web", {
    members: Object.fromEntries(
      all.map(([name, machine]) => [name, { address: machine.address, links: [machine.privateAddress] }]),
    ),
    // The site; what its agent asks it with; then what the two agents beside this file are made with.
    packages: ["apache2", "curl", "fence-agents-common", "python3-hcloud"],
    // A machine of a cloud may stand still for some seconds, and is not to be fenced for that.
    totem: { token: 10000 },
    privateKeyFile,
    // Hetzner tells nobody the keys: the first that is seen is kept, another one is refused.
    hostKeys: { acceptNew: "./known_hosts" },
  });
  const on = { provider: new pacemaker.Provider("web", { cluster }) };

  new pacemaker.Primitive(
    "fencing",
    {
      agent: "stonith:fence_hcloud",
      params: {
        api_token: token,
        // Which server is whose.
        pcmk_host_map: pulumi.all(all.map(([name, { id }]) => pulumi.interpolate`${name}:${id}`)).apply(joined(";")),
        pcmk_reboot_timeout: "180s",
        pcmk_off_timeout: "180s",
      },
      operations: { start: { timeout: "60s" }, monitor: { interval: "300s", timeout: "60s" } },
    },
    on,
  );
  new pacemaker.ResourceDefault("resource-stickiness", { value: 100 }, on);

  // Has Hetzner send what is for the address to the server …
  const way = new pacemaker.Primitive(
    "web-floating-ip",
    {
      agent: "ocf:team:floating-ip",
      params: { floating_ip: floatingIp.id, api_token: token },
      operations: {
        start: { timeout: "180s" },
        stop: { timeout: "20s" },
        monitor: { interval: "60s", timeout: "90s" },
      },
    },
    on,
  );
  // … and the server take it.
  const ip = new pacemaker.FailoverIp(
    "web-address",
    { ip: floatingIp.address, cidrNetmask: 32, nic: "eth0", monitorInterval: "10s" },
    on,
  );
  const site = new pacemaker.Primitive(
    "web-site",
    {
      agent: "ocf:heartbeat:apache",
      params: { configfile: "/etc/apache2/apache2.conf" },
      operations: { start: { timeout: "40s" }, stop: { timeout: "60s" }, monitor: { interval: "30s" } },
    },
    on,
  );
  new pacemaker.Group("web", { members: [way, ip, site] }, on);
  return pulumi.interpolate`http://${floatingIp.address}/`;
}

const joined = (by: string) => (parts: string[]) => parts.join(by);
