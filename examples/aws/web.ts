import * as pulumi from "@pulumi/pulumi";
import * as pacemaker from "pulumi-pacemaker";
import type { Machines } from "./machines";

export interface WebArgs extends Machines {
  address: string;
  routeTables: readonly string[];
  privateKeyFile: string;
}

/** A cluster of the machines, fencing through EC2, and a web site with an address that routes lead to its machine. */
export function web({ machines, region, ready, address, routeTables, privateKeyFile }: WebArgs): string {
  const all = Object.entries(machines);
  const cluster = new pacemaker.Cluster("web", {
    members: Object.fromEntries(
      all.map(([name, machine]) => [name, { address: machine.address, links: [machine.privateAddress] }]),
    ),
    // The site; then what the agents call. curl is for both: the agents ask the metadata service and the site with it.
    packages: ["apache2", "curl", "awscli", "fence-agents-aws"],
    // A machine of a cloud may stand still for some seconds, and is not to be fenced for that.
    totem: { token: 10000 },
    user: "admin",
    sudo: true,
    privateKeyFile,
    // EC2 tells nobody the keys: the first that is seen is kept, another one is refused.
    hostKeys: { acceptNew: "./known_hosts" },
  });
  // The agents work from the first moment on, and until the last.
  const on = { provider: new pacemaker.Provider("web", { cluster }, { dependsOn: ready }) };

  new pacemaker.Primitive(
    "fencing",
    {
      agent: "stonith:fence_aws",
      params: {
        region,
        // Which machine is whose.
        pcmk_host_map: pulumi.all(all.map(([name, { id }]) => pulumi.interpolate`${name}:${id}`)).apply(joined(";")),
        // EC2 may take minutes to stop a machine, also by force.
        power_timeout: 240,
        pcmk_reboot_timeout: "600s",
        pcmk_off_timeout: "600s",
      },
      operations: { start: { timeout: "60s" }, monitor: { interval: "300s", timeout: "60s" } },
    },
    on,
  );
  new pacemaker.ResourceDefault("resource-stickiness", { value: 100 }, on);

  const ip = new pacemaker.Primitive(
    "web-address",
    {
      agent: "ocf:heartbeat:aws-vpc-move-ip",
      params: {
        ip: address,
        routing_table: routeTables.join(","),
        interface: "ens5",
        // As the machine's profile, with no key in a file.
        auth_type: "role",
        region,
      },
      operations: {
        start: { timeout: "180s" },
        stop: { timeout: "180s" },
        monitor: { interval: "60s", timeout: "30s" },
      },
    },
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
  new pacemaker.Group("web", { members: [ip, site] }, on);
  return `http://${address}/`;
}

const joined = (by: string) => (parts: string[]) => parts.join(by);
