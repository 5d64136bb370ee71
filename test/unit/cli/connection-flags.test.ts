import fc from "fast-check";
import { parseBastion, parseHostKeys, settingsFromFlags } from "../../../cli/connection-flags";
import { UsageError } from "../../../cli/failure";
import { program } from "../../../cli/program";

describe("--host-keys", () => {
  test.each([
    ["off", "off"],
    ["accept-new:/tmp/known", { acceptNew: "/tmp/known" }],
    ["SHA256:abc", { pinned: ["SHA256:abc"] }],
    ["SHA256:abc,SHA256:def", { pinned: ["SHA256:abc", "SHA256:def"] }],
    ["ssh-ed25519 AAAA", { pinned: ["ssh-ed25519 AAAA"] }],
    ["~/.ssh/known_hosts", { file: "~/.ssh/known_hosts" }],
    ["./off", { file: "./off" }],
  ])("%s", (text, expected) => {
    expect(parseHostKeys(text)).toEqual(expected);
  });
});

describe("--bastion", () => {
  test.each([
    ["gate", { host: "gate" }],
    ["gate:2222", { host: "gate", port: 2222 }],
    ["me@gate", { user: "me", host: "gate" }],
    ["me@corp@gate:22", { user: "me@corp", host: "gate", port: 22 }],
    ["[fd00::1]:22", { host: "fd00::1", port: 22 }],
    ["me@[fd00::1]", { user: "me", host: "fd00::1" }],
    ["fd00::1", { host: "fd00::1" }],
  ])("%s", (text, expected) => {
    expect(parseBastion(text)).toEqual(expected);
  });

  test("what was put together comes apart again", () => {
    const host = fc.oneof(fc.domain(), fc.ipV4());
    const user = fc.option(fc.stringMatching(/^[a-z][a-z0-9@.-]*$/), { nil: undefined });
    const port = fc.option(fc.integer({ min: 1, max: 65535 }), { nil: undefined });
    fc.assert(
      fc.property(user, host, port, (name, place, number) => {
        const text = `${name === undefined ? "" : `${name}@`}${place}${number === undefined ? "" : `:${number}`}`;
        expect(parseBastion(text)).toEqual({
          host: place,
          ...(name !== undefined && { user: name }),
          ...(number !== undefined && { port: number }),
        });
      }),
    );
  });
});

test("flags are the provider's arguments", () => {
  expect(
    settingsFromFlags(
      { hosts: ["a", "b"], port: 2222, sudo: true, agent: true, bastion: "gate", connectTimeout: "3s" },
      { password: "secret" },
    ),
  ).toEqual({
    hosts: ["a", "b"],
    port: 2222,
    sudo: true,
    agent: true,
    bastion: { host: "gate" },
    connectTimeout: "3s",
    password: "secret",
  });
});

test("a wrong value is named by its flag", () => {
  const wrong = () => settingsFromFlags({ hosts: [], connectTimeout: "soon", port: 0 }, {});
  expect(wrong).toThrow(UsageError);
  expect(wrong).toThrow(/--hosts: /);
  expect(wrong).toThrow(/--connect-timeout: must be a time/);
  expect(wrong).toThrow(/--port: /);
});

describe("beside --stack, which says it all", () => {
  beforeEach(() => {
    jest.spyOn(process.stderr, "write").mockReturnValue(true);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  test.each([
    ["--hosts", "one"],
    ["--port", "22"],
    ["--user", "root"],
    ["--private-key-file", "key"],
    ["--agent"],
    ["--sudo"],
    ["--host-keys", "off"],
    ["--bastion", "gate"],
    ["--connect-timeout", "1s"],
    ["--command-timeout", "1s"],
    ["--password-stdin"],
    ["--passphrase-stdin"],
  ])("%s is refused", async (...flag) => {
    await expect(program().parseAsync(["status", "--stack", "production", ...flag], { from: "user" })).rejects.toThrow(
      new RegExp(`option '${flag[0]}.*' cannot be used with option '--stack <stack>'`),
    );
  });
});
