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

/**
 * A role of a resource. The words of before Pacemaker 2.1, Master and Slave, are taken for Promoted and
 * Unpromoted. For example "Promoted".
 */
export type Role = "Started" | "Stopped" | "Promoted" | "Unpromoted";

/** True or false, also in Pacemaker's words for it. For example true, false, "yes", "no", "on", "off". */
export type PacemakerBoolean = boolean | "true" | "false" | "yes" | "no" | "on" | "off" | (string & {});

/** An option's value in corosync.conf. For example 3000, "yes". */
export type Option = string | number;

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
   * @default the provider's, else 5 minutes; of a Cluster 20 minutes
   */
  create?: pulumi.Input<Time>;

  /**
   * Limit of an update.
   *
   * @default the provider's, else 5 minutes; of a Cluster 20 minutes
   */
  update?: pulumi.Input<Time>;

  /**
   * Limit of a delete.
   *
   * @default the provider's, else 5 minutes; of a Cluster 20 minutes
   */
  delete?: pulumi.Input<Time>;
}

/** A machine with more than one address. */
export interface Member {
  /** Where SSH reaches the machine. */
  address: pulumi.Input<string>;

  /**
   * One to 8 addresses of the machine itself, over which the members talk; as many for each member, in the same
   * order of networks.
   *
   * @default address
   */
  links?: pulumi.Input<pulumi.Input<string>[]>;
}

/** How what the members say to each other is encrypted and signed. */
export interface Crypto {
  /**
   * crypto_cipher.
   *
   * @default aes256
   */
  cipher?: pulumi.Input<"aes256" | "aes192" | "aes128" | "none">;

  /**
   * crypto_hash.
   *
   * @default sha256
   */
  hash?: pulumi.Input<"sha256" | "sha384" | "sha512" | "sha1" | "md5" | "none">;
}

/**
 * A set of names and values beside the usual one.
 *
 * @see Pacemaker Explained, Using Rules to Control Resource Options
 */
export interface AttributeSet {
  /** Names and values. */
  values: pulumi.Input<Record<string, pulumi.Input<Scalar>>>;

  /**
   * Where or when they hold.
   *
   * @default always
   * @see Pacemaker Explained, Rules
   */
  rule?: pulumi.Input<Rule>;

  /**
   * Of sets that name the same, the one with the highest score holds.
   *
   * @default 0
   */
  score?: pulumi.Input<Score>;
}

/**
 * Where or when they hold.
 *
 * @see Pacemaker Explained, Rules
 */
export interface Rule {
  /** It holds where all of these do (boolean-op and). */
  all?: pulumi.Input<
    pulumi.Input<AttributeExpression | DateExpression | ResourceExpression | OperationExpression | Rule>[]
  >;

  /** It holds where one of these does (boolean-op or). */
  any?: pulumi.Input<
    pulumi.Input<AttributeExpression | DateExpression | ResourceExpression | OperationExpression | Rule>[]
  >;

  /** In a location: what it counts for the nodes where it holds. In a set the set's own score is the one to use. */
  score?: pulumi.Input<Score>;

  /** The node attribute that has the score (score-attribute). */
  scoreAttribute?: pulumi.Input<string>;

  /** It counts for this role only. */
  role?: pulumi.Input<Role>;

  /**
   * Its id in the CIB.
   *
   * @default made from what it is in
   */
  id?: pulumi.Input<string>;
}

/** A comparison of a node attribute (expression). */
export interface AttributeExpression {
  /** A node attribute, such as #uname, #kind, pingd. */
  attribute: pulumi.Input<string>;

  /** How it is compared. */
  operation: pulumi.Input<"lt" | "gt" | "lte" | "gte" | "eq" | "ne" | "defined" | "not_defined">;

  /** What it is compared with; none for defined and not_defined. */
  value?: pulumi.Input<Scalar>;

  /**
   * Compared as what.
   *
   * @default as numbers for lt, lte, gte, gt, else as text
   */
  type?: pulumi.Input<"string" | "integer" | "number" | "version">;

  /**
   * Where value comes from: itself, or a parameter or meta attribute.
   *
   * @default literal
   */
  valueSource?: pulumi.Input<"literal" | "param" | "meta">;

  /**
   * Its id in the CIB.
   *
   * @default made from the rule's
   */
  id?: pulumi.Input<string>;
}

/** A comparison of the present time (date_expression). */
export interface DateExpression {
  /** How the present time is compared (operation): after `start`, before `end`, between them, or within `spec`. */
  date: pulumi.Input<"gt" | "lt" | "in_range" | "date_spec">;

  /** Begin, for gt and in_range, such as "2026-01-31" or "2026-01-31 12:00:00Z". */
  start?: pulumi.Input<string>;

  /** End, for lt and in_range, in the same form. */
  end?: pulumi.Input<string>;

  /** With start and in_range, instead of end. */
  duration?: pulumi.Input<Duration>;

  /** For date_spec. */
  spec?: pulumi.Input<DateSpec>;

  /**
   * Its id in the CIB.
   *
   * @default made from the rule's
   */
  id?: pulumi.Input<string>;
}

