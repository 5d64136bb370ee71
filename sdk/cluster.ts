import * as pulumi from "@pulumi/pulumi";
import { access } from "../provider/connection";
import { making } from "../provider/kinds";
import type { ClusterArgs, ConnectionArgs, Member } from "./args";
import { given } from "./fields";
import { Provider } from "./provider";
import { ClusterResource } from "./resource";

const part = (args: ClusterArgs, test: (name: string) => boolean): object =>
  Object.fromEntries(Object.entries(given(args)).filter(([name]) => test(name)));
const isAccess = (name: string): boolean => Object.hasOwn(access, name);

const addressOf = (member: pulumi.Unwrap<string | Member>): string =>
  typeof member === "string" ? member : member.address;

/** Where SSH reaches the members: of each that is known, whether the others are or not. */
const addresses = (members: ClusterArgs["members"]): pulumi.Input<pulumi.Input<string>[]> =>
  pulumi.Output.isInstance(members) || members instanceof Promise
    ? pulumi.output(members).apply((all) => Object.values(all).map(addressOf))
    : Object.values(members).map((each) => pulumi.output(each).apply(addressOf));

/**
 * Machines that have nothing but an operating system and SSH, made a cluster: packages, names, Corosync, Pacemaker.
 * Members come, go and are replaced one at a time. What the cluster is to hold is declared with a provider of it.
 *
 * @see corosync.conf(5)
 * @example
 * ```ts
 * const web = new pacemaker.Cluster("web", {
 *   members: { web1: "10.0.2.1", web2: "10.0.2.2", web3: "10.0.2.3" },
 *   user: "admin",
 *   privateKeyFile: "~/.ssh/id_ed25519",
 *   sudo: true,
 * });
 * const cluster = new pacemaker.Provider("web", { cluster: web });
 * ```
 */
export class Cluster extends ClusterResource {
  /** Its name in Corosync and Pacemaker. */
  declare readonly clusterName: pulumi.Output<string>;

  /** The machines by the names of their nodes. */
  declare readonly members: pulumi.Output<Record<string, string | pulumi.Unwrap<Member>>>;

  /** Where its members are reached, known when they are a cluster. */
  readonly hosts: pulumi.Output<string[]>;

  /** How they are reached: a provider of the cluster begins with it. */
  readonly connection: ConnectionArgs;

  constructor(name: string, args: ClusterArgs, opts: Omit<pulumi.CustomResourceOptions, "provider"> = {}) {
    const connection: ConnectionArgs = part(args, isAccess);
    const { parent } = opts;
    const provider = new Provider(
      `${name}-machines`,
      { ...connection, hosts: addresses(args.members) },
      parent ? { parent } : {},
    );
    super(
      making.cluster,
      name,
      part(args, (each) => !isAccess(each)),
      { ...opts, provider },
    );
    this.connection = connection;
    this.hosts = (this as unknown as { __hosts: pulumi.Output<string[]> }).__hosts;
  }
}
