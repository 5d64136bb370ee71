import * as pulumi from "@pulumi/pulumi";
import { killMachine } from "../../lab/lab";
import { Machine } from "../../lab/machine";
import * as pacemaker from "../../sdk";
import { emptyCluster, testCluster, type TestCluster } from "./support/cluster";
import { installMoody, moody } from "./support/moody";
import { configurationOf, lineOf, shown } from "./support/shown";
import { testStack, type TestStack } from "./support/stack";

type Settings = Partial<pacemaker.ProviderArgs>;

let cluster: TestCluster;
let stack: TestStack;

/** Two objects on a cluster; `extra` are more providers for others. */
const program =
  (settings: Settings, declare: (on: { provider: pacemaker.Provider }) => void) =>
  (): Promise<Record<string, unknown>> => {
    declare({ provider: new pacemaker.Provider("cluster", { ...cluster.connection, ...settings }) });
    return Promise.resolve({});
  };
const dummies = (on: { provider: pacemaker.Provider }) => {
  new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
  new pacemaker.Primitive("dummy", { agent: "ocf:pacemaker:Dummy" }, on);
};
const failing = async (run: () => Promise<unknown>): Promise<string> => {
  const before = stack.output.length;
  await expect(run()).rejects.toThrow();
  return stack.output.slice(before);
};
const afresh = async (next: pulumi.automation.PulumiFn): Promise<void> => {
  await stack.remove();
  stack = await testStack(next);
};

beforeAll(async () => {
  cluster = await testCluster();
  await emptyCluster(cluster);
  stack = await testStack(program({}, dummies));
});
afterAll(async () => {
  await stack.remove();
});

test("machines that do not exist yet: the whole plan is shown, nothing connects", async () => {
  const hosts = cluster.hosts.map((host) => host.replace(/^10\.0\.\d+/, "10.0.250"));
  stack.program = (): Promise<Record<string, unknown>> => {
    const machine = new Machine("machine", { lab: "nowhere", address: hosts[0] ?? "", addresses: [hosts[0] ?? ""] });
    const provider = new pacemaker.Provider("cluster", {
      hosts: [machine.address, machine.user.apply(() => hosts[1] ?? "")],
      privateKeyFile: machine.privateKeyFile,
      hostKeys: { file: machine.hostKeysFile },
      password: pulumi.secret("never-used"),
    });
    const address = new pacemaker.FailoverIp("address", { ip: "10.0.250.10" }, { provider });
    const server = new pacemaker.Primitive(
      "server",
      { agent: "ocf:pacemaker:Dummy", params: { fake: machine.user } },
      { provider },
    );
    new pacemaker.Colocation("together", { resource: server, with: address }, { provider });
    return Promise.resolve({});
  };
  const { changeSummary, stdout } = await stack.preview();
  expect(changeSummary).toEqual({ create: 6 });
  for (const type of ["FailoverIp address", "Primitive server", "Colocation together"])
    expect(stdout).toMatch(new RegExp(`pacemaker:${type} create`));
  expect(stack.output).not.toContain("never-used");
});

test("the same cluster through other hosts is no change", async () => {
  await afresh(program({}, dummies));
  await stack.up();
  const before = await configurationOf(cluster);
  stack.program = program({ hosts: [...cluster.hosts].reverse().slice(0, 2) }, dummies);
  expect((await stack.up()).summary.resourceChanges).toEqual({ same: 3, update: 1 });
  expect((await stack.refresh()).summary.resourceChanges).toEqual({ same: 4 });
  expect((await stack.up()).summary.resourceChanges).toEqual({ same: 4 });
  expect(await configurationOf(cluster)).toBe(before);
});