/** With start and in_range, instead of end. */
export interface Duration {
  /** Number of years. */
  years?: pulumi.Input<number | string>;

  /** Number of months. */
  months?: pulumi.Input<number | string>;

  /** Number of weeks. */
  weeks?: pulumi.Input<number | string>;

  /** Number of days. */
  days?: pulumi.Input<number | string>;

  /** Number of hours. */
  hours?: pulumi.Input<number | string>;

  /** Number of minutes. */
  minutes?: pulumi.Input<number | string>;

  /** Number of seconds. */
  seconds?: pulumi.Input<number | string>;
}

/** For date_spec. */
export interface DateSpec {
  /** A number or a range, both ends included, 0-59. */
  seconds?: pulumi.Input<number | string>;

  /** A number or a range, both ends included, 0-59. */
  minutes?: pulumi.Input<number | string>;

  /** A number or a range, both ends included, 0-23. */
  hours?: pulumi.Input<number | string>;

  /** A number or a range, both ends included, 1-31. */
  monthdays?: pulumi.Input<number | string>;

  /** A number or a range, both ends included, 1 (Monday) to 7. */
  weekdays?: pulumi.Input<number | string>;

  /** A number or a range, both ends included, 1-366. */
  yeardays?: pulumi.Input<number | string>;

  /** A number or a range, both ends included, 1-12. */
  months?: pulumi.Input<number | string>;

  /** A number or a range, both ends included, 1-53. */
  weeks?: pulumi.Input<number | string>;

  /** A number or a range, both ends included, such as 2026. */
  years?: pulumi.Input<number | string>;

  /** A number or a range, both ends included, such as 2026. */
  weekyears?: pulumi.Input<number | string>;

  /** A number or a range, both ends included, 0 (new) to 7; gone in Pacemaker 3. */
  moon?: pulumi.Input<number | string>;
}

/** Resources of some agents, in defaults only (rsc_expression). */
export interface ResourceExpression {
  /** What the agent is; what is left out fits all. */
  resource: pulumi.Input<AgentPattern>;

  /**
   * Its id in the CIB.
   *
   * @default made from the rule's
   */
  id?: pulumi.Input<string>;
}

/** What the agent is; what is left out fits all. */
export interface AgentPattern {
  /** Such as ocf. */
  class?: pulumi.Input<string>;

  /** Such as heartbeat. */
  provider?: pulumi.Input<string>;

  /** Such as IPaddr2. */
  type?: pulumi.Input<string>;
}

/** Some operations, in operation defaults only (op_expression). */
export interface OperationExpression {
  /** The operation's name, such as monitor. */
  operationName: pulumi.Input<string>;

  /**
   * Its interval.
   *
   * @default any
   */
  interval?: pulumi.Input<Time>;

  /**
   * Its id in the CIB.
   *
   * @default made from the rule's
   */
  id?: pulumi.Input<string>;
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
  role?: pulumi.Input<Role>;

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

  /**
   * Its id in the CIB, when it is made.
   *
   * @default as crm calls it, such as web-monitor-10s
   */
  id?: pulumi.Input<string>;
}

/** Ids in the CIB of what holds parts of it. Only what is not there yet gets them. */
export interface PrimitiveIds {
  /** Of the `params`. */
  params?: pulumi.Input<string>;

  /** Of the `meta`. */
  meta?: pulumi.Input<string>;

  /** Of the `utilization`. */
  utilization?: pulumi.Input<string>;

  /** Of the `operations`. */
  operations?: pulumi.Input<string>;
}

/** Ids in the CIB of what holds parts of it. Only what is not there yet gets them. */
export interface GroupIds {
  /** Of the `params`. */
  params?: pulumi.Input<string>;

  /** Of the `meta`. */
  meta?: pulumi.Input<string>;
}

/** Ids in the CIB of what holds parts of it. Only what is not there yet gets them. */
export interface CloneIds {
  /** Of the `params`. */
  params?: pulumi.Input<string>;

  /** Of the `meta`. */
  meta?: pulumi.Input<string>;
}

/** How the containers of a bundle are launched. */
export interface BundleContainer {
  /** The container image, with its tag; every node must have it or get it. */
  image: pulumi.Input<string>;

  /**
   * How many containers run.
   *
   * @default promotedMax, else 1
   */
  replicas?: pulumi.Input<number | string>;

  /**
   * How many of them may run on one node (replicas-per-host).
   *
   * @default 1
   */
  replicasPerHost?: pulumi.Input<number | string>;

  /**
   * How many instances of `resource` may be promoted (promoted-max); any makes it promotable.
   *
   * @default 0
   */
  promotedMax?: pulumi.Input<number | string>;

  /**
   * What runs in the container (run-command). With a `resource` it must start pacemaker-remoted.
   *
   * @default pacemaker-remoted with a `resource`, else the image's own
   */
  runCommand?: pulumi.Input<string>;

  /**
   * Which network the container gets, e.g. host (--net).
   *
   * @default the launcher's own
   */
  network?: pulumi.Input<string>;

  /** More words for `podman run` or `docker run`. */
  options?: pulumi.Input<string>;
}

