import { createPrivateKey } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { AnyAuthMethod, ParsedKey } from "ssh2";
import { PacemakerError } from "../errors";
import { atHome } from "./home";
import { ssh2 } from "./ssh2";
import type { ConnectionArgs } from "./types";

export type Credentials = Pick<
  ConnectionArgs,
  "user" | "privateKey" | "privateKeyFile" | "passphrase" | "password" | "agent"
>;

const keyError = (what: string, hint: string): PacemakerError => new PacemakerError("SSH_KEY", what, { hint });

async function readKeyFile(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw keyError(`the private key ${file} cannot be read (${code ?? message})`, "Check privateKeyFile.");
  }
}

/** ssh2 reads OpenSSH's format and the older PEM formats; PKCS#8 becomes one of these. */
function readableText(text: string, passphrase: string | undefined): string {
  if (!/-----BEGIN (ENCRYPTED )?PRIVATE KEY-----/.test(text)) return text;
  if (text.includes("ENCRYPTED") && passphrase === undefined) throw new Error("no passphrase given");
  const key = createPrivateKey({ key: text, ...(passphrase === undefined ? {} : { passphrase }) });
  if (key.asymmetricKeyType === "rsa") return key.export({ type: "pkcs1", format: "pem" }).toString();
  return key.export({ type: "sec1", format: "pem" }).toString();
}

async function parse(text: string, passphrase?: string): Promise<{ key: ParsedKey } | { problem: string }> {
  const { utils } = await ssh2();
  try {
    const parsed: unknown = utils.parseKey(readableText(text, passphrase), passphrase);
    // A list for OpenSSH's format, which has room for several keys and always holds one.
    const key = (Array.isArray(parsed) ? parsed[0] : parsed) as ParsedKey | Error;
    return key instanceof Error ? { problem: key.message } : { key };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

/** `source` names the key in errors: its file, or the argument's name. The key itself never appears in one. */
export async function readKey(text: string, passphrase: string | undefined, source: string): Promise<ParsedKey> {
  const parsed = await parse(text, passphrase);
  if ("key" in parsed) {
    if (parsed.key.isPrivateKey()) return parsed.key;
    throw keyError(`${source} is a public key`, "Give the private key, the file without .pub.");
  }
  if (/no passphrase given/i.test(parsed.problem))
    throw keyError(`${source} is encrypted and no passphrase is given`, "Give passphrase, or use agent.");
  if (passphrase !== undefined && /passphrase|integrity check|decrypt|Malformed/i.test(parsed.problem))
    throw keyError(`${source} cannot be decrypted: the passphrase is wrong`, "Check it with ssh-keygen -y -f FILE.");
  throw keyError(`${source} is not a private key that can be used`, "Give a key in OpenSSH or PEM format.");
}

function agentSocket(agent: string | true): string {
  const socket = agent === true ? process.env["SSH_AUTH_SOCK"] : atHome(agent);
  if (socket !== undefined && socket !== "") return socket;
  throw new PacemakerError("SSH_AUTH", "agent is true, but SSH_AUTH_SOCK is not set", {
    hint: "Start ssh-agent and add a key to it, or give privateKeyFile.",
  });
}

/** The ways to log in, in the order in which they are tried. Rejects with SSH_KEY or SSH_AUTH, without a host. */
export async function authMethods(from: Credentials): Promise<AnyAuthMethod[]> {
  const { user: username, passphrase, password } = from;
  const methods: AnyAuthMethod[] = [];
  if (from.privateKey !== undefined)
    methods.push({ type: "publickey", username, key: await readKey(from.privateKey, passphrase, "privateKey") });
  if (from.privateKeyFile !== undefined) {
    const file = atHome(from.privateKeyFile);
    methods.push({ type: "publickey", username, key: await readKey(await readKeyFile(file), passphrase, file) });
  }
  if (from.agent !== undefined && from.agent !== false)
    methods.push({ type: "agent", username, agent: agentSocket(from.agent) });
  if (password !== undefined) {
    methods.push({ type: "password", username, password });
    methods.push({
      type: "keyboard-interactive",
      username,
      prompt: (_name, _instructions, _language, prompts, finish) => {
        finish(prompts.map(() => password));
      },
    });
  }
  if (methods.length > 0) return methods;
  throw new PacemakerError("SSH_AUTH", "nothing is given to log in with", {
    hint: "Give privateKeyFile, privateKey, agent or password.",
  });
}
