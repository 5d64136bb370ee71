import * as pulumi from "@pulumi/pulumi";
import * as pacemaker from "pulumi-pacemaker";
import { Machine, type MachineArgs } from "../../lab/machine";

export interface ShopArgs {
  /** The machines' lab, its network, and how many of its machines are members. */
  lab: string;
  subnet: string;
  members: number;
  debian?: MachineArgs["debian"];
  /** The last number of a machine's address where it is another one than usual: the machine is replaced. */
  moved?: Readonly<Record<string, number>>;
  /** Whether such a machine's successor is there before it goes. */
  successorFirst?: boolean;
}

/** In the order in which they come; each with the last number of its address. */
const machines = { delft: 3, gouda: 5, leiden: 6, breda: 8, hoorn: 9 };

/**
 * Machines that have nothing but Debian and sshd, a cluster of them, and a web site with an address on that. They are
 * machines of the lab, where yours would be a cloud's: what is needed of them are names and addresses.
 */
export function shop({
  lab,
  subnet,
  members,
  debian = "trixie",
  moved = {},
  successorFirst = false,
}: ShopArgs): string {
  const names = Object.entries(machines).slice(0, members);
  const made = names.map(([name, usual]) => {
    const address = `${subnet}.${moved[name] ?? usual}`;
    const args = { lab, address, hostName: name, debian, bare: true };
    return { name, machine: new Machine(name, args, { deleteBeforeReplace: !successorFirst }) };
  });
  const [first] = made;
  if (!first) throw new pulumi.RunError("a cluster has at least one member");

  const cluster = new pacemaker.Cluster("shop", {
    members: Object.fromEntries(made.map(({ name, machine }) => [name, machine.address])),
    // What the cluster is to run.
    packages: ["apache2", "curl"],
    // Longer than usual: the machines of the lab share two processors.
    totem: { token: 3000 },
    user: "admin",
    sudo: true,
    privateKeyFile: first.machine.privateKeyFile,
    hostKeys: { file: first.machine.hostKeysFile },
  });
  const on = { provider: new pacemaker.Provider("shop", { cluster }) };

  // Only for a try: a cluster with data to lose needs a fencing device instead.
  new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
  new pacemaker.ResourceDefault("resource-stickiness", { value: 100 }, on);
  new pacemaker.SysctlSetting("net.ipv4.ip_nonlocal_bind", { value: 1 }, on);
  const ip = new pacemaker.FailoverIp("shop-ip", { ip: `${subnet}.40`, cidrNetmask: 24, monitorInterval: "10s" }, on);
  const site = new pacemaker.Primitive(
    "shop-site",
    {
      agent: "ocf:heartbeat:apache",
      params: { configfile: "/etc/apache2/apache2.conf" },
      operations: { monitor: { interval: "30s" } },
    },
    on,
  );
  new pacemaker.Group("shop", { members: [ip, site] }, on);
  return `http://${subnet}.40/`;
}