describe("another cluster", () => {
  let other: TestCluster;
  beforeAll(async () => {
    other = await testCluster({ machines: 1, beside: "other" });
    await emptyCluster(other);
  });

  test("behind the same provider: shown as a replacement, never written, never read as all gone", async () => {
    const [here, there] = [await configurationOf(cluster), await configurationOf(other)];
    stack.program = program(other.connection, dummies);
    const { stdout } = await stack.preview();
    expect(stdout).toMatch(/Primitive dummy replace/);
    expect(await failing(() => stack.up())).toContain("[OTHER_CLUSTER]");
    expect(await failing(() => stack.refresh())).toContain("[OTHER_CLUSTER]");
    expect(await failing(() => stack.destroy())).toContain("[OTHER_CLUSTER]");
    expect((await stack.state()).map(({ id }) => id)).toEqual(expect.arrayContaining(["dummy", "stonith-enabled"]));
    expect([await configurationOf(cluster), await configurationOf(other)]).toEqual([here, there]);
    stack.program = program({}, dummies);
    await stack.up();
    expect(await configurationOf(cluster)).toBe(here);
  });

  test("by another provider: deleted on the old one, created on the new one", async () => {
    stack.program = () => {
      const old = new pacemaker.Provider("cluster", cluster.connection);
      new pacemaker.ClusterProperty("stonith-enabled", { value: false }, { provider: old });
      const provider = new pacemaker.Provider("other", other.connection);
      new pacemaker.ClusterProperty("no-fencing", { name: "stonith-enabled", value: false }, { provider });
      new pacemaker.Primitive("dummy", { agent: "ocf:pacemaker:Dummy" }, { provider });
      return Promise.resolve({});
    };
    await stack.up();
    expect(lineOf(await shown(cluster), "dummy")).toBe("");
    expect(await other.ask(1, "crm_resource --locate -r dummy")).toContain("is running on: node1");
    await stack.destroy();
    expect(await configurationOf(other)).not.toMatch(/dummy|stonith-enabled/);
  });

  test("whose machine is gone for good: a destroy fails, and says what to do; so chosen, it forgets", async () => {
    const connection = { ...other.connection, connectTimeout: "2s" };
    await afresh(
      program(connection, (on) => {
        dummies(on);
        new pacemaker.SysctlSetting("net.ipv4.ip_nonlocal_bind", { value: 1 }, on);
      }),
    );
    await stack.up();
    await killMachine(other.lab.name, 1);
    const choice = "PULUMI_PACEMAKER_DELETE_UNREACHABLE";
    expect(await failing(() => stack.destroy())).toContain(`${choice}=true pulumi destroy`);
    expect((await stack.state()).map(({ id }) => id)).toEqual(expect.arrayContaining(["dummy"]));
    const { workspace } = stack.stack;
    workspace.envVars = { ...workspace.envVars, [choice]: "true" };
    expect((await stack.destroy()).stdout).toContain(`taken out of the state only, because ${choice} says so`);
    expect(await stack.state()).toEqual([]);
    await afresh(program({}, dummies));
  });
});

test("secrets are in the cluster, and nowhere else in clear", async () => {
  await installMoody(cluster);
  const [kept, failed, told] = ["s3cret/kept", 's3cret"failed', "s3cret-told"];
  const declare = (value: string) => (on: { provider: pacemaker.Provider }) => {
    new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
    new pacemaker.Primitive("keeper", { agent: moody, params: { passwd: pulumi.secret(value) } }, on);
    new pacemaker.Primitive("teller", { agent: moody, params: { start: "tell", passwd: pulumi.secret(told) } }, on);
  };
  const login = { password: pulumi.secret("s3cret-login") };
  await afresh(
    program(login, (on) => {
      new pacemaker.Primitive("stranger", { agent: moody, params: { nothing_like_it: pulumi.secret(failed) } }, on);
    }),
  );
  expect(await failing(() => stack.up())).toContain(
    `params.nothing_like_it: ${moody} has no such parameter [INVALID_ARGUMENT]`,
  );
  stack.program = program(login, declare(kept));
  expect(await failing(() => stack.up({ continueOnError: true }))).toContain("the password is [secret]");
  const cib = await configurationOf(cluster);
  expect(cib).toContain(`value="${kept}"`);
  expect(cib).toContain(`value="${told}"`);
  await cluster.ask(1, "crm_resource -r keeper -p passwd -v s3cret-drifted");
  const drift = await stack.refresh();
  expect(drift.stdout).toMatch(/Primitive keeper updated .*\[diff: ~params\]/);
  stack.program = program({}, (on) => {
    new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
    new pacemaker.Primitive("keeper", { agent: moody, params: { passwd: pulumi.secret(`${kept}2`) } }, on);
  });
  await stack.up();
  expect(await configurationOf(cluster)).toContain(`value="${kept}2"`);
  expect(stack.output).not.toContain("s3cret");
  expect(stack.stored()).not.toContain("s3cret");
  const logs = await Promise.all(
    cluster.lab.machines.map((n) =>
      cluster.ask(n, "grep -rl --exclude-dir='qb-*' s3cret /var/log/crmsh /tmp /dev/shm 2>/dev/null || true"),
    ),
  );
  expect(logs.join("")).toBe("");
  await stack.destroy();
});
