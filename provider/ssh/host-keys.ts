import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { ServerHostKeyAlgorithm } from "ssh2";
import { PacemakerError } from "../errors";
import { atHome } from "./home";
import {
  fingerprint,
  judgeKey,
  keysOf,
  keyType,
  knownHostName,
  type KnownHost,
  parseKnownHosts,
  readPin,
  type Verdict,
} from "./known-hosts";
import type { HostKeys } from "./types";
import { own } from "../own";

/** The signature algorithms of each key type, best first. */
const algorithms: Readonly<Record<string, readonly ServerHostKeyAlgorithm[]>> = {
  "ssh-ed25519": ["ssh-ed25519"],
  "ecdsa-sha2-nistp256": ["ecdsa-sha2-nistp256"],
  "ecdsa-sha2-nistp384": ["ecdsa-sha2-nistp384"],
  "ecdsa-sha2-nistp521": ["ecdsa-sha2-nistp521"],
  "ssh-rsa": ["rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"],
};

/** How the keys of one host are judged, decided before the connection is made. */
export interface HostKeyCheck {
  /** The key types to ask for, best first. A host shows only one key: the first of these that it has. */
  types: string[];
  /** Rejects with SSH_HOST_KEY. */
  judge(offered: Buffer): Promise<void>;
  /** A key of another type may fit where one of this type did not (fingerprints do not tell their type). */
  mayFitOtherType: boolean;
}

/** Known types first, as OpenSSH asks for them: a host that also has other keys is then not taken for a changed one. */
function ordered(known: readonly string[]): string[] {
  const all = Object.keys(algorithms);
  return [...all.filter((type) => known.includes(type)), ...all.filter((type) => !known.includes(type))];
}

export const algorithmsOf = (types: readonly string[]): ServerHostKeyAlgorithm[] =>
  types.flatMap((type) => own(algorithms, type) ?? []);

const describe = (key: Buffer): string => `${keyType(key)} ${fingerprint(key)}`;

const refusal = (host: string, what: string, hint: string): PacemakerError =>
  new PacemakerError("SSH_HOST_KEY", what, { host, hint });

function unfit(
  judged: Exclude<Verdict, { verdict: "known" }>,
  file: string,
  host: string,
  port: number,
  offered: Buffer,
): PacemakerError {
  const name = knownHostName(host, port);
  const shown = describe(offered);
  switch (judged.verdict) {
    case "unknown":
      return refusal(
        host,
        `its host key is unknown: it shows ${shown}, and ${file} has no key for ${name}`,
        `Compare the fingerprint on the host itself (ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub), then add the key: ` +
          `ssh-keyscan -p ${port} ${host} >> ${file}`,
      );
    case "changed":
      return refusal(
        host,
        `its host key has changed: it shows ${shown}, but ${file} has ` +
          judged.expected.map((line) => `${describe(line.key)} (line ${line.line})`).join(", "),
        `If the machine was made anew, remove the old key (ssh-keygen -R '${name}' -f ${file}) and add the new one. ` +
          `If not, somebody else may answer in its place: do not connect.`,
      );
    case "revoked":
      return refusal(
        host,
        `its host key ${shown} is revoked by line ${judged.by.line} of ${file}`,
        "Give the host a new key, or remove that line if the key is sound.",
      );
  }
}

async function readLines(file: string, host: string, mayBeMissing: boolean): Promise<KnownHost[]> {
  try {
    return parseKnownHosts(await readFile(file, "utf8"));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" && mayBeMissing) return [];
    throw refusal(host, `the known hosts file ${file} cannot be read (${code ?? message})`, "Check hostKeys' path.");
  }
}

/** One write of one line, so that others who append at the same moment do not mix with it. */
async function append(file: string, host: string, port: number, key: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const before = await readFile(file, "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  });
  const start = before === "" || before.endsWith("\n") ? "" : "\n";
  const line = `${knownHostName(host, port)} ${keyType(key)} ${key.toString("base64")}\n`;
  await appendFile(file, start + line, { mode: 0o600 });
}

/** One after the other: of several connections to one new host, a bastion say, only the first adds its key. */
let remembering: Promise<unknown> = Promise.resolve();

function remember(file: string, host: string, port: number, key: Buffer): Promise<void> {
  const turn = remembering.then(async () => {
    const judged = judgeKey(await readLines(file, host, true), host, port, key);
    if (judged.verdict === "unknown") return append(file, host, port, key);
    if (judged.verdict !== "known") throw unfit(judged, file, host, port, key);
  });
  remembering = turn.catch(() => undefined);
  return turn.catch((error: unknown) => {
    if (error instanceof PacemakerError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const what = `its host key could not be added to ${file} (${code ?? message})`;
    throw refusal(host, what, "Check the path of hostKeys.acceptNew.");
  });
}

async function fromFile(file: string, host: string, port: number, acceptNew: boolean): Promise<HostKeyCheck> {
  const lines = await readLines(file, host, acceptNew);
  const known = [...keysOf(lines, host, port).valid, ...keysOf(lines, host, 22).valid];
  const judge = async (offered: Buffer): Promise<void> => {
    const judged = judgeKey(lines, host, port, offered);
    if (judged.verdict === "known") return;
    if (judged.verdict === "unknown" && acceptNew) return remember(file, host, port, offered);
    throw unfit(judged, file, host, port, offered);
  };
  return { types: ordered(known.map((line) => line.type)), judge, mayFitOtherType: false };
}

function fromPins(pinned: readonly string[], host: string): HostKeyCheck {
  const pins = pinned.map((text) => {
    const pin = readPin(text);
    if (pin !== undefined) return pin;
    const hint = 'Give "SHA256:…" as ssh-keygen -l prints it, or a public key "ssh-ed25519 AAAA…".';
    throw refusal(host, `hostKeys.pinned has an entry that is neither a fingerprint nor a public key`, hint);
  });
  const judge = (offered: Buffer): Promise<void> => {
    if (pins.some((pin) => pin.fingerprint === fingerprint(offered))) return Promise.resolve();
    const expected = pins.map((pin) => pin.fingerprint).join(", ");
    const what = `its host key is not a pinned one: it shows ${describe(offered)}, pinned is ${expected || "none"}`;
    const hint = "If the machine was made anew, pin its new key. If not, somebody else may answer in its place.";
    return Promise.reject(refusal(host, what, hint));
  };
  const types = ordered(pins.flatMap((pin) => pin.type ?? []));
  return { types, judge, mayFitOtherType: pins.some((pin) => pin.type === undefined) };
}

export async function hostKeyCheck(policy: HostKeys, host: string, port: number): Promise<HostKeyCheck> {
  if (policy === "off") return { types: ordered([]), judge: () => Promise.resolve(), mayFitOtherType: false };
  if ("pinned" in policy) return fromPins(policy.pinned, host);
  if ("file" in policy) return fromFile(atHome(policy.file), host, port, false);
  return fromFile(atHome(policy.acceptNew), host, port, true);
}
