// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import type { ClusterResource } from "./resource";

/**
 * A time: a number of seconds, or text with a unit (`us`, `ms`, `s`, `min`, `h`). For example 10, "10s", "500ms",
 * "1min", "2h".
 */
export type Time = string | number;

/**
 * A score: an integer, where everything from 1000000 on is INFINITY, or a word. For example 100, -50, "INFINITY",
 * "-INFINITY", "inf".
 */
export type Score = number | "INFINITY" | "-INFINITY" | (string & {});

/** True or false, also in Pacemaker's words for it. For example true, false, "yes", "no", "on", "off". */
export type PacemakerBoolean = boolean | "true" | "false" | "yes" | "no" | "on" | "off" | (string & {});

/**
 * A value that the CIB keeps as text. A number or boolean becomes the text of it. For example
 * "/etc/apache2/apache2.conf", 32, true.
 */
export type Scalar = string | number | boolean;

/**
 * How the hosts' keys are judged: { file } a known_hosts file; { pinned } fingerprints ("SHA256:…") or public
 * keys; { acceptNew: FILE } a key seen for the first time is written there, a changed one refused; "off" none is
 * checked.
 */
export type HostKeys =
  | { file: pulumi.Input<string> }
  | { pinned: pulumi.Input<pulumi.Input<string>[]> }
  | { acceptNew: pulumi.Input<string> }
  | "off";

/** A host to connect through, with the same credentials unless it has its own. */
export interface Bastion {
  /** Its address or name. */
  host: pulumi.Input<string>;

  /**
   * Its SSH port.
   *
   * @default 22
   */
  port?: pulumi.Input<number>;

  /**
   * The user to log in as.
   *
   * @default the hosts'
   */
  user?: pulumi.Input<string>;

  /** A private key's text. */
  privateKey?: pulumi.Input<string>;

  /** A private key's file on the machine that runs Pulumi; ~ is the home directory. */
  privateKeyFile?: pulumi.Input<string>;

  /** Opens the private key. */
  passphrase?: pulumi.Input<string>;

  /** Logs in by password. */
  password?: pulumi.Input<string>;
}

/** How long to wait until the cluster has done it, each a time such as "90s" or "10min". */
export interface Timeouts {
  /**
   * Limit of a create.
   *
   * @default the provider's, else 5 minutes
   */
  create?: pulumi.Input<Time>;

  /**
   * Limit of an update.
   *
   * @default the provider's, else 5 minutes
   */
  update?: pulumi.Input<Time>;

  /**
   * Limit of a delete.
   *
   * @default the provider's, else 5 minutes
   */
  delete?: pulumi.Input<Time>;
}

/**
 * One operation (op) of a resource.
 *
 * @see Pacemaker Explained, Operation Properties
 */
export interface Operation {
  /**
   * How often a recurring operation runs.
   *
   * @default once (0)
   */
  interval?: pulumi.Input<Time>;

  /**
   * How long it may take.
   *
   * @default op_defaults, else 20s
   */
  timeout?: pulumi.Input<Time>;

  /** Run it only where the resource has this role. */
  role?: pulumi.Input<"Started" | "Stopped" | "Promoted" | "Unpromoted" | "Master" | "Slave">;

  /**
   * What the cluster does when it fails (on-fail).
   *
   * @default restart; for a stop fence, or block without fencing
   */
  onFail?: pulumi.Input<"ignore" | "block" | "stop" | "restart" | "fence" | "standby" | "demote" | "restart-container">;

  /**
   * Wait before it runs for the first time (start-delay).
   *
   * @default 0
   */
  startDelay?: pulumi.Input<Time>;

  /**
   * false: the operation is kept but not run.
   *
   * @default true
   */
  enabled?: pulumi.Input<PacemakerBoolean>;

  /**
   * Record that it has begun (record-pending).
   *
   * @default true
   */
  recordPending?: pulumi.Input<PacemakerBoolean>;

  /** A comment. */
  description?: pulumi.Input<string>;

  /** The agent's parameters for this operation alone. */
  params?: pulumi.Input<Record<string, pulumi.Input<Scalar>>>;
}

/** A cluster and the way to it. Every resource of the cluster is given it: `{ provider: cluster }`. */
export interface ProviderArgs {
  /** Addresses or names of members of the cluster, tried in order: the first that answers is used. */
  hosts: pulumi.Input<pulumi.Input<string>[]>;

