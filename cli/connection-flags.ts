import { InvalidArgumentError, Option, type Command } from "commander";
import { providerSchema, type ProviderSettings } from "../provider/connection";
import { problemsOf } from "../provider/problems";
import { UsageError } from "./failure";

/** The provider's arguments as flags. Secrets are none: a process list shows them to everybody. */
export interface ConnectionFlags {
  hosts?: string[];
  port?: number;
  user?: string;
  privateKeyFile?: string;
  agent?: string | true;
  sudo?: true;
  hostKeys?: string;
  bastion?: string;
  connectTimeout?: string;
  commandTimeout?: string;
  passwordStdin?: true;
  passphraseStdin?: true;
}

function portNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError("a port is a number");
}

const splitList = (text: string): string[] =>
  text
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");

export const addConnectionFlags = (command: Command): Command =>
  command
    .option(
      "--hosts <hosts>",
      "members of the cluster, separated by commas; the first that answers is asked",
      splitList,
    )
    .option("--port <port>", "SSH's port (default: 22)", portNumber)
    .option("--user <user>", "who logs in (default: root)")
    .option("--private-key-file <file>", "the private key; ~ is the home directory")
    .option("--agent [socket]", "use the SSH agent (default: where no key and no password is given)")
    .option("--sudo", "run commands through sudo -n")
    .option(
      "--host-keys <how>",
      "FILE, accept-new:FILE, off, or fingerprints SHA256:… separated by commas (default: ~/.ssh/known_hosts)",
    )
    .option("--bastion <[user@]host[:port]>", "a host to connect through")
    .option("--connect-timeout <time>", "limit of one attempt to connect (default: 10s)")
    .option("--command-timeout <time>", "limit of one command (default: 60s)")
    .addOption(
      new Option("--password-stdin", "read the password from standard input (or PULUMI_PACEMAKER_PASSWORD)").conflicts(
        "passphraseStdin",
      ),
    )
    .option("--passphrase-stdin", "read the key's passphrase from standard input (or PULUMI_PACEMAKER_PASSPHRASE)");

export function parseHostKeys(text: string): NonNullable<ProviderSettings["hostKeys"]> {
  if (text === "off") return "off";
  if (text.startsWith("accept-new:")) return { acceptNew: text.slice("accept-new:".length) };
  if (/^(SHA256:|(ssh|ecdsa|sk)-\S+ )/.test(text)) return { pinned: splitList(text) };
  return { file: text };
}

/** `[user@]host[:port]`; an IPv6 address with a port stands in brackets. */
export function parseBastion(text: string): NonNullable<ProviderSettings["bastion"]> {
  const at = text.lastIndexOf("@");
  const user = at === -1 ? undefined : text.slice(0, at);
  const place = text.slice(at + 1);
  const [, bracketed, named, digits] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(place) ?? [];
  const port = digits === undefined ? undefined : Number(digits);
  return {
    host: bracketed ?? named ?? place,
    ...(port !== undefined && { port }),
    ...(user !== undefined && { user }),
  };
}

export interface Secrets {
  password?: string;
  passphrase?: string;
}

export function settingsFromFlags(flags: ConnectionFlags, secrets: Secrets): ProviderSettings {
  const { hosts, port, user, privateKeyFile, agent, sudo, hostKeys, bastion, connectTimeout, commandTimeout } = flags;
  const given = {
    hosts,
    port,
    user,
    privateKeyFile,
    agent,
    sudo,
    connectTimeout,
    commandTimeout,
    ...secrets,
    hostKeys: hostKeys === undefined ? undefined : parseHostKeys(hostKeys),
    bastion: bastion === undefined ? undefined : parseBastion(bastion),
  };
  const settings: object = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const problems = problemsOf(providerSchema, settings);
  if (problems.length > 0) throw new UsageError(problems.map(asFlag).join("\n"));
  return settings as ProviderSettings;
}

/** "connectTimeout: must be …" is "--connect-timeout: must be …" here. */
const asFlag = (problem: string): string =>
  `--${problem.replace(/^[\w.]+/, (path) => (path.split(".")[0] ?? "").replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`))}`;
