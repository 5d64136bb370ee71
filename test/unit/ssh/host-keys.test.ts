import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { utils } from "ssh2";
import { hostKeyCheck } from "../../../provider/ssh/host-keys";
import { fingerprint, readPin } from "../../../provider/ssh/known-hosts";

const keyText = (): string => utils.generateKeyPairSync("ed25519").public.trim();
const blob = (text: string): Buffer => Buffer.from(text.split(" ")[1] ?? "", "base64");
const [one, two] = [keyText(), keyText()];

const folder = mkdtempSync(join(tmpdir(), "host-keys-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const write = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

test("known types are asked for first", async () => {
  const file = write("ecdsa", `web ${utils.generateKeyPairSync("ecdsa", { bits: 256 }).public}\n`);
  const { types } = await hostKeyCheck({ file }, "web", 22);
  expect(types[0]).toBe("ecdsa-sha2-nistp256");
  expect([...types].sort()).toEqual([...(await hostKeyCheck("off", "web", 22)).types].sort());
});

test("an unknown key, a changed one, a missing file: each says what to do", async () => {
  const empty = write("empty", "");
  await expect((await hostKeyCheck({ file: empty }, "web", 2222)).judge(blob(one))).rejects.toMatchObject({
    code: "SSH_HOST_KEY",
    message: expect.stringMatching(
      /^web: its host key is unknown: it shows ssh-ed25519 SHA256:\S+, and \S+ has no key for \[web\]:2222 .*\n.*ssh-keyscan -p 2222 web >> /,
    ) as unknown,
  });
  const other = write("other", `web ${one}\n`);
  const changed = (await hostKeyCheck({ file: other }, "web", 22)).judge(blob(two));
  await expect(changed).rejects.toMatchObject({ code: "SSH_HOST_KEY" });
  const message = await changed.catch((error: unknown) => (error as Error).message);
  expect(message).toContain(`it shows ssh-ed25519 ${fingerprint(blob(two))}`);
  expect(message).toContain(`has ssh-ed25519 ${fingerprint(blob(one))} (line 1)`);
  expect(message).toContain("ssh-keygen -R 'web'");
  await expect(hostKeyCheck({ file: join(folder, "none") }, "web", 22)).rejects.toThrow(
    /none cannot be read \(ENOENT\)/,
  );
});

test("acceptNew adds a key once, for its owner only, and refuses a changed one", async () => {
  const file = join(folder, "new", "known_hosts");
  const checks = await Promise.all(Array.from({ length: 5 }, () => hostKeyCheck({ acceptNew: file }, "web", 2222)));
  await Promise.all(checks.map((check) => check.judge(blob(one))));
  expect(readFileSync(file, "utf8")).toBe(`[web]:2222 ${one.split(" ").slice(0, 2).join(" ")}\n`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await (await hostKeyCheck({ acceptNew: file }, "web", 2222)).judge(blob(one));
  for (const check of [await hostKeyCheck({ acceptNew: file }, "web", 2222), checks[0]])
    await expect(check?.judge(blob(two))).rejects.toThrow(/has changed/);
  await (await hostKeyCheck({ acceptNew: file }, "db", 22)).judge(blob(two));
  expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(2);
});

test("acceptNew does not glue its line to one without an end, and says when it cannot write", async () => {
  const file = write("no-newline", `other ${two}`);
  await (await hostKeyCheck({ acceptNew: file }, "web", 22)).judge(blob(one));
  await expect((await hostKeyCheck({ file }, "web", 22)).judge(blob(one))).resolves.toBeUndefined();
  chmodSync(file, 0o644);
  const inFile = await hostKeyCheck({ acceptNew: join(folder, "dir") }, "web", 22);
  writeFileSync(join(folder, "dir"), "");
  rmSync(join(folder, "dir"));
  await inFile.judge(blob(one));
  await expect(hostKeyCheck({ acceptNew: join(file, "below") }, "web", 22)).rejects.toThrow(/\(ENOTDIR\)/);
});

test("pins are fingerprints or public keys", async () => {
  for (const pin of [one, fingerprint(blob(one)), `${fingerprint(blob(one))}=`, ` ${one} comment `]) {
    const check = await hostKeyCheck({ pinned: [pin] }, "web", 22);
    await check.judge(blob(one));
    await expect(check.judge(blob(two))).rejects.toThrow(
      `it shows ssh-ed25519 ${fingerprint(blob(two))}, pinned is ${fingerprint(blob(one))}`,
    );
  }
  expect(readPin(one)).toEqual({ fingerprint: fingerprint(blob(one)), type: "ssh-ed25519" });
  for (const odd of ["", "SHA256:short", "MD5:aa:bb", "ssh-rsa AAAA", one.replace("ssh-ed25519", "ssh-rsa")]) {
    expect(readPin(odd)).toBeUndefined();
    await expect(hostKeyCheck({ pinned: [odd] }, "web", 22)).rejects.toMatchObject({ code: "SSH_HOST_KEY" });
  }
});
