import * as pacemaker from "../../../sdk";
import type { TestCluster } from "./cluster";
import { objectLives } from "./object-lives";

type Resource = pacemaker.ClusterResource;
type Options = ConstructorParameters<typeof pacemaker.Primitive>[2];

/** What one resource goes through; each step is the arguments of the program and what the cluster then shows. */
export interface Life {
  type: string;
  /** Its id in the cluster. */
  id: string;
  /** Under another one it is another object; none where that would be another thing altogether. */
  otherId?: string;
  declare(args: object, name: string, on: Options): Resource;
  first: Step;
  /** The same in other words: no change. */
  same?: object;
  /** Every argument changed. */
  second: Step;
  /** By hand: what an operator does, and the fields that a refresh then names. */
  drift: { by: string; fields: string };
  /** Arguments left out of the program, and a value of an operator's own beside them. */
  fewer?: Step & { beside: string };
  /** An operator deletes it. */
  deleted?: string;
  /** What the cluster shows when it has gone. */
  gone?: string;
}

interface Step {
  args: object;
  shown: string;
}

/** What constraints name, what groups and clones are made of. */
const others = ["one", "two", "three", "four", "five", "six"];
const devices = ["shield", "sword"];
const device = { agent: "stonith:null", params: { hostlist: "nowhere" }, meta: { "target-role": "Stopped" } };
const roles = ["reader", "writer"];

/** What a program declares beside the lives: those, the provider, and the word on fencing. */
export const fixed = 2 + others.length + devices.length + roles.length;

/** What a program makes of a life; its id where nothing else is said. */
export type Declared = (life: Life) => { args: object; name?: string; id?: string; aliases?: string[] };

const withNames = ["ClusterProperty", "ResourceDefault", "OperationDefault", "Node"];

/** All kinds in one program: a step of all of them costs one run of the engine. */
export const livesProgram = (cluster: TestCluster, lives: readonly Life[], declared: Declared) => () => {
  const on = { provider: new pacemaker.Provider("cluster", cluster.connection) };
  new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
  const dependsOn = [
    ...others.map((id) => new pacemaker.Primitive(id, { agent: "ocf:pacemaker:Dummy" }, on)),
    ...devices.map((id) => new pacemaker.Primitive(id, device, on)),
    ...roles.map((id) => new pacemaker.AclRole(id, { permissions: [{ kind: "read", xpath: "/cib" }] }, on)),
  ];
  for (const life of lives) {
    const { args, name = life.id, id = life.id, aliases = [] } = declared(life);
    life.declare({ ...args, [withNames.includes(life.type) ? "name" : "cibId"]: id }, name, {
      ...on,
      dependsOn,
      aliases: aliases.map((each) => ({ name: each })),
    });
  }
  return Promise.resolve({});
};

const constraint =
  (Kind: typeof pacemaker.Colocation | typeof pacemaker.Order) => (args: object, name: string, on: Options) =>
    new Kind(name, args, on);

