import { existsSync } from "node:fs";
import { LabError } from "./error";
import { address, address6, bridgeName, defaultLab, hostNumber, mac } from "./names";
import { run, tryRun } from "./run";
import { labNames, netOf } from "./state";

interface Interface {
  ifname: string;
  addr_info: { local?: string; prefixlen: number }[];
}

const toNumber = (ip: string) => ip.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);

/** The interface, other than the lab's own bridge, whose network overlaps 10.0.`net`.0/24. */
export function overlap(interfaces: readonly Interface[], net: number, bridge: string): string | undefined {
  const wanted = toNumber(`10.0.${net}.0`);
  return interfaces.find(
    ({ ifname, addr_info }) =>
      ifname !== bridge &&
      addr_info.some(({ local, prefixlen }) => {
        // A single address is no network.
        if (local === undefined || local.includes(":") || prefixlen === 32) return false;
        const size = 2 ** (32 - Math.min(prefixlen, 24));
        return Math.floor(toNumber(local) / size) === Math.floor(wanted / size);
      }),
  )?.ifname;
}

/** The network a new lab gets: `wanted`, or 2 for the default lab, or the next that is free. Under the lock. */
export async function chooseNet(lab: string, wanted?: number): Promise<number> {
  const interfaces = JSON.parse(await run("ip", ["-json", "-4", "address"])) as Interface[];
  const taken = new Map(labNames().map((name) => [netOf(name), name]));
  const fixed = wanted ?? (lab === defaultLab ? 2 : undefined);
  const holder = (net: number) => {
    const other = taken.get(net);
    if (other !== undefined && other !== lab) return `the lab "${other}"`;
    return overlap(interfaces, net, bridgeName(lab));
  };
  if (fixed === undefined) {
    for (let net = 3; net <= 255; net++) if (holder(net) === undefined) return net;
    throw new LabError("no network from 10.0.3.0/24 to 10.0.255.0/24 is free");
  }
  const by = holder(fixed);
  if (by !== undefined)
    throw new LabError(`10.0.${fixed}.0/24 is in use on this host by ${by}: the lab "${lab}" needs it`);
  return fixed;
}

const exists = (link: string) => existsSync(`/sys/class/net/${link}`);

export async function makeBridge(lab: string, net: number): Promise<void> {
  const bridge = bridgeName(lab);
  if (!exists(bridge)) await run("ip", ["link", "add", bridge, "address", mac(net, hostNumber), "type", "bridge"]);
  await run("ip", ["address", "replace", `${address(net, hostNumber)}/24`, "dev", bridge]);
  if (existsSync("/proc/sys/net/ipv6"))
    await run("ip", ["address", "replace", `${address6(net, hostNumber)}/64`, "dev", bridge, "nodad"]);
  await run("ip", ["link", "set", bridge, "up"]);
}

/** A machine's link goes by itself too, a moment after the machine. */
export async function removeLink(link: string): Promise<void> {
  if (!exists(link)) return;
  const { status, stderr } = await tryRun("ip", ["link", "delete", link]);
  if (status !== 0 && exists(link)) throw new LabError(`ip link delete ${link} exited with ${status}\n${stderr}`);
}

export async function setLink(link: string, state: "up" | "down"): Promise<void> {
  if (exists(link)) await run("ip", ["link", "set", link, state]);
}
