import * as hcloud from "@pulumi/hcloud";
import * as pulumi from "@pulumi/pulumi";
import { userData } from "./agents";

export interface MachinesArgs {
  location: string;
  serverType: string;
  /** The network from which SSH comes. */
  management: string;
  publicKey: string;
}

export interface Machine {
  /** Hetzner's number of it. */
  id: pulumi.Output<string>;
  /** Where SSH goes. */
  address: pulumi.Output<string>;
  privateAddress: pulumi.Output<string>;
}

export interface Machines {
  /** By the names of their nodes. */
  machines: Record<string, Machine>;
  /** Hetzner's number of the floating IP, and the address. */
  floatingIp: { id: pulumi.Output<string>; address: pulumi.Output<string> };
}

const anywhere = ["0.0.0.0/0", "::/0"];

const numberOf = (resource: pulumi.CustomResource) => resource.id.apply(Number);

/** Three servers of Debian 13 on three hosts, with a network of their own, and an address that none of them has yet. */
export function machinesInNetwork({ location, serverType, management, publicKey }: MachinesArgs): Machines {
  const network = new hcloud.Network("web", { ipRange: "10.0.0.0/16" });
  const subnet = new hcloud.NetworkSubnet("web", {
    networkId: numberOf(network),
    type: "cloud",
    networkZone: hcloud.getLocationOutput({ name: location }).networkZone,
    ipRange: "10.0.1.0/24",
  });
  // What the members say to each other goes through that network, which firewalls leave alone: no port is opened for it.
  const firewall = new hcloud.Firewall("web", {
    rules: [
      { description: "SSH", direction: "in", protocol: "tcp", port: "22", sourceIps: [management] },
      { description: "Web site", direction: "in", protocol: "tcp", port: "80", sourceIps: anywhere },
    ],
  });
  const hosts = new hcloud.PlacementGroup("web", { type: "spread" });
  const key = new hcloud.SshKey("web", { publicKey });

  const made = ["web1", "web2", "web3"].map((name) => {
    const server = new hcloud.Server(name, {
      image: "debian-13",
      serverType,
      location,
      placementGroupId: numberOf(hosts),
      // The empty list is what keeps the provider from attaching the server anew in each update.
      networks: [{ subnetId: subnet.id, aliasIps: [] }],
      firewallIds: [numberOf(firewall)],
      sshKeys: [key.id],
      userData,
    });
    const privateAddress = server.networks.apply((all) => all?.[0]?.ip ?? "");
    return [name, { id: server.id, address: server.ipv4Address, privateAddress }] as const;
  });

  // Which server it leads to is the cluster's to say.
  const floatingIp = new hcloud.FloatingIp("web", { type: "ipv4", homeLocation: location });

  return {
    machines: Object.fromEntries(made),
    floatingIp: { id: floatingIp.id, address: floatingIp.ipAddress },
  };
}