export const livesOf = (cluster: TestCluster): Life[] => [
  {
    type: "FailoverIp",
    id: "ip4",
    otherId: "address4",
    declare: (args, name, on) => new pacemaker.FailoverIp(name, { ip: cluster.free(21), ...args }, on),
    first: {
      args: { cidrNetmask: 32, monitorInterval: "1min", meta: { "migration-threshold": "inf" } },
      shown: `primitive ip4 IPaddr2 params ip=${cluster.free(21)} cidr_netmask=32 meta migration-threshold=INFINITY op monitor interval=1min`,
    },
    same: { cidrNetmask: 32, monitorInterval: 60, meta: { "migration-threshold": "INFINITY" } },
    second: {
      args: {
        ip: cluster.free(22),
        cidrNetmask: 24,
        nic: "eth0",
        monitorInterval: "30s",
        meta: { "migration-threshold": 4 },
      },
      shown: `primitive ip4 IPaddr2 params ip=${cluster.free(22)} cidr_netmask=24 nic=eth0 meta migration-threshold=4 op monitor interval=30s`,
    },
    drift: {
      by: `crm_resource -r ip4 -p ip -v ${cluster.free(23)}; crm_resource -r ip4 -p cidr_netmask -v 31`,
      fields: "~cidrNetmask,ip",
    },
    fewer: {
      args: { ip: cluster.free(22) },
      beside: "crm_resource -r ip4 -p arp_count -v 3; crm_resource -r ip4 --meta -p priority -v 7",
      shown: `primitive ip4 IPaddr2 params ip=${cluster.free(22)} arp_count=3 meta priority=7`,
    },
    deleted: "crm -w -F resource stop ip4 && crm -F configure delete ip4",
  },
  {
    type: "FailoverIp",
    id: "ip6",
    otherId: "address6",
    declare: (args, name, on) => new pacemaker.FailoverIp(name, { ip: cluster.free6(21), ...args }, on),
    first: {
      args: { cidrNetmask: 128, nic: "eth0" },
      shown: `primitive ip6 IPaddr2 params ip="${cluster.free6(21)}" cidr_netmask=128 nic=eth0`,
    },
    second: {
      args: { ip: cluster.free6(22), cidrNetmask: 64, nic: "eth0", monitorInterval: "10s" },
      shown: `primitive ip6 IPaddr2 params ip="${cluster.free6(22)}" cidr_netmask=64 nic=eth0 op monitor interval=10s`,
    },
    drift: { by: "crm_resource -r ip6 -d nic", fields: "-nic" },
    deleted: "crm -w -F resource stop ip6 && crm -F configure delete ip6",
  },
  {
    type: "Primitive",
    id: "dummy",
    otherId: "puppet",
    declare: (args, name, on) => new pacemaker.Primitive(name, { agent: "ocf:pacemaker:Dummy", ...args }, on),
    first: {
      args: {
        description: "the first",
        params: { fake: "a b", op_sleep: 0 },
        meta: { "is-managed": true, "migration-threshold": 3 },
        operations: { monitor: { interval: "1min", timeout: 30 } },
      },
      shown:
        'primitive dummy ocf:pacemaker:Dummy description="the first" params fake="a b" op_sleep=0 meta is-managed=true migration-threshold=3 op monitor interval=1min timeout=30',
    },
    same: {
      description: "the first",
      params: { fake: "a b", op_sleep: "0" },
      meta: { "is-managed": "yes", "migration-threshold": "3" },
      operations: { monitor: [{ interval: 60, timeout: "30s" }] },
    },
    second: {
      args: {
        agent: "ocf:pacemaker:Stateful",
        description: "the second",
        params: { envfile: "/dev/null" },
        meta: { "migration-threshold": "5", "failure-timeout": "1h" },
        operations: {
          monitor: [
            { interval: "10s", role: "Promoted", onFail: "restart", params: { OCF_CHECK_LEVEL: 10 } },
            { interval: "11s", role: "Unpromoted", enabled: true },
          ],
          start: { timeout: "40s" },
          stop: { timeout: "41s", recordPending: true },
        },
      },
      shown:
        'primitive dummy ocf:pacemaker:Stateful description="the second" params envfile="/dev/null" meta migration-threshold=5 failure-timeout=1h op monitor interval=10s role=Promoted on-fail=restart op_params OCF_CHECK_LEVEL=10 op monitor interval=11s role=Unpromoted enabled=true op start interval=0s timeout=40s op stop interval=0s timeout=41s record-pending=true',
    },
    drift: {
      by: "crm_resource -r dummy -p envfile -v /dev/zero; crm_resource -r dummy --meta -p failure-timeout -v 2h",
      fields: "~meta,params",
    },
    fewer: {
      args: { meta: { "migration-threshold": 5 } },
      beside: "crm_resource -r dummy -p fake -v kept; crm_resource -r dummy --meta -p priority -v 9",
      shown: "primitive dummy ocf:pacemaker:Dummy params fake=kept meta migration-threshold=5 priority=9",
    },
    deleted: "crm -w -F resource stop dummy && crm -F configure delete dummy",
  },
  {
    type: "Colocation",
    id: "together",
    otherId: "side-by-side",
    declare: constraint(pacemaker.Colocation),
    first: { args: { resource: "one", with: "two" }, shown: "colocation together inf: one two" },
    same: { resource: "one", with: "two", score: "inf" },
    second: { args: { resource: "two", with: "one", score: -50 }, shown: "colocation together -50: two one" },
    drift: {
      by: `cibadmin --modify --scope constraints --xml-text '<rsc_colocation id="together" score="77"/>'`,
      fields: "~score",
    },
    fewer: { args: { resource: "two", with: "one" }, beside: "true", shown: "colocation together inf: two one" },
    deleted: "crm configure delete together",
  },
  {
    type: "Order",
    id: "after",
    otherId: "later",
    declare: constraint(pacemaker.Order),
    first: {
      args: { first: "one", then: "two", kind: "Optional", symmetrical: false },
      shown: "order after Optional: one two symmetrical=false",
    },
    same: { first: "one", then: "two", kind: "Optional", symmetrical: "no" },
    second: {
      args: { first: "two", then: "one", kind: "Mandatory", symmetrical: true },
      shown: "order after Mandatory: two one symmetrical=true",
    },
    drift: {
      by: `cibadmin --modify --scope constraints --xml-text '<rsc_order id="after" kind="Serialize" symmetrical="false"/>'`,
      fields: "~kind,symmetrical",
    },
    fewer: { args: { first: "two", then: "one" }, beside: "true", shown: "order after Mandatory: two one" },
    deleted: "crm configure delete after",
  },
  {
    type: "ClusterProperty",
    id: "cluster-recheck-interval",
    otherId: "cluster-delay",
    declare: (args, name, on) => new pacemaker.ClusterProperty(name, args as pacemaker.ClusterPropertyArgs, on),
    first: { args: { value: "15min" }, shown: "cluster-recheck-interval=15min" },
    same: { value: 900 },
    second: { args: { value: "14min" }, shown: "cluster-recheck-interval=14min" },
    drift: { by: "crm_attribute -n cluster-recheck-interval -v 13min", fields: "~value" },
    deleted: "crm_attribute -n cluster-recheck-interval -D",
  },
  {
    type: "ResourceDefault",
    id: "priority",
    otherId: "migration-threshold",
    declare: (args, name, on) => new pacemaker.ResourceDefault(name, args as pacemaker.ResourceDefaultArgs, on),
    first: { args: { value: "inf" }, shown: "priority=INFINITY" },
    same: { value: "INFINITY" },
    second: { args: { value: 20 }, shown: "priority=20" },
    drift: { by: "crm configure rsc_defaults priority=30", fields: "~value" },
    deleted: "crm_attribute -t rsc_defaults -n priority -D",
  },
  {
    type: "OperationDefault",
    id: "timeout",
    otherId: "record-pending",
    declare: (args, name, on) => new pacemaker.OperationDefault(name, args as pacemaker.OperationDefaultArgs, on),
    first: { args: { value: "60s" }, shown: "timeout=60s" },
    same: { value: "1min" },
    second: { args: { value: 50 }, shown: "timeout=50" },
    drift: { by: "crm_attribute -t op_defaults -n timeout -v 45s", fields: "~value" },
    deleted: "crm_attribute -t op_defaults -n timeout -D",
  },
  {
    type: "Node",
    id: "node3",
    otherId: "node2",
    declare: (args, name, on) => new pacemaker.Node(name, args, on),
    first: {
      args: { standby: true, attributes: { rack: "a b" } },
      shown: 'node 3: node3 attributes standby=on rack="a b"',
    },
    second: {
      args: { standby: false, maintenance: true, attributes: { rack: "c", floor: 2 } },
      shown: "node 3: node3 attributes standby=off rack=c maintenance=on floor=2",
    },
    drift: {
      by: "crm_attribute -N node3 -n rack -v d; crm_standby -N node3 -v on",
      fields: "~attributes,standby",
    },
    fewer: {
      args: { attributes: { rack: "c" } },
      beside: "crm_attribute -N node3 -n operators -v own",
      shown: "node 3: node3 attributes rack=c operators=own",
    },
  },
  ...objectLives,
];
