import { createHash } from "node:crypto";
import { z } from "zod";
import { parseTime } from "./cib/meaning";
import { awaits, time, timeouts } from "./kinds/fields";
import { readPin } from "./ssh/known-hosts";
import type { ConnectionArgs } from "./ssh/types";

const pin = z
  .string()
  .refine(
    (text) => readPin(text) !== undefined,
    'must be a fingerprint "SHA256:…" as ssh-keygen -l prints it, or a public key "ssh-ed25519 AAAA…"',
  );

/** A timer of Node.js cannot be set for more than 24 days, and with none nothing is ever reached. */
const limit = time.refine((value) => {
  const milliseconds = parseTime(String(value));
  return milliseconds === undefined || (milliseconds > 0 && milliseconds <= 24 * 60 * 60 * 1000);
}, "must be more than nothing and at most a day");

const hostKeys = z
  .union([
    z.strictObject({ file: z.string().min(1) }),
    z.strictObject({ pinned: z.array(pin).min(1) }),
    z.strictObject({ acceptNew: z.string().min(1) }),
    z.literal("off"),
  ])
  .meta({
    description:
      'How the hosts\' keys are judged: { file } a known_hosts file; { pinned } fingerprints ("SHA256:…") or public keys; { acceptNew: FILE } a key seen for the first time is written there, a changed one refused; "off" none is checked. Default: { file: "~/.ssh/known_hosts" }.',
    name: "HostKeys",
  });

const credentials = {
  user: z.string().min(1).optional().meta({ description: "The user to log in as. Default: root." }),
  privateKey: z.string().min(1).optional().meta({ description: "A private key's text.", secret: true }),
  privateKeyFile: z
    .string()
    .min(1)
    .optional()
    .meta({ description: "A private key's file on the machine that runs Pulumi; ~ is the home directory." }),
  passphrase: z.string().optional().meta({ description: "Opens the private key.", secret: true }),
  password: z.string().optional().meta({ description: "Logs in by password.", secret: true }),
};

/** How machines are reached, whichever they are. */
export const access = {
  port: z.int().min(1).max(65535).optional().meta({ description: "SSH's port. Default: 22." }),
  ...credentials,
  agent: z
    .union([z.boolean(), z.string().min(1)])
    .optional()
    .meta({
      description:
        "Use the SSH agent: true for SSH_AUTH_SOCK, or a socket. Default: true where no key and no password is given.",
    }),
  sudo: z.boolean().optional().meta({ description: "Run commands through `sudo -n`. Default: false." }),
  hostKeys: hostKeys.optional(),
  bastion: z
    .strictObject({
      host: z.string().min(1).meta({ description: "Its address or name." }),
      port: z.int().min(1).max(65535).optional().meta({ description: "Its SSH port. Default: 22." }),
      ...credentials,
      user: credentials.user.meta({ description: "The user to log in as. Default: the hosts'." }),
    })
    .optional()
    .meta({
      description: "A host to connect through, with the same credentials unless it has its own.",
      name: "Bastion",
    }),
  connectTimeout: limit.optional().meta({ description: "Limit of one attempt to connect. Default: 10s." }),
  commandTimeout: limit.optional().meta({ description: "Limit of one command. Default: 60s." }),
};

/** How the hosts of a cluster are reached: the arguments of the provider, and the flags of the command line. */
export const providerSchema = z
  .strictObject({
    hosts: z.array(z.string().min(1)).min(1).meta({
      description:
        "Addresses or names of the members of the cluster. The first that answers is used for the configuration; SysctlSetting works on each, so list them all.",
    }),
    ...access,
    timeouts: timeouts.optional(),
    await: awaits.optional().meta({
      description: 'How far creates and updates go, where a resource does not say it: see there. Default: "settled".',
    }),
  })
  .meta({
    description: "A cluster and the way to it. Every resource of the cluster is given it: `{ provider: cluster }`.",
    example: `const cluster = new pacemaker.Provider("web", {
  hosts: ["10.0.2.1", "10.0.2.2", "10.0.2.3"],
  user: "admin",
  privateKeyFile: "~/.ssh/id_ed25519",
  sudo: true,
});`,
  });
export type ProviderSettings = z.infer<typeof providerSchema>;

/** The keys of the provider's configuration carry this prefix, or the engine would not hand them over. */
export const configPrefix = "pacemaker:";

const milliseconds = (value: string | number | undefined, otherwise: string): number =>
  parseTime(String(value ?? otherwise)) ?? 0;

/** The arguments of the SSH layer, with defaults. */
export function connectionArgs(settings: ProviderSettings): ConnectionArgs {
  const { hosts, port, user, sudo, hostKeys: keys, connectTimeout, commandTimeout, agent } = settings;
  const { privateKey, privateKeyFile, passphrase, password, bastion } = settings;
  const noKey = privateKey === undefined && privateKeyFile === undefined && password === undefined;
  return {
    hosts,
    port: port ?? 22,
    user: user ?? "root",
    sudo: sudo ?? false,
    hostKeys: keys ?? { file: "~/.ssh/known_hosts" },
    agent: agent ?? noKey,
    connectTimeout: milliseconds(connectTimeout, "10s"),
    commandTimeout: milliseconds(commandTimeout, "60s"),
    ...(privateKey !== undefined && { privateKey }),
    ...(privateKeyFile !== undefined && { privateKeyFile }),
    ...(passphrase !== undefined && { passphrase }),
    ...(password !== undefined && { password }),
    ...(bastion && { bastion: bastion }),
  };
}

/** Which hosts a resource is on, as state keeps it: when it changes, another cluster may be behind it. */
export const connectionDigest = ({ hosts, port, bastion }: ProviderSettings): string =>
  createHash("sha256")
    .update(JSON.stringify([hosts, port ?? 22, bastion?.host ?? null]))
    .digest("hex")
    .slice(0, 16);
