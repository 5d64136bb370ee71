import { createHmac } from "node:crypto";
import fc from "fast-check";
import {
  fingerprint,
  judgeKey,
  keyType,
  knownHostName,
  namesHost,
  parseKnownHosts,
} from "../../../provider/ssh/known-hosts";

/** A public key in wire format: its type, then whatever. */
function wire(type: string, rest: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(type.length);
  return Buffer.concat([length, Buffer.from(type), rest]);
}

const keys = fc
  .tuple(
    fc.constantFrom("ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256"),
    fc.uint8Array({ minLength: 32, maxLength: 32 }),
  )
  .map(([type, rest]) => wire(type, rest));
const hostNames = fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6());
const ports = fc.oneof(fc.constant(22), fc.integer({ min: 1, max: 65535 }));

const text = (key: Buffer): string => `${keyType(key)} ${key.toString("base64")}`;
const hashed = (name: string, salt: Buffer): string =>
  `|1|${salt.toString("base64")}|${createHmac("sha1", salt).update(name).digest("base64")}`;

/** The ways to write a host's name into a file. */
const spellings = (host: string, port: number) =>
  fc.oneof(
    fc.constant(knownHostName(host, port)),
    fc.constant(`other.example,${knownHostName(host, port).toUpperCase()}`),
    fc.uint8Array({ minLength: 20, maxLength: 20 }).map((salt) => hashed(knownHostName(host, port), Buffer.from(salt))),
  );

test("a key is known in each way to write its host, among noise", () => {
  fc.assert(
    fc.property(
      fc.tuple(hostNames, ports).chain(([host, port]) => fc.tuple(fc.constant({ host, port }), spellings(host, port))),
      keys,
      fc.array(fc.string()),
      fc.boolean(),
      ([{ host, port }, name], key, noise, crlf) => {
        const comments = noise.map((line) => `#${line.replaceAll("\n", " ")}`);
        const lines = parseKnownHosts([...comments, `${name}\t${text(key)} a comment`, ""].join(crlf ? "\r\n" : "\n"));
        expect(lines).toHaveLength(1);
        expect(lines[0]?.line).toBe(comments.length + 1);
        expect(judgeKey(lines, host, port, key)).toEqual({ verdict: "known" });
      },
    ),
  );
});

test("another key under the host's name is a changed one, of whatever type", () => {
  fc.assert(
    fc.property(hostNames, ports, keys, keys, (host, port, key, offered) => {
      fc.pre(!key.equals(offered));
      const lines = parseKnownHosts(`${knownHostName(host, port)} ${text(key)}`);
      expect(judgeKey(lines, host, port, offered)).toEqual({ verdict: "changed", expected: lines });
    }),
  );
});

test("any text can be read", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), hostNames, (content, host) => {
      for (const line of parseKnownHosts(content)) expect(typeof namesHost(line.names, host)).toBe("boolean");
    }),
  );
});

test.each([
  [["*.example.org"], "web.example.org", true],
  [["*.example.org"], "example.org", false],
  [["web?.example.org"], "web1.example.org", true],
  [["web?.example.org"], "web.example.org", false],
  [["*.example.org", "!web.example.org"], "web.example.org", false],
  [["!web.example.org"], "db.example.org", false],
  [["*", "!10.0.2.*"], "10.0.2.10", false],
  [["10.0.2.*"], "10a0b2.1", false],
  [["[*.example.org]:2222"], "[web.example.org]:2222", true],
  [["[web]:2222"], "web", false],
  [["WEB"], "web", true],
  [["a+b"], "aab", false],
  [["|1|broken"], "web", false],
])("%j names %s: %s", (names, name, expected) => {
  expect(namesHost(names, name)).toBe(expected);
});

const one = wire("ssh-ed25519", Buffer.alloc(32, 1));
const two = wire("ssh-ed25519", Buffer.alloc(32, 2));

test("a revoked key is refused even when it is also listed", () => {
  const lines = parseKnownHosts(`web ${text(one)}\n@revoked * ${text(one)}\n`);
  expect(judgeKey(lines, "web", 22, one)).toMatchObject({ verdict: "revoked", by: { line: 2 } });
  expect(judgeKey(lines, "web", 2222, one)).toMatchObject({ verdict: "revoked" });
});

test("a certificate authority is no host key", () => {
  const lines = parseKnownHosts(`@cert-authority * ${text(one)}`);
  expect(judgeKey(lines, "web", 22, one)).toEqual({ verdict: "unknown" });
});

test("another port of a known host: its key fits, a different key is unknown, not changed", () => {
  const lines = parseKnownHosts(`web ${text(one)}`);
  expect(judgeKey(lines, "web", 2222, one)).toEqual({ verdict: "known" });
  expect(judgeKey(lines, "web", 2222, two)).toEqual({ verdict: "unknown" });
});

test("lines that OpenSSH does not read name no host", () => {
  const content = `web 1024 35 1234567\nweb ssh-rsa ${one.toString("base64")}\nweb ssh-ed25519\n@other web ${text(one)}\n`;
  expect(parseKnownHosts(content)).toEqual([]);
});

test("a fingerprint is written as ssh-keygen writes it", () => {
  const key = "AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
  expect(fingerprint(Buffer.from(key, "base64"))).toBe("SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU");
});
