import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { cibObject } from "./cib-object";
import { cibId, common, text, time } from "./fields";
import type { CibKind } from "./kind";
import { clearMoves } from "./moves";
import { meta, primitive, primitiveParts, type PrimitiveArgs } from "./primitive";

const notAddress = "must be an IPv4 or IPv6 address";
const address = z.union([z.ipv4(notAddress), z.ipv6(notAddress)], notAddress);

export const failoverIpSchema = z
  .strictObject({
    cibId,
    ip: address.meta({
      description: "The address, IPv4 or IPv6, inside a subnet of the nodes. The agent's parameter ip.",
    }),
    cidrNetmask: z.int().min(0).max(128).optional().meta({
      description:
        "Length of its network prefix in bits, 32 (IPv6: 128) for the address alone. The agent's cidr_netmask. Default: the interface's.",
    }),
    nic: text.min(1).max(15).optional().meta({
      description:
        "The network interface that carries it. The agent's nic. Default: the one whose subnet the address is in.",
    }),
    monitorInterval: time
      .optional()
      .meta({ description: 'How often the cluster looks whether the address is up, e.g. "10s". Default: never.' }),
    meta: meta.optional(),
    clearMoves,
    ...common,
  })
  .refine(({ ip, cidrNetmask }) => cidrNetmask === undefined || cidrNetmask <= 32 || ip.includes(":"), {
    path: ["cidrNetmask"],
    error: "must be at most 32 for an IPv4 address",
  })
  .meta({
    example: `const ip = new pacemaker.FailoverIp(
  "failover-ip",
  { ip: "10.0.2.10", cidrNetmask: 32, monitorInterval: "10s" },
  { provider: cluster },
);`,
    limits:
      "Sets no other parameter of IPaddr2 than these: declare a Primitive of ocf:heartbeat:IPaddr2 for those. An address that another resource brings up is refused.",
    crm: "primitive failover-ip ocf:heartbeat:IPaddr2 params ip=10.0.2.10 cidr_netmask=32 op monitor interval=10s",
    see: "ocf_heartbeat_IPaddr2(7)",
  });
export type FailoverIpArgs = z.infer<typeof failoverIpSchema>;

const params: Readonly<Record<string, "ip" | "cidrNetmask" | "nic">> = {
  ip: "ip",
  cidr_netmask: "cidrNetmask",
  nic: "nic",
};

const agent = "ocf:heartbeat:IPaddr2";

const asPrimitive = (args: FailoverIpArgs): PrimitiveArgs => ({
  cibId: args.cibId,
  agent,
  params: Object.fromEntries(
    Object.entries(params).flatMap(([theirs, ours]) => (args[ours] === undefined ? [] : [[theirs, args[ours]]])),
  ),
  ...(args.meta && { meta: args.meta }),
  ...(args.monitorInterval !== undefined && { operations: { monitor: { interval: args.monitorInterval } } }),
});

function fromPrimitive(args: FailoverIpArgs, found: PrimitiveArgs): FailoverIpArgs {
  const monitor = found.operations?.["monitor"];
  const interval = Array.isArray(monitor) ? monitor[0]?.interval : monitor?.interval;
  const live = Object.entries(params).map(([theirs, ours]) => [ours, found.params?.[theirs]]);
  return {
    ...args,
    // What somebody took out of the cluster is missing here too.
    ...(Object.fromEntries(live) as Pick<FailoverIpArgs, "ip">),
    ...(found.meta && { meta: found.meta }),
    ...(args.monitorInterval !== undefined && { monitorInterval: interval }),
  };
}

/** Some of these can be said as an address; see `list`. */
const asAddress = (found: Partial<PrimitiveArgs>): Partial<FailoverIpArgs> => {
  const monitor = found.operations?.["monitor"];
  return {
    ...Object.fromEntries(
      Object.entries(params).flatMap(([theirs, ours]) =>
        theirs in (found.params ?? {}) ? [[ours, found.params?.[theirs]]] : [],
      ),
    ),
    ...(monitor && !Array.isArray(monitor) && { monitorInterval: monitor.interval }),
    ...(found.meta && { meta: found.meta }),
  };
};

const object = cibObject<FailoverIpArgs>({
  type: "FailoverIp",
  description:
    "An address that the cluster keeps up on one node: a primitive of the agent ocf:heartbeat:IPaddr2. For more of that agent's parameters and operations use a Primitive.",
  schema: failoverIpSchema,
  section: "resources",
  tag: "primitive",
  read: (live, args) => fromPrimitive(args, primitiveParts.read(live, asPrimitive(args))),
  write: (live, args, former) => primitiveParts.write(live, asPrimitive(args), former && asPrimitive(former)),
  whole: (live) => asAddress(primitiveParts.whole(live)),
  agent: () => agent,
  resources: (args) => [args.cibId],
});

/** Those of which nothing is lost when they are said so. */
const isCarried = (args: FailoverIpArgs, all: readonly PrimitiveArgs[]): boolean =>
  failoverIpSchema.safeParse(args).success && all.some((each) => isDeepStrictEqual(each, asPrimitive(args)));

export const failoverIp: CibKind<FailoverIpArgs> = {
  ...object,
  list(cib) {
    const all = primitive.list(cib);
    return object.list(cib).filter((args) => isCarried(args, all));
  },
};