  /**
   * SSH's port.
   *
   * @default 22
   */
  port?: pulumi.Input<number>;

  /**
   * The user to log in as.
   *
   * @default root
   */
  user?: pulumi.Input<string>;

  /** A private key's text. */
  privateKey?: pulumi.Input<string>;

  /** A private key's file on the machine that runs Pulumi; ~ is the home directory. */
  privateKeyFile?: pulumi.Input<string>;

  /** Opens the private key. */
  passphrase?: pulumi.Input<string>;

  /** Logs in by password. */
  password?: pulumi.Input<string>;

  /**
   * Use the SSH agent: true for SSH_AUTH_SOCK, or a socket.
   *
   * @default true where no key and no password is given
   */
  agent?: pulumi.Input<boolean | string>;

  /**
   * Run commands through `sudo -n`.
   *
   * @default false
   */
  sudo?: pulumi.Input<boolean>;

  /**
   * How the hosts' keys are judged: { file } a known_hosts file; { pinned } fingerprints ("SHA256:…") or public
   * keys; { acceptNew: FILE } a key seen for the first time is written there, a changed one refused; "off" none is
   * checked.
   *
   * @default { file: "~/.ssh/known_hosts" }
   */
  hostKeys?: pulumi.Input<HostKeys>;

  /** A host to connect through, with the same credentials unless it has its own. */
  bastion?: pulumi.Input<Bastion>;

  /**
   * Limit of one attempt to connect.
   *
   * @default 10s
   */
  connectTimeout?: pulumi.Input<Time>;

  /**
   * Limit of one command.
   *
   * @default 60s
   */
  commandTimeout?: pulumi.Input<Time>;

  /** How long to wait until the cluster has done it, each a time such as "90s" or "10min". */
  timeouts?: pulumi.Input<Timeouts>;
}

/** What every resource takes. */
export interface CommonArgs {
  /**
   * Take an existing object over even when it differs. Without it an object that is equal in meaning is taken, and
   * one that differs is an error.
   *
   * @default false
   */
  adopt?: pulumi.Input<boolean>;

  /** How long to wait until the cluster has done it, each a time such as "90s" or "10min". */
  timeouts?: pulumi.Input<Timeouts>;
}

/**
 * The arguments of FailoverIp.
 *
 * @see ocf_heartbeat_IPaddr2(7)
 */
export interface FailoverIpArgs extends CommonArgs {
  /**
   * The object's id in the CIB; it stays when the resource is renamed in the program.
   *
   * @default the resource's name
   */
  cibId?: string;

  /** The address, IPv4 or IPv6, inside a subnet of the nodes. The agent's parameter ip. */
  ip: pulumi.Input<string>;

  /**
   * Length of its network prefix in bits, 32 (IPv6: 128) for the address alone. The agent's cidr_netmask.
   *
   * @default the interface's
   */
  cidrNetmask?: pulumi.Input<number>;

  /**
   * The network interface that carries it. The agent's nic.
   *
   * @default the one whose subnet the address is in
   */
  nic?: pulumi.Input<string>;

  /**
   * How often the cluster looks whether the address is up, e.g. "10s".
   *
   * @default never
   */
  monitorInterval?: pulumi.Input<Time>;

  /**
   * Meta attributes under Pacemaker's own names, such as "target-role" or "migration-threshold".
   *
   * @see Pacemaker Explained, Resource Meta-Attributes
   */
  meta?: pulumi.Input<Record<string, pulumi.Input<Scalar>>>;
}

/**
 * The arguments of Primitive.
 *
 * @see Pacemaker Explained, Resource Properties
 */
export interface PrimitiveArgs extends CommonArgs {
  /**
   * The object's id in the CIB; it stays when the resource is renamed in the program.
   *
   * @default the resource's name
   */
  cibId?: string;

  /**
   * The resource agent, with its class: `crm ra classes`, `crm ra list`.
   *
   * @see Pacemaker Explained, Resource Classes
   */
  agent: pulumi.Input<string>;

  /** A comment in the CIB. */
  description?: pulumi.Input<string>;

  /**
   * The agent's parameters under its own names (`crm ra info`, `pulumi-pacemaker agents show`).
   *
   * @see Pacemaker Explained, Resource Instance Attributes
   */
  params?: pulumi.Input<Record<string, pulumi.Input<Scalar>>>;

