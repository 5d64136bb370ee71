import { isIP } from "node:net";
import { z } from "zod";
import { mostLinks } from "../corosync/nodelist";
import { common, named, nodeName, problem } from "./fields";
import type { MachinesKind } from "./kind";

/** corosync takes a line with a brace for a section's beginning. */
const option = z
  .union(
    [z.string().regex(/^[^\s{](?:[^\p{Cc}{]*[^\s{])?$/u, "must be one line of text without {"), z.number()],
    "must be text or a number",
  )
  .meta({ form: "option" });
const optionName = z.string().regex(/^[a-z][a-z0-9_]*$/, "must be a word of corosync.conf");
const options = z.record(optionName, option);

const ip = z.string().refine((value) => isIP(value) !== 0, "must be an IPv4 or IPv6 address");

const address = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[\w.:%-]+$/, "must be an address or a host's name");

const member = z.union([
  address,
  z
    .strictObject({
      address: address.meta({ description: "Where SSH reaches the machine." }),
      links: z
        .array(ip)
        .min(1)
        .max(mostLinks)
        .optional()
        .meta({
          description: `One to ${mostLinks} addresses of the machine itself, over which the members talk; as many for each member, in the same order of networks. Default: address.`,
        }),
    })
    .meta({ description: "A machine with more than one address.", name: "Member" }),
]);

/** What stands there follows from other arguments. */
const taken = {
  totem: {
    version: "is corosync's own",
    cluster_name: "is clusterName here",
    crypto_cipher: "is crypto here",
    crypto_hash: "is crypto here",
    secauth: "is crypto here",
    keyfile: "is /etc/corosync/authkey",
    key: "is /etc/corosync/authkey",
    transport: "is knet",
    interface: "is links here",
  },
  quorum: {
    provider: "is corosync_votequorum",
    expected_votes: "follows from the members",
    two_node: "follows from the members",
  },
} as const;

export const clusterSchema = z
  .strictObject({
    clusterName: named(
      z
        .string()
        .max(32)
        .regex(/^\w[\w.-]*$/, "must be letters, digits, _ . - only"),
      "Its name in Corosync and Pacemaker.",
    ),
    members: z
      .record(nodeName, member)
      .refine((all) => Object.keys(all).length > 0, "names no machine")
      .meta({
        description:
          "The machines by the names of their nodes; each an address of the machine, or { address, links } where SSH goes another way than Corosync.",
      }),
    packages: z
      .array(z.string().regex(/^[a-z0-9][a-z0-9+.-]+$/, "must be a package's name"))
      .optional()
      .meta({
        description:
          "Debian's packages that each machine needs beside the cluster's own, of which nothing starts by itself: [\"apache2\"]. Default: none.",
      }),
    crypto: z
      .strictObject({
        cipher: z
          .enum(["aes256", "aes192", "aes128", "none"])
          .optional()
          .meta({ description: "crypto_cipher. Default: aes256." }),
        hash: z
          .enum(["sha256", "sha384", "sha512", "sha1", "md5", "none"])
          .optional()
          .meta({ description: "crypto_hash. Default: sha256." }),
      })
      .optional()
      .meta({
        description: "How what the members say to each other is encrypted and signed. Default: aes256 and sha256.",
        name: "Crypto",
      }),
    totem: options.optional().meta({
      description: "Options under corosync.conf's own names, such as { token: 3000 }.",
      see: "corosync.conf(5), totem",
    }),
    quorum: options.optional().meta({
      description: "Options of the quorum under corosync.conf's own names, such as { wait_for_all: 1 }.",
      see: "votequorum(5)",
    }),
    links: z
      .record(z.string().regex(/^[0-7]$/, "must be a link's number, 0 to 7"), options)
      .optional()
      .meta({
        description:
          "Options of single links by their numbers, under corosync.conf's own names: { 1: { knet_link_priority: 10 } }.",
        see: "corosync.conf(5), interface",
      }),
    keyVersion: z
      .union([z.string().min(1), z.number()])
      .optional()
      .meta({
        description:
          "Any word or number: where it becomes another one, the members get a new key, without a restart. Default: none.",
      }),
    allowQuorumLoss: z.boolean().optional().meta({
      description:
        "true: also changes for which the cluster stops or may lose its quorum: taking out half of the members or more, machines of which none is a member any more, another encryption, and options that Corosync reads at its start only, for which all members restart while resources stay as they are, unmanaged. Default: false.",
    }),
    ...common,
  })
  .superRefine(({ members, totem = {}, quorum = {}, crypto }, context) => {
    const given = { totem, quorum };
    for (const section of ["totem", "quorum"] as const)
      for (const [name, why] of Object.entries(taken[section]))
        if (name in given[section]) problem(context, section, `${name}: ${why}`);
    const counts = Object.values(members).map((each) => (typeof each === "string" ? 1 : (each.links?.length ?? 1)));
    if (new Set(counts).size > 1) problem(context, "members", "each must have as many links as the others");
    if (crypto?.hash === "none" && crypto.cipher !== "none")
      problem(context, "crypto", "hash: cannot be none where the cipher is not");
  })
  .meta({
    example: `const web = new pacemaker.Cluster("web", {
  members: { web1: "10.0.2.1", web2: "10.0.2.2", web3: "10.0.2.3" },
  user: "admin",
  privateKeyFile: "~/.ssh/id_ed25519",
  sudo: true,
});
const cluster = new pacemaker.Provider("web", { cluster: web });`,
    limits:
      "Machines of Debian and Ubuntu only. A quorum device and a clock (chrony) are not set up; what of them is there is kept.",
    see: "corosync.conf(5)",
  });
export type ClusterArgs = z.infer<typeof clusterSchema>;

export const cluster: MachinesKind<ClusterArgs> = {
  place: "machines",
  type: "Cluster",
  description:
    "Machines that have nothing but an operating system and SSH, made a cluster: packages, names, Corosync, Pacemaker. Members come, go and are replaced one at a time.",
  schema: clusterSchema,
  name: (args) => args.clusterName,
  limit: "20min",
  outputs: ["__hosts"],
};

/** A member as all forms of it say it. */
export interface WantedMember {
  name: string;
  address: string;
  /** Undefined: what the address is on the machine itself. */
  links: readonly string[] | undefined;
}

export const membersIn = ({ members }: ClusterArgs): WantedMember[] =>
  Object.entries(members).map(([name, each]) =>
    typeof each === "string"
      ? { name, address: each, links: undefined }
      : { name, address: each.address, links: each.links },
  );