/** Addresses and ports of a bundle. */
export interface BundleNetwork {
  /**
   * The first replica's address; the others get those that follow (ip-range-start).
   *
   * @default none, they have their node's
   */
  ipRangeStart?: pulumi.Input<string>;

  /**
   * Where the cluster reaches pacemaker-remoted in the container (control-port).
   *
   * @default 3121
   */
  controlPort?: pulumi.Input<number | string>;

  /**
   * The node's interface for the addresses (host-interface).
   *
   * @default the fitting one
   */
  hostInterface?: pulumi.Input<string>;

  /**
   * Their prefix length (host-netmask).
   *
   * @default the interface's
   */
  hostNetmask?: pulumi.Input<number | string>;

  /**
   * Names of all replicas in /etc/hosts of the containers (add-host).
   *
   * @default true
   */
  addHost?: pulumi.Input<PacemakerBoolean>;

  /** Ports that lead into the container, by their ids. */
  ports?: pulumi.Input<Record<string, pulumi.Input<BundlePort>>>;
}

/** A port that leads into the container (port-mapping). */
export interface BundlePort {
  /** The port on the replica's address, or on the node. */
  port?: pulumi.Input<number | string>;

  /**
   * The port in the container (internal-port).
   *
   * @default `port`
   */
  internalPort?: pulumi.Input<number | string>;

  /** Instead of `port`: all of a range of ports, first-last, the same in the container. */
  range?: pulumi.Input<string>;
}

/** A directory of the node that the container sees (storage-mapping). */
export interface BundleStorage {
  /** The node's directory or file (source-dir). */
  sourceDir?: pulumi.Input<string>;

  /** Instead of sourceDir: where each replica has a directory of its own, by its name (source-dir-root). */
  sourceDirRoot?: pulumi.Input<string>;

  /** Where it is in the container (target-dir). */
  targetDir: pulumi.Input<string>;

  /** How it is mounted, e.g. rw. */
  options?: pulumi.Input<string>;
}

/** Ids in the CIB of what holds parts of it. Only what is not there yet gets them. */
export interface BundleIds {
  /** Of the `meta`. */
  meta?: pulumi.Input<string>;
}

/**
 * Several resources that a constraint treats together (resource_set).
 *
 * @see Pacemaker Explained, Resource Sets
 */
export interface ResourceSet {
  /**
   * The resources of the set: in an order each after the one before it, in a colocation each placed with the one
   * before it.
   */
  resources: (ClusterResource | pulumi.Input<string>)[];

  /**
   * false: they do not depend on each other.
   *
   * @default true
   */
  sequential?: pulumi.Input<PacemakerBoolean>;

  /**
   * false: one of them is enough for the next set (require-all).
   *
   * @default true
   */
  requireAll?: pulumi.Input<PacemakerBoolean>;

  /**
   * In an order: what is done with them.
   *
   * @default start
   */
  action?: pulumi.Input<"start" | "stop" | "promote" | "demote">;

  /** The set is about this role of theirs. */
  role?: pulumi.Input<Role>;

  /** In a colocation: the score within the set. */
  score?: pulumi.Input<Score>;

  /**
   * Its id in the CIB.
   *
   * @default made from the constraint's
   */
  id?: pulumi.Input<string>;
}

/** Instead of `node`: all nodes with this attribute. */
export interface FencingTarget {
  /** A permanent node attribute (target-attribute). */
  name: pulumi.Input<string>;

  /** Its value (target-value). */
  value: pulumi.Input<string>;
}

/** A rule of a role (acl_permission). */
export interface AclPermission {
  /** What is allowed, or not. */
  kind: pulumi.Input<"read" | "write" | "deny">;

  /** The part of the CIB, as an XPath. */
  xpath?: pulumi.Input<string>;

  /** Instead of `xpath`: the object with this id. */
  reference?: ClusterResource | pulumi.Input<string>;

  /** Instead of `xpath`: all elements with this name (object-type). */
  objectType?: pulumi.Input<string>;

  /** With `objectType`: those that have this attribute. */
  attribute?: pulumi.Input<string>;

  /** A comment in the CIB. */
  description?: pulumi.Input<string>;

  /**
   * Its id in the CIB.
   *
   * @default made from the role's
   */
  id?: pulumi.Input<string>;
}

/** Which events it is for. */
export interface AlertSelect {
  /** Nodes that come and go (select_nodes). */
  nodes?: pulumi.Input<boolean>;

  /** Fencing (select_fencing). */
  fencing?: pulumi.Input<boolean>;

  /** Operations of resources (select_resources). */
  resources?: pulumi.Input<boolean>;

  /** Node attributes that change: all, or those named (select_attributes). */
  attributes?: pulumi.Input<boolean | pulumi.Input<string>[]>;
}

/** Who is told by an alert (recipient). */
export interface AlertRecipient {
  /** Who is told, in the agent's words: an address, a file. */
  value: pulumi.Input<string>;

  /** A comment in the CIB. */
  description?: pulumi.Input<string>;

  /** Environment variables of the agent for this one. */
  params?: pulumi.Input<Record<string, pulumi.Input<Scalar>>>;