  /**
   * Meta attributes under Pacemaker's own names, such as "target-role" or "migration-threshold".
   *
   * @see Pacemaker Explained, Resource Meta-Attributes
   */
  meta?: pulumi.Input<Record<string, pulumi.Input<Scalar>>>;

  /**
   * Operations by name: one, or a list where an operation is there more than once (a monitor for each role).
   *
   * @see Pacemaker Explained, Resource Operations
   */
  operations?: pulumi.Input<Record<string, pulumi.Input<Operation | pulumi.Input<Operation>[]>>>;
}

/**
 * The arguments of Colocation.
 *
 * @see Pacemaker Explained, Placing Resources Relative to other Resources
 */
export interface ColocationArgs extends CommonArgs {
  /**
   * The object's id in the CIB; it stays when the resource is renamed in the program.
   *
   * @default the resource's name
   */
  cibId?: string;

  /** The resource that is placed where the other one is (rsc). */
  resource: ClusterResource | pulumi.Input<string>;

  /** The resource that is placed first (with-rsc). */
  with: ClusterResource | pulumi.Input<string>;

  /**
   * "INFINITY": only on its node; "-INFINITY": never there; a number: a preference.
   *
   * @default INFINITY
   */
  score?: pulumi.Input<Score>;
}

/**
 * The arguments of Order.
 *
 * @see Pacemaker Explained, Specifying the Order in which Resources Should Start/Stop
 */
export interface OrderArgs extends CommonArgs {
  /**
   * The object's id in the CIB; it stays when the resource is renamed in the program.
   *
   * @default the resource's name
   */
  cibId?: string;

  /** The resource that starts first, and stops last. */
  first: ClusterResource | pulumi.Input<string>;

  /** The resource that follows. */
  then: ClusterResource | pulumi.Input<string>;

  /**
   * Mandatory: `then` runs only while `first` does; Optional: only where both change at once; Serialize: never both
   * at once.
   *
   * @default Mandatory
   */
  kind?: pulumi.Input<"Mandatory" | "Optional" | "Serialize">;

  /**
   * Stop in the opposite order.
   *
   * @default true (Serialize: false)
   */
  symmetrical?: pulumi.Input<PacemakerBoolean>;
}

/**
 * The arguments of ClusterProperty.
 *
 * @see Pacemaker Explained, Cluster Options
 */
export interface ClusterPropertyArgs extends CommonArgs {
  /**
   * The property's name, such as stonith-enabled.
   *
   * @default the resource's name
   */
  name?: string;

  /** Its value. */
  value: pulumi.Input<Scalar>;
}

/**
 * The arguments of ResourceDefault.
 *
 * @see Pacemaker Explained, Setting Global Defaults for Resource Meta-Attributes
 */
export interface ResourceDefaultArgs extends CommonArgs {
  /**
   * The meta attribute's name, such as resource-stickiness.
   *
   * @default the resource's name
   */
  name?: string;

  /** Its default. */
  value: pulumi.Input<Scalar>;
}

/**
 * The arguments of OperationDefault.
 *
 * @see Pacemaker Explained, Setting Global Defaults for Operations
 */
export interface OperationDefaultArgs extends CommonArgs {
  /**
   * The operation attribute's name, such as timeout.
   *
   * @default the resource's name
   */
  name?: string;

  /** Its default. */
  value: pulumi.Input<Scalar>;
}

/**
 * The arguments of Node.
 *
 * @see Pacemaker Explained, Node Attributes
 */
export interface NodeArgs extends CommonArgs {
  /**
   * The node's name in the cluster (`crm_node --list`).
   *
   * @default the resource's name
   */
  name?: string;

  /** true: the node runs no resources (crm node standby). */
  standby?: pulumi.Input<boolean>;

  /** true: the cluster leaves what runs there alone (crm node maintenance). */
  maintenance?: pulumi.Input<boolean>;

  /** Permanent node attributes (crm node attribute). */
  attributes?: pulumi.Input<Record<string, pulumi.Input<Scalar>>>;
}

/**
 * The arguments of SysctlSetting.
 *
 * @see sysctl.d(5)
 */
export interface SysctlSettingArgs extends CommonArgs {
  /**
   * The setting's name (`sysctl -a`).
   *
   * @default the resource's name
   */
  key?: string;

  /** Its value. */
  value: pulumi.Input<Scalar>;

  /**
   * Also write it under /etc/sysctl.d, so that it survives a reboot.
   *
   * @default true
   */
  persistent?: pulumi.Input<boolean>;
}
