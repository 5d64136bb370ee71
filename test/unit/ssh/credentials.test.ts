import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { utils } from "ssh2";
import { authMethods, readKey } from "../../../provider/ssh/credentials";
import { atHome } from "../../../provider/ssh/home";

const folder = mkdtempSync(join(tmpdir(), "credentials-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const passphrase = "correct horse";
const plain = utils.generateKeyPairSync("ed25519");
const encrypted = utils.generateKeyPairSync("ed25519", { passphrase, cipher: "aes256-cbc", rounds: 1 });

const pem = (type: "pkcs1" | "pkcs8" | "sec1", secret?: string): string => {
  const options = { type, format: "pem", ...(secret && { cipher: "aes-256-cbc", passphrase: secret }) };
  const { privateKey } =
    type === "sec1"
      ? generateKeyPairSync("ec", { namedCurve: "P-256" })
      : generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export(options as { type: "pkcs8"; format: "pem" }).toString();
};

test.each([
  ["OpenSSH", plain.private, undefined],
  ["OpenSSH, encrypted", encrypted.private, passphrase],
  ["OpenSSH, a passphrase that is not needed", plain.private, passphrase],
  ["PKCS#1", pem("pkcs1"), undefined],
  ["PKCS#1, encrypted", pem("pkcs1", passphrase), passphrase],
  ["SEC1", pem("sec1"), undefined],
  ["PKCS#8", pem("pkcs8"), undefined],
  ["PKCS#8, encrypted", pem("pkcs8", passphrase), passphrase],
])("a key in %s is read", async (_name, text, secret) => {
  expect((await readKey(text, secret, "key")).isPrivateKey()).toBe(true);
});

test.each([
  ["encrypted, no passphrase", encrypted.private, undefined, /^here is encrypted and no passphrase is given/],
  ["encrypted, wrong passphrase", encrypted.private, "wrong", /^here cannot be decrypted: the passphrase is wrong/],
  ["PKCS#1, no passphrase", pem("pkcs1", passphrase), undefined, /^here is encrypted and no passphrase is given/],
  ["PKCS#1, wrong passphrase", pem("pkcs1", passphrase), "wrong", /^here cannot be decrypted/],
  ["PKCS#8, no passphrase", pem("pkcs8", passphrase), undefined, /^here is encrypted and no passphrase is given/],
  ["PKCS#8, wrong passphrase", pem("pkcs8", passphrase), "wrong", /^here cannot be decrypted/],
  ["a public key", plain.public, undefined, /^here is a public key/],
  ["something else", "hunter2 is not a key", undefined, /^here is not a private key/],
  ["nothing", "", undefined, /^here is not a private key/],
  ["half a key", plain.private.slice(0, 150), undefined, /^here is not a private key/],
])("%s: an error that names the place and not the key", async (_name, text, secret, expected) => {
  const said = await readKey(text, secret, "here").then(
    () => "",
    (error: unknown) => (error as Error).message,
  );
  expect(said).toMatch(expected);
  expect(said).toMatch(/\[SSH_KEY\]/);
  expect(said).not.toMatch(/hunter2|correct horse|AAAA/);
});

test("methods come in a fixed order: key, file, agent, password", async () => {
  const privateKeyFile = join(folder, "id");
  writeFileSync(privateKeyFile, plain.private);
  const all = { user: "admin", privateKey: plain.private, privateKeyFile, agent: "/run/agent", password: "secret" };
  const methods = await authMethods(all);
  expect(methods.map(({ type }) => type)).toEqual([
    "publickey",
    "publickey",
    "agent",
    "password",
    "keyboard-interactive",
  ]);
  expect(new Set(methods.map(({ username }) => username))).toEqual(new Set(["admin"]));
});

test("what cannot be used is said before a connection is made", async () => {
  const file = join(folder, "none");
  await expect(authMethods({ user: "a", privateKeyFile: file })).rejects.toThrow(`${file} cannot be read (ENOENT)`);
  await expect(authMethods({ user: "a", privateKeyFile: folder })).rejects.toMatchObject({ code: "SSH_KEY" });
  await expect(authMethods({ user: "a" })).rejects.toThrow("nothing is given to log in with");
  const socket = process.env["SSH_AUTH_SOCK"];
  delete process.env["SSH_AUTH_SOCK"];
  try {
    await expect(authMethods({ user: "a", agent: true })).rejects.toThrow("SSH_AUTH_SOCK is not set");
  } finally {
    if (socket !== undefined) process.env["SSH_AUTH_SOCK"] = socket;
  }
});

test("only a leading ~ is the home directory", () => {
  expect(atHome("~/.ssh/id")).toBe(join(homedir(), ".ssh/id"));
  expect(atHome("~")).toBe(homedir());
  for (const path of ["/a/~/b", "~admin/x", "a"]) expect(atHome(path)).toBe(path);
});