  /** For this one: "timeout", "timestamp-format", "enabled". */
  meta?: pulumi.Input<Record<string, pulumi.Input<Scalar>>>;

  /**
   * Ids in the CIB of what holds parts of it. Only what is not there yet gets them.
   *
   * @default made from its own id, as crm does
   */
  ids?: pulumi.Input<AlertRecipientIds>;
}

/** Ids in the CIB of what holds parts of it. Only what is not there yet gets them. */
export interface AlertRecipientIds {
  /** Of the `params`. */
  params?: pulumi.Input<string>;

  /** Of the `meta`. */
  meta?: pulumi.Input<string>;
}

/** Ids in the CIB of what holds parts of it. Only what is not there yet gets them. */
export interface AlertIds {
  /** Of the `params`. */
  params?: pulumi.Input<string>;

  /** Of the `meta`. */
  meta?: pulumi.Input<string>;
}

/** Ids in the CIB of what holds parts of it. Only what is not there yet gets them. */
export interface NodeIds {
  /** Of the `attributes`. */
  attributes?: pulumi.Input<string>;

  /** Of the `utilization`. */
  utilization?: pulumi.Input<string>;
}

/** How machines are reached over SSH. */
export interface ConnectionArgs {
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
}

/** A cluster and the way to it. Every resource of the cluster is given it: `{ provider: cluster }`. */
export interface ProviderArgs extends ConnectionArgs {
  /**
   * Addresses or names of the members of the cluster. The first that answers is used for the configuration;
   * SysctlSetting works on each, so list them all.
   */
  hosts: pulumi.Input<pulumi.Input<string>[]>;

  /** How long to wait until the cluster has done it, each a time such as "90s" or "10min". */
  timeouts?: pulumi.Input<Timeouts>;

  /**
   * How far creates and updates go, where a resource does not say it: see there.
   *
   * @default "settled"
   */
  await?: pulumi.Input<"settled" | "committed">;
}

/** What every resource takes. */
export interface CommonArgs {
  /**
   * Take an existing object over even when it differs. Without it an object that is equal in meaning is taken, and
   * one that differs is an error; a SysctlSetting takes what is there in any case, and gives it back.
   *
   * @default false
   */
  adopt?: pulumi.Input<boolean>;

  /** How long to wait until the cluster has done it, each a time such as "90s" or "10min". */
  timeouts?: pulumi.Input<Timeouts>;

  /**
   * "settled": a create or an update waits until the cluster has done it; "committed": only until it is in the CIB,
   * and what comes of it nobody says. A delete waits in any case; a Cluster always waits, and for a SysctlSetting
   * there is nothing to wait.
   *
   * @default the provider's, else "settled"
   */
  await?: pulumi.Input<"settled" | "committed">;
}

/**
 * The arguments of Cluster.
 *
 * @see corosync.conf(5)
 */
export interface ClusterArgs extends CommonArgs, ConnectionArgs {
  /**
   * Its name in Corosync and Pacemaker.
   *
   * @default the resource's name
   */
  clusterName?: string;

  /**
   * The machines by the names of their nodes; each an address of the machine, or { address, links } where SSH goes
   * another way than Corosync.
   */
  members: pulumi.Input<Record<string, pulumi.Input<string | Member>>>;

  /**
   * Debian's packages that each machine needs beside the cluster's own, of which nothing starts by itself:
   * ["apache2"].
   *
   * @default none
   */
  packages?: pulumi.Input<pulumi.Input<string>[]>;

  /**
   * How what the members say to each other is encrypted and signed.
   *
   * @default aes256 and sha256
   */
  crypto?: pulumi.Input<Crypto>;

  /**
   * Options under corosync.conf's own names, such as { token: 3000 }.
   *
   * @see corosync.conf(5), totem
   */
  totem?: pulumi.Input<Record<string, pulumi.Input<Option>>>;

  /**
   * Options of the quorum under corosync.conf's own names, such as { wait_for_all: 1 }.
   *
   * @see votequorum(5)
   */
  quorum?: pulumi.Input<Record<string, pulumi.Input<Option>>>;

  /**
   * Options of single links by their numbers, under corosync.conf's own names: { 1: { knet_link_priority: 10 } }.
   *
   * @see corosync.conf(5), interface
   */
  links?: pulumi.Input<Record<string, pulumi.Input<Record<string, pulumi.Input<Option>>>>>;

  /**
   * Any word or number: where it becomes another one, the members get a new key, without a restart.
   *
   * @default none
   */
  keyVersion?: pulumi.Input<string | number>;

  /**
   * true: also changes for which the cluster stops or may lose its quorum: taking out half of the members or more,
   * machines of which none is a member any more, another encryption, and options that Corosync reads at its start
   * only, for which all members restart while resources stay as they are, unmanaged.
   *
   * @default false
   */
  allowQuorumLoss?: pulumi.Input<boolean>;
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

  /**
   * true: what `crm resource move` or `ban` left behind (constraints cli-prefer-…, cli-ban-…) is drift, and the next
   * update takes it away.
   *
   * @default false, it stays, with a warning
   */
  clearMoves?: pulumi.Input<boolean>;
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
  agent?: pulumi.Input<string>;

