import { createHash, createHmac } from "node:crypto";

/** One line of a known_hosts file that names a host's key. */
export interface KnownHost {
  line: number;
  marker: "@revoked" | "@cert-authority" | undefined;
  /** Patterns as written: `host`, `[host]:port`, `*.example.org`, `!name`, `|1|salt|hash`. */
  names: string[];
  type: string;
  key: Buffer;
}

/** What a file says about a host: keys that it may show, and keys that nobody may show any more. */
export interface KnownKeys {
  valid: KnownHost[];
  revoked: KnownHost[];
}

/** The key type that a public key in wire format names, "" when it names none. */
export function keyType(key: Buffer): string {
  if (key.length < 4) return "";
  const length = key.readUInt32BE(0);
  return length <= key.length - 4 ? key.toString("latin1", 4, 4 + length) : "";
}

/** As `ssh-keygen -l` prints it. */
export const fingerprint = (key: Buffer): string =>
  `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;

/** A pin: `SHA256:…`, or a public key as in a .pub file. Undefined when it is neither. */
export function readPin(text: string): { fingerprint: string; type: string | undefined } | undefined {
  const trimmed = text.trim();
  if (/^SHA256:[A-Za-z0-9+/]{43}=?$/.test(trimmed)) return { fingerprint: trimmed.slice(0, 50), type: undefined };
  const [type, base64] = trimmed.split(/[ \t]+/);
  if (type === undefined || base64 === undefined) return undefined;
  const key = Buffer.from(base64, "base64");
  return keyType(key) === type ? { fingerprint: fingerprint(key), type } : undefined;
}

/** The name under which known_hosts files list a host. */
export const knownHostName = (host: string, port: number): string =>
  port === 22 ? host.toLowerCase() : `[${host.toLowerCase()}]:${port}`;

/** Lines that cannot be read (comments, SSH 1 keys, typing errors) name no host, as in OpenSSH. */
export function parseKnownHosts(text: string): KnownHost[] {
  return text.split("\n").flatMap((raw, index): KnownHost[] => {
    const words = raw.trim().split(/[ \t]+/);
    const marker = words[0] === "@revoked" || words[0] === "@cert-authority" ? words[0] : undefined;
    if (marker !== undefined) words.shift();
    const [names, type, base64] = words;
    if (names === undefined || names.startsWith("#") || names.startsWith("@")) return [];
    if (type === undefined || base64 === undefined) return [];
    const key = Buffer.from(base64, "base64");
    if (keyType(key) !== type) return [];
    return [{ line: index + 1, marker, names: names.split(",").filter((name) => name !== ""), type, key }];
  });
}

/** A pattern of OpenSSH: `*` and `?` match any characters, also dots. */
function matchesPattern(name: string, pattern: string): boolean {
  const source = pattern
    .toLowerCase()
    .replace(/[\\^$.+()|[\]{}]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, "s").test(name);
}

function matchesHash(name: string, hashed: string): boolean {
  const [, version, salt, hash] = hashed.split("|");
  if (version !== "1" || salt === undefined || hash === undefined) return false;
  return createHmac("sha1", Buffer.from(salt, "base64")).update(name).digest("base64") === hash;
}

/** `name` as knownHostName gives it. One negated pattern that matches is stronger than all others. */
export function namesHost(names: readonly string[], name: string): boolean {
  let named = false;
  for (const pattern of names) {
    if (pattern.startsWith("|")) named ||= matchesHash(name, pattern);
    else if (!pattern.startsWith("!")) named ||= matchesPattern(name, pattern);
    else if (matchesPattern(name, pattern.slice(1))) return false;
  }
  return named;
}

/**
 * What the lines say about a host. Certificate authorities are passed over: ssh2 knows no host certificates.
 * A line without a port counts for another port only when its key fits, see judgeKey.
 */
export function keysOf(lines: readonly KnownHost[], host: string, port: number): KnownKeys {
  const name = knownHostName(host, port);
  const about = lines.filter((line) => namesHost(line.names, name));
  return {
    valid: about.filter((line) => line.marker === undefined),
    revoked: about.filter((line) => line.marker === "@revoked"),
  };
}

export type Verdict =
  | { verdict: "known" }
  | { verdict: "unknown" }
  | { verdict: "changed"; expected: KnownHost[] }
  | { verdict: "revoked"; by: KnownHost };

/** OpenSSH's judgement: any other key under the host's name, of whatever type, makes the offered one a changed key. */
export function judgeKey(lines: readonly KnownHost[], host: string, port: number, offered: Buffer): Verdict {
  const exact = keysOf(lines, host, port);
  const plain = keysOf(lines, host, 22);
  const same = (line: KnownHost): boolean => line.key.equals(offered);
  const by = [...exact.revoked, ...plain.revoked].find(same);
  if (by !== undefined) return { verdict: "revoked", by };
  if (exact.valid.some(same)) return { verdict: "known" };
  if (exact.valid.length > 0) return { verdict: "changed", expected: exact.valid };
  return plain.valid.some(same) ? { verdict: "known" } : { verdict: "unknown" };
}
