import { execFileSync, spawn } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { utils } from "ssh2";
import { status } from "../../lab/lab";
import * as pacemaker from "../../sdk";
import { emptyCluster, testCluster, type TestCluster } from "./support/cluster";
import { configurationOf, shown } from "./support/shown";
import { testStack, type TestStack } from "./support/stack";
import { until } from "./support/until";

let cluster: TestCluster;
let stack: TestStack;

beforeAll(async () => {
  cluster = await testCluster();
  await emptyCluster(cluster);
});
afterAll(async () => {
  await stack.destroy();
  await stack.remove();
});

/** Each in its own words: a provider that cannot be used, and what the engine then says. */
function unusable(password: string): Record<string, { settings: Partial<pacemaker.ProviderArgs>; says: RegExp }> {
  const [one = "", two = "", three = ""] = cluster.hosts;
  const nowhere = cluster.free(99);
  const at = (host: string) => host.replaceAll(".", "\\.");
  const key = utils.generateKeyPairSync("ed25519").private;
  const operator = { privateKeyFile: undefined, user: "operator", password };
  return {
    "wrong-key": {
      settings: { hosts: [one], privateKeyFile: undefined, privateKey: key },
      says: new RegExp(`${at(one)}: user admin is not let in.*\\[SSH_AUTH\\]`),
    },
    "wrong-host-key": {
      settings: { hosts: [one], hostKeys: { pinned: ["SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] } },
      says: new RegExp(`${at(one)}: .*\\[SSH_HOST_KEY\\]`),
    },
    refused: {
      settings: { hosts: [one], port: 2 },
      says: new RegExp(`${at(one)}: nothing listens on port 2 \\[SSH_REFUSED\\]`),
    },
    unreachable: {
      settings: { hosts: [nowhere], connectTimeout: "2s" },
      says: new RegExp(`${at(nowhere)}: .*\\[SSH_UNREACHABLE\\]`),
    },
    "no-crm": { settings: { hosts: [three] }, says: new RegExp(`${at(three)}: not installed there: crm \\[NO_CRM\\]`) },
    "cluster-down": {
      settings: { hosts: [two] },
      says: new RegExp(`${at(two)}: the cluster does not answer .*\\[CLUSTER_DOWN\\]`),
    },
    "no-right": {
      settings: { hosts: [one], ...operator, sudo: false },
      says: new RegExp(`${at(one)}: the user may not read the cluster.*\\[NO_PERMISSION\\]`),
    },
    "no-sudo": {
      settings: { hosts: [one], ...operator, sudo: true },
      says: new RegExp(`${at(one)}: user operator: sudo .*\\[SUDO\\]`),
    },
    "none-of-two": {
      settings: { hosts: [nowhere, three], connectTimeout: "2s" },
      says: new RegExp(
        `none of the 2 hosts can be used:\\s+${at(nowhere)}: [^]*${at(three)}: not installed[^]*\\[NO_CRM\\]`,
      ),
    },
  };
}

test("every way of not getting through has its own error, with the host and what to do; another host is tried", async () => {
  const { users } = await status(cluster.lab.name);
  const rows = unusable(users?.operator.password ?? "");
  await cluster.ask(2, "systemctl stop pacemaker");
  await cluster.ask(3, "mv /usr/sbin/crm /usr/sbin/crm.hidden");
  stack = await testStack(() => {
    const provider = (name: string, settings: Partial<pacemaker.ProviderArgs>) =>
      new pacemaker.Provider(name, { ...cluster.connection, ...settings });
    for (const [name, { settings }] of Object.entries(rows))
      new pacemaker.ResourceDefault(
        `by-${name}`,
        { name: "priority", value: 1 },
        { provider: provider(name, settings) },
      );
    const second = provider("second", {
      hosts: [cluster.free(99), ...cluster.hosts.slice(2), ...cluster.hosts],
      connectTimeout: "2s",
    });
    new pacemaker.ResourceDefault("failure-timeout", { value: "1h" }, { provider: second });
    return Promise.resolve({});
  });
  const configured = async () => (await configurationOf(cluster)).replace(/<rsc_defaults[^]*<\/rsc_defaults>/, "");
  const before = (await configured()).replaceAll(/\s+/g, " ");
  try {
    await expect(stack.up({ continueOnError: true })).rejects.toThrow();
  } finally {
    await cluster.ask(3, "mv /usr/sbin/crm.hidden /usr/sbin/crm");
    await cluster.ask(2, "systemctl start pacemaker");
  }
  const missing = Object.values(rows).filter(({ says }) => !says.test(stack.output));
  expect({ missing, output: missing.length > 0 && stack.output }).toEqual({ missing: [], output: false });
  expect(await shown(cluster)).toContain("rsc_defaults rsc-options: failure-timeout=1h");
  expect((await configured()).replaceAll(/\s+/g, " ")).toBe(before);
  expect((await stack.state()).map(({ id }) => id)).toContain("failure-timeout");
});

test("every way in that a provider can be given", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-pacemaker-ways-"));
  const [one = "", two = ""] = cluster.hosts;
  const { privateKeyFile } = cluster.connection;
  const [locked, socket, known] = ["locked", "agent", "known_hosts"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  copyFileSync(privateKeyFile, locked);
  chmodSync(locked, 0o600);
  execFileSync("ssh-keygen", ["-q", "-p", "-P", "", "-N", "correct horse", "-f", locked]);
  const agent = spawn("ssh-agent", ["-D", "-a", socket]);
  const none = { privateKeyFile: undefined };
  const own = { user: "admin", passphrase: "correct horse", privateKeyFile: locked };
  const settings: Record<string, Partial<pacemaker.ProviderArgs>> = {
    text: { ...none, privateKey: readFileSync(privateKeyFile, "utf8") },
    passphrase: { privateKeyFile: locked, passphrase: "correct horse" },
    agent: { ...none, agent: socket },
    bastion: { bastion: { host: two } },
    "own-bastion": { ...none, agent: socket, bastion: { host: two, port: 22, ...own } },
    new: { hostKeys: { acceptNew: known } },
    off: { hostKeys: "off" },
  };
  const ways = await testStack(() => {
    const asked = Object.entries(settings).map(([name, changes]) => {
      const provider = new pacemaker.Provider(name, { ...cluster.connection, hosts: [one], ...changes });
      return [name, pacemaker.getStatus({ provider }).host] as const;
    });
    return Promise.resolve(Object.fromEntries(asked));
  });
  const passed = async () =>
    Number(await cluster.ask(1, `journalctl -u ssh | grep -c 'Accepted publickey for admin from ${two} ' || true`));
  const before = await passed();
  try {
    await until(
      "the agent",
      () => Promise.resolve(existsSync(socket)),
      (is) => is,
    );
    execFileSync("ssh-add", ["-q", privateKeyFile], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
    await ways.up();
    const outputs = await ways.outputs();
    expect(Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value as unknown]))).toEqual(
      Object.fromEntries(Object.keys(settings).map((name) => [name, one])),
    );
    expect(readFileSync(known, "utf8")).toContain(one);
    expect((await passed()) - before).toBe(2);
  } finally {
    agent.kill();
    await ways.destroy();
    await ways.remove();
    rmSync(folder, { recursive: true });
  }
});

test("a member of haclient needs no sudo", async () => {
  await emptyCluster(cluster);
  const [host = ""] = cluster.hosts;
  await cluster.ask(
    1,
    `id member >/dev/null 2>&1 || useradd --create-home --groups haclient --shell /bin/sh member
     install -d -o member -m 700 ~member/.ssh && install -o member -m 600 ~/.ssh/authorized_keys ~member/.ssh/`,
  );
  let login: Partial<pacemaker.ProviderArgs> = { user: "member", sudo: false };
  const own = await testStack(() => {
    const settings = { ...cluster.connection, hosts: [host], ...login };
    const on = { provider: new pacemaker.Provider("cluster", settings) };
    new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
    new pacemaker.Primitive("dummy", { agent: "ocf:pacemaker:Dummy" }, on);
    return Promise.resolve({});
  });
  await own.up();
  expect(await cluster.ask(1, "crm_resource --locate -r dummy")).toContain("is running on: node");
  // The key of the cluster can be read now: it is the same cluster all the same, and back again.
  for (login of [{}, { user: "member", sudo: false }])
    expect((await own.refresh()).summary.resourceChanges).toEqual({ same: 4 });
  await own.destroy();
  await own.remove();
});