  /** Instead of `agent`: the template that says what this does not. */
  template?: ClusterResource | pulumi.Input<string>;

  /** A comment in the CIB. */
  description?: pulumi.Input<string>;

  /**
   * The agent's parameters under its own names (`crm ra info`, `pulumi-pacemaker agents show`).
   *
   * @see Pacemaker Explained, Resource Instance Attributes
   */
  params?: pulumi.Input<Record<string, pulumi.Input<Scalar>>>;

  /** More sets of parameters by their ids, each with a rule or a score. */
  paramSets?: pulumi.Input<Record<string, pulumi.Input<AttributeSet>>>;

  /**
   * Meta attributes under Pacemaker's own names, such as "target-role" or "migration-threshold".
   *
   * @see Pacemaker Explained, Resource Meta-Attributes
   */
  meta?: pulumi.Input<Record<string, pulumi.Input<Scalar>>>;

  /** More sets of meta attributes by their ids, each with a rule or a score. */
  metaSets?: pulumi.Input<Record<string, pulumi.Input<AttributeSet>>>;

  /**
   * What of a node's capacity it takes, by name.
   *
   * @see Pacemaker Explained, Utilization and Placement Strategy
   */
  utilization?: pulumi.Input<Record<string, pulumi.Input<number | string>>>;

  /**
   * Operations by name: one, or a list where an operation is there more than once (a monitor for each role).
   *
   * @see Pacemaker Explained, Resource Operations
   */
  operations?: pulumi.Input<Record<string, pulumi.Input<Operation | pulumi.Input<Operation>[]>>>;

  /**
   * Ids in the CIB of what holds parts of it. Only what is not there yet gets them.
   *
   * @default made from its own id, as crm does
   */
  ids?: pulumi.Input<PrimitiveIds>;

  /**
   * true: what `crm resource move` or `ban` left behind (constraints cli-prefer-…, cli-ban-…) is drift, and the next
   * update takes it away.
   *
   * @default false, it stays, with a warning
   */
  clearMoves?: pulumi.Input<boolean>;
}

/**
 * The arguments of ResourceTemplate.
 *
 * @see Pacemaker Explained, Reusing Resource Definitions
 */
export interface ResourceTemplateArgs extends CommonArgs {
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

  /** More sets of parameters by their ids, each with a rule or a score. */
  paramSets?: pulumi.Input<Record<string, pulumi.Input<AttributeSet>>>;

  /**
   * Meta attributes under Pacemaker's own names, such as "target-role" or "migration-threshold".
   *
   * @see Pacemaker Explained, Resource Meta-Attributes
   */
  meta?: pulumi.Input<Record<string, pulumi.Input<Scalar>>>;

  /** More sets of meta attributes by their ids, each with a rule or a score. */
  metaSets?: pulumi.Input<Record<string, pulumi.Input<AttributeSet>>>;

  /**
   * What of a node's capacity it takes, by name.
   *
   * @see Pacemaker Explained, Utilization and Placement Strategy
   */
  utilization?: pulumi.Input<Record<string, pulumi.Input<number | string>>>;

  /**
   * Operations by name: one, or a list where an operation is there more than once (a monitor for each role).
   *
   * @see Pacemaker Explained, Resource Operations
   */
  operations?: pulumi.Input<Record<string, pulumi.Input<Operation | pulumi.Input<Operation>[]>>>;

  /**
   * Ids in the CIB of what holds parts of it. Only what is not there yet gets them.
   *
   * @default made from its own id, as crm does
   */
  ids?: pulumi.Input<PrimitiveIds>;
}

/**
 * The arguments of Group.
 *
 * @see Pacemaker Explained, Groups - A Syntactic Shortcut
 */
export interface GroupArgs extends CommonArgs {
  /**
   * The object's id in the CIB; it stays when the resource is renamed in the program.
   *
   * @default the resource's name
   */
  cibId?: string;

  /** The primitives, in the order in which they start. All run on one node. */
  members: (ClusterResource | pulumi.Input<string>)[];

  /** A comment in the CIB. */
  description?: pulumi.Input<string>;

  /** Parameters that its members inherit. */
  params?: pulumi.Input<Record<string, pulumi.Input<Scalar>>>;

  /** More sets of parameters by their ids, each with a rule or a score. */
  paramSets?: pulumi.Input<Record<string, pulumi.Input<AttributeSet>>>;

  /**
   * Meta attributes under Pacemaker's own names, such as "target-role" or "migration-threshold".
   *
   * @see Pacemaker Explained, Resource Meta-Attributes
   */
  meta?: pulumi.Input<Record<string, pulumi.Input<Scalar>>>;

  /** More sets of meta attributes by their ids, each with a rule or a score. */
  metaSets?: pulumi.Input<Record<string, pulumi.Input<AttributeSet>>>;

  /**
   * Ids in the CIB of what holds parts of it. Only what is not there yet gets them.
   *
   * @default made from its own id, as crm does
   */
  ids?: pulumi.Input<GroupIds>;

  /**
   * true: what `crm resource move` or `ban` left behind (constraints cli-prefer-…, cli-ban-…) is drift, and the next
   * update takes it away.
   *
   * @default false, it stays, with a warning
   */
  clearMoves?: pulumi.Input<boolean>;
}

/**
 * The arguments of Clone.
 *
 * @see Pacemaker Explained, Clones - Resources That Can Have Multiple Active Instances
 */
export interface CloneArgs extends CommonArgs {
  /**
   * The object's id in the CIB; it stays when the resource is renamed in the program.
   *
   * @default the resource's name
   */
  cibId?: string;

  /** The primitive or group of which instances run on several nodes. */
  resource: ClusterResource | pulumi.Input<string>;

  /** A comment in the CIB. */
  description?: pulumi.Input<string>;

  /** Parameters that its instances inherit. */
  params?: pulumi.Input<Record<string, pulumi.Input<Scalar>>>;

  /** More sets of parameters by their ids, each with a rule or a score. */
  paramSets?: pulumi.Input<Record<string, pulumi.Input<AttributeSet>>>;

  /**
   * Meta attributes under Pacemaker's own names: "clone-max", "clone-node-max", "interleave", "notify", "ordered",
   * "globally-unique", "promotable", "promoted-max", "promoted-node-max".
   *
   * @see Pacemaker Explained, Clone Options
   */
  meta?: pulumi.Input<Record<string, pulumi.Input<Scalar>>>;

  /** More sets of meta attributes by their ids, each with a rule or a score. */
  metaSets?: pulumi.Input<Record<string, pulumi.Input<AttributeSet>>>;

  /**
   * Ids in the CIB of what holds parts of it. Only what is not there yet gets them.
   *
   * @default made from its own id, as crm does
   */
  ids?: pulumi.Input<CloneIds>;

  /**
   * true: what `crm resource move` or `ban` left behind (constraints cli-prefer-…, cli-ban-…) is drift, and the next
   * update takes it away.
   *
   * @default false, it stays, with a warning
   */
  clearMoves?: pulumi.Input<boolean>;
}

/**
 * The arguments of Bundle.
 *
 * @see Pacemaker Explained, Bundles - Containerized Resources
 */
export interface BundleArgs extends CommonArgs {
  /**
   * The object's id in the CIB; it stays when the resource is renamed in the program.
   *
   * @default the resource's name
   */
  cibId?: string;

  /** A comment in the CIB. */
  description?: pulumi.Input<string>;

  /** How the containers of a bundle are launched. */
  podman?: pulumi.Input<BundleContainer>;

  /** Instead of podman. */
  docker?: pulumi.Input<BundleContainer>;

  /** Addresses and ports of a bundle. */
  network?: pulumi.Input<BundleNetwork>;

  /** Directories of the node that the containers see, by their ids. */
  storage?: pulumi.Input<Record<string, pulumi.Input<BundleStorage>>>;

  /**
   * The primitive that runs in the containers; the image has pacemaker-remoted and its agent then.
   *
   * @default the containers alone
   */
  resource?: ClusterResource | pulumi.Input<string>;

  /**
   * Meta attributes under Pacemaker's own names, such as "target-role" or "migration-threshold".
   *
   * @see Pacemaker Explained, Resource Meta-Attributes
   */
  meta?: pulumi.Input<Record<string, pulumi.Input<Scalar>>>;

  /**
   * Ids in the CIB of what holds parts of it. Only what is not there yet gets them.
   *
   * @default made from its own id, as crm does
   */
  ids?: pulumi.Input<BundleIds>;

  /**
   * true: what `crm resource move` or `ban` left behind (constraints cli-prefer-…, cli-ban-…) is drift, and the next
   * update takes it away.
   *
   * @default false, it stays, with a warning
   */
  clearMoves?: pulumi.Input<boolean>;
}

/**
 * The arguments of Location.
 *
 * @see Pacemaker Explained, Deciding Which Nodes a Resource Can Run On
 */
export interface LocationArgs extends CommonArgs {
  /**
   * The object's id in the CIB; it stays when the resource is renamed in the program.
   *
   * @default the resource's name
   */
  cibId?: string;

  /** The resource that is placed (rsc). */
  resource?: ClusterResource | pulumi.Input<string>;

  /** Instead of `resource`: all whose ids fit this regular expression (rsc-pattern). */
  pattern?: pulumi.Input<string>;

  /** Instead of `resource`: several of them (resource_set). */
  sets?: ResourceSet[];

  /** The node's name, with `score`. */
  node?: pulumi.Input<string>;

  /** "INFINITY": only there; "-INFINITY": never; a number: a preference. With `node`. */
  score?: pulumi.Input<Score>;

  /** Instead of `node` and `score`: rules, each with a score for the nodes where it holds. */
  rules?: pulumi.Input<pulumi.Input<Rule>[]>;

  /** It is about this role of the resource only. */
  role?: pulumi.Input<Role>;

  /**
   * Whether the cluster looks there for what runs without its doing: never, or exclusive to such nodes
   * (resource-discovery).
   *
   * @default always
   */
  resourceDiscovery?: pulumi.Input<"always" | "never" | "exclusive">;
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
  resource?: ClusterResource | pulumi.Input<string>;

  /** The resource that is placed first (with-rsc). */
  with?: ClusterResource | pulumi.Input<string>;

  /**
   * It is about this role of `resource` (rsc-role).
   *
   * @default any
   */
  role?: pulumi.Input<Role>;

  /**
   * It is about this role of `with` (with-rsc-role).
   *
   * @default any
   */
  withRole?: pulumi.Input<Role>;

  /** Instead of `resource` and `with`: sets, each placed where the set after it is. */
  sets?: ResourceSet[];

  /**
   * "INFINITY": only on its node; "-INFINITY": never there; a number: a preference.
   *
   * @default INFINITY
   */
  score?: pulumi.Input<Score>;

  /**
   * Nodes with the same value of it are one place (node-attribute).
   *
   * @default #uname
   */
  nodeAttribute?: pulumi.Input<string>;

  /**
   * Whether `resource` may move `with` along to a better place.
   *
   * @default the meta attribute critical
   */
  influence?: pulumi.Input<PacemakerBoolean>;
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
  first?: ClusterResource | pulumi.Input<string>;

  /** The resource that follows. */
  then?: ClusterResource | pulumi.Input<string>;

  /**
   * What `first` does before (first-action).
   *
   * @default start
   */
  firstAction?: pulumi.Input<"start" | "stop" | "promote" | "demote">;

  /**
   * What `then` does after it (then-action).
   *
   * @default that of `first`
   */
  thenAction?: pulumi.Input<"start" | "stop" | "promote" | "demote">;

  /** Instead of `first` and `then`: sets, each after the one before it. */
  sets?: ResourceSet[];

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

  /**
   * false: one instance of a clone is enough (require-all).
   *
   * @default true
   */
  requireAll?: pulumi.Input<PacemakerBoolean>;
}

/**
 * The arguments of Ticket.
 *
 * @see Pacemaker Explained, Multi-Site Clusters and Tickets
 */
export interface TicketArgs extends CommonArgs {
  /**
   * The object's id in the CIB; it stays when the resource is renamed in the program.
   *
   * @default the resource's name
   */
  cibId?: string;

  /** The ticket's name. */
  ticket: pulumi.Input<string>;

  /** The resource that needs the ticket (rsc). */
  resource?: ClusterResource | pulumi.Input<string>;

  /**
   * It is needed for this role only (rsc-role).
   *
   * @default any
   */
  role?: pulumi.Input<Role>;

  /** Instead of `resource`: several of them (resource_set). */
  sets?: ResourceSet[];

  /**
   * What happens to the resource when the ticket is lost (loss-policy).
   *
   * @default stop
   */
  lossPolicy?: pulumi.Input<"stop" | "demote" | "fence" | "freeze">;
}

/**
 * The arguments of Tag.
 *
 * @see Pacemaker Explained, Tagging Configuration Elements
 */
export interface TagArgs extends CommonArgs {
  /**
   * The object's id in the CIB; it stays when the resource is renamed in the program.
   *
   * @default the resource's name
   */
  cibId?: string;

  /** The objects that it names: resources, constraints, other tags. */
  references: (ClusterResource | pulumi.Input<string>)[];
}

/**
 * The arguments of FencingTopology.
 *
 * @see Pacemaker Explained, Fencing Topologies
 */
export interface FencingTopologyArgs extends CommonArgs {
  /**
   * The object's id in the CIB; it stays when the resource is renamed in the program.
   *
   * @default the resource's name
   */
  cibId?: string;

  /** The node that is fenced (target). */
  node?: pulumi.Input<string>;

  /** Instead of `node`: all nodes whose names fit this regular expression (target-pattern). */
  pattern?: pulumi.Input<string>;

  /** Instead of `node`: all nodes with this attribute. */
  attribute?: pulumi.Input<FencingTarget>;

  /** By level, 1 to 9: the devices that must all succeed; the next level is tried when one does not. */
  levels: pulumi.Input<Record<string, pulumi.Input<(ClusterResource | pulumi.Input<string>)[]>>>;

  /**
   * The levels' ids in the CIB, by level, when they are made.
   *
   * @default made from its own
   */
  ids?: pulumi.Input<Record<string, pulumi.Input<string>>>;
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
 * The arguments of ClusterProperties.
 *
 * @see Pacemaker Explained, Cluster Options
 */
export interface ClusterPropertiesArgs extends CommonArgs {
  /**
   * The set's id; the usual one is cib-bootstrap-options.
   *
   * @default the resource's name
   */
  cibId?: string;

  /** The properties by name. */
  values: pulumi.Input<Record<string, pulumi.Input<Scalar>>>;

  /**
   * Where or when they hold.
   *
   * @default always
   * @see Pacemaker Explained, Rules
   */
  rule?: pulumi.Input<Rule>;

  /**
   * Of sets that name the same, the one with the highest score holds.
   *
   * @default 0
   */
  score?: pulumi.Input<Score>;
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
 * The arguments of ResourceDefaults.
 *
 * @see Pacemaker Explained, Setting Global Defaults for Resource Meta-Attributes
 */
export interface ResourceDefaultsArgs extends CommonArgs {
  /**
   * The set's id; the usual one is rsc-options.
   *
   * @default the resource's name
   */
  cibId?: string;

  /** The meta attributes by name. */
  values: pulumi.Input<Record<string, pulumi.Input<Scalar>>>;

  /**
   * Where or when they hold.
   *
   * @default always
   * @see Pacemaker Explained, Rules
   */
  rule?: pulumi.Input<Rule>;

  /**
   * Of sets that name the same, the one with the highest score holds.
   *
   * @default 0
   */
  score?: pulumi.Input<Score>;
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
 * The arguments of OperationDefaults.
 *
 * @see Pacemaker Explained, Setting Global Defaults for Operations
 */
export interface OperationDefaultsArgs extends CommonArgs {
  /**
   * The set's id; the usual one is op-options.
   *
   * @default the resource's name
   */
  cibId?: string;

  /** The attributes by name. */
  values: pulumi.Input<Record<string, pulumi.Input<Scalar>>>;

  /**
   * Where or when they hold.
   *
   * @default always
   * @see Pacemaker Explained, Rules
   */
  rule?: pulumi.Input<Rule>;

  /**
   * Of sets that name the same, the one with the highest score holds.
   *
   * @default 0
   */
  score?: pulumi.Input<Score>;
}

/**
 * The arguments of AclRole.
 *
 * @see Pacemaker Explained, Access Control Lists (ACLs)
 */
export interface AclRoleArgs extends CommonArgs {
  /**
   * The object's id in the CIB; it stays when the resource is renamed in the program.
   *
   * @default the resource's name
   */
  cibId?: string;

  /**
   * Its rules. On one element deny outranks write, and write outranks read; where none is about it, what holds for
   * the element around it does.
   */
  permissions: AclPermission[];

  /** A comment in the CIB. */
  description?: pulumi.Input<string>;
}

/**
 * The arguments of AclTarget.
 *
 * @see Pacemaker Explained, Access Control Lists (ACLs)
 */
export interface AclTargetArgs extends CommonArgs {
  /**
   * The user's name.
   *
   * @default the resource's name
   */
  cibId?: string;

  /** The roles that it has. */
  roles: (ClusterResource | pulumi.Input<string>)[];
}

/**
 * The arguments of AclGroup.
 *
 * @see Pacemaker Explained, Access Control Lists (ACLs)
 */
export interface AclGroupArgs extends CommonArgs {
  /**
   * The group's name.
   *
   * @default the resource's name
   */
  cibId?: string;

  /** The roles that it has. */
  roles: (ClusterResource | pulumi.Input<string>)[];
}

/**
 * The arguments of Alert.
 *
 * @see Pacemaker Explained, Alerts
 */
export interface AlertArgs extends CommonArgs {
  /**
   * The object's id in the CIB; it stays when the resource is renamed in the program.
   *
   * @default the resource's name
   */
  cibId?: string;

  /** The alert agent, a program on every node. */
  path: pulumi.Input<string>;

  /** A comment in the CIB. */
  description?: pulumi.Input<string>;

  /** Environment variables of the agent. */
  params?: pulumi.Input<Record<string, pulumi.Input<Scalar>>>;

  /** "timeout" (default 30s), "timestamp-format", "enabled". */
  meta?: pulumi.Input<Record<string, pulumi.Input<Scalar>>>;

  /**
   * Which events it is for.
   *
   * @default nodes, fencing and resources
   */
  select?: pulumi.Input<AlertSelect>;

  /**
   * Who is told, by their ids.
   *
   * @default the agent is called once, for nobody
   */
  recipients?: pulumi.Input<Record<string, pulumi.Input<AlertRecipient>>>;

  /**
   * Ids in the CIB of what holds parts of it. Only what is not there yet gets them.
   *
   * @default made from its own id, as crm does
   */
  ids?: pulumi.Input<AlertIds>;
}

/**
 * The arguments of Node.
 *
 * @see Pacemaker Explained, Node Attributes
 */
export interface NodeArgs extends CommonArgs {
  /**
   * The node's name in the cluster (`crm_node --list`), also a remote or guest node's.
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

  /**
   * The node's capacity by name, of which resources take what they declare (crm node utilization).
   *
   * @see Pacemaker Explained, Utilization and Placement Strategy
   */
  utilization?: pulumi.Input<Record<string, pulumi.Input<number | string>>>;

  /**
   * Node attributes that last until the node leaves the cluster (crm node status-attr). When it is back without
   * them, a refresh shows that and the next up sets them again. Never a secret: Pacemaker takes them as words of a
   * command.
   */
  transientAttributes?: pulumi.Input<Record<string, pulumi.Input<Scalar>>>;

  /**
   * Ids in the CIB of what holds parts of it. Only what is not there yet gets them.
   *
   * @default made from its own id, as crm does
   */
  ids?: pulumi.Input<NodeIds>;
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

  /** Its value. Never a secret: every user of the host reads it with `sysctl`. */
  value: pulumi.Input<Scalar>;

  /**
   * Also write it under /etc/sysctl.d, so that it survives a reboot.
   *
   * @default true
   */
  persistent?: pulumi.Input<boolean>;
}
