import * as pacemaker from "../../sdk";
import { emptyCluster, testCluster, type TestCluster } from "./support/cluster";
import { fixed, livesOf, livesProgram, type Declared, type Life } from "./support/lives";
import { configurationOf, epochOf, lineOf, shown } from "./support/shown";
import { testStack, type TestStack } from "./support/stack";

type Declare = (on: { provider: pacemaker.Provider }) => void;

let cluster: TestCluster;
let stack: TestStack;

const program = (declare: Declare) => (): Promise<Record<string, unknown>> => {
  declare({ provider: new pacemaker.Provider("cluster", cluster.connection) });
  return Promise.resolve({});
};
const failing = async (declare: Declare): Promise<string> => {
  const before = stack.output.length;
  stack.program = program(declare);
  await expect(stack.up()).rejects.toThrow();
  return stack.output.slice(before);
};

const declared = {
  stonith: (on) => new pacemaker.ClusterProperty("stonith-enabled", { value: "no" }, on),
  stickiness: (on) => new pacemaker.ResourceDefault("resource-stickiness", { value: "INFINITY" }, on),
  timeout: (on) => new pacemaker.OperationDefault("timeout", { value: 60 }, on),
  held: (on) =>
    new pacemaker.Primitive(
      "held",
      {
        agent: "ocf:pacemaker:Dummy",
        params: { fake: "x" },
        meta: { "migration-threshold": "inf" },
        operations: { monitor: { interval: 60 } },
      },
      on,
    ),
  address: (on) => new pacemaker.FailoverIp("address", { ip: cluster.free(31), monitorInterval: "10s" }, on),
  together: (on) => new pacemaker.Colocation("together", { resource: "held", with: "address" }, on),
  after: (on) => new pacemaker.Order("after", { first: "address", then: "held" }, on),
} satisfies Record<string, Declare>;

const adopting: Declare = (on) => {
  const adopt = true;
  new pacemaker.ClusterProperty("stonith-enabled", { value: false, adopt }, on);
  new pacemaker.ResourceDefault("resource-stickiness", { value: 5, adopt }, on);
  new pacemaker.OperationDefault("timeout", { value: "61s", adopt }, on);
  new pacemaker.FailoverIp("address", { ip: cluster.free(32), monitorInterval: "11s", adopt }, on);
  new pacemaker.Primitive("held", { agent: "ocf:pacemaker:Dummy", params: { fake: "y" }, adopt }, on);
  new pacemaker.Colocation("together", { resource: "held", with: "address", score: 7, adopt }, on);
  new pacemaker.Order("after", { first: "held", then: "address", kind: "Optional", adopt }, on);
};

beforeAll(async () => {
  cluster = await testCluster();
  await emptyCluster(cluster);
  await cluster.ask(
    1,
    `cat > /tmp/existing <<'CRM'
property stonith-enabled=false
rsc_defaults resource-stickiness=inf
op_defaults timeout=1min
primitive held ocf:pacemaker:Dummy params fake=x op_sleep=0 meta migration-threshold=INFINITY priority=4 op monitor interval=1min timeout=20s
primitive address IPaddr2 params ip=${cluster.free(31)} op monitor interval=10
colocation together inf: held address
order after Mandatory: address held
CRM
crm -F -w configure load update /tmp/existing`,
  );
  stack = await testStack(program(() => undefined));
});
afterAll(async () => {
  await emptyCluster(cluster);
  await stack.remove();
});

test("what exists and is equal in meaning is taken as it is: nothing is written, nothing moves", async () => {
  const [before, epoch] = [await configurationOf(cluster), await epochOf(cluster)];
  stack.program = program((on) => {
    for (const each of Object.values(declared)) each(on);
  });
  expect((await stack.up()).summary.resourceChanges?.["create"]).toBe(9);
  expect(await epochOf(cluster)).toBe(epoch);
  expect((await stack.refresh()).summary.resourceChanges).toEqual({ same: 9 });
  expect((await stack.up()).summary.resourceChanges).toEqual({ same: 9 });
  expect(await configurationOf(cluster)).toBe(before);
});

test("what exists and differs is an error that names the fields, for each; nothing is written", async () => {
  await stack.remove();
  stack = await testStack(program(() => undefined));
  const before = await configurationOf(cluster);
  const output = await failing((on) => {
    new pacemaker.ClusterProperty("stonith-enabled", { value: true }, on);
    new pacemaker.ResourceDefault("resource-stickiness", { value: 5 }, on);
    new pacemaker.OperationDefault("timeout", { value: "61s" }, on);
    new pacemaker.FailoverIp("address", { ip: cluster.free(32), cidrNetmask: 32, monitorInterval: "11s" }, on);
    new pacemaker.Primitive("held", { agent: "ocf:heartbeat:Dummy", params: { fake: "y" } }, on);
    new pacemaker.Colocation("together", { resource: "held", with: "address", score: 7 }, on);
    new pacemaker.Order("after", { first: "held", then: "address", kind: "Optional" }, on);
  });
  for (const words of [
    'ClusterProperty stonith-enabled exists and differs: value is "false" in the cluster and true in the program',
    'ResourceDefault resource-stickiness exists and differs: value is "inf" in the cluster and 5 in the program',
    'OperationDefault timeout exists and differs: value is "1min" in the cluster and "61s" in the program',
    `FailoverIp address exists and differs: cidrNetmask is nothing in the cluster and 32 in the program; ip is "${cluster.free(31)}" in the cluster and "${cluster.free(32)}" in the program; monitorInterval is "10" in the cluster and "11s" in the program`,
    'Primitive held exists and differs: agent is "ocf:pacemaker:Dummy" in the cluster and "ocf:heartbeat:Dummy" in the program; params.fake is "x" in the cluster and "y" in the program',
    "[EXISTS]",
    "`adopt: true` takes it over and makes it so",
  ])
    expect(output).toContain(words);
  expect(await configurationOf(cluster)).toBe(before);
});

test("adopt: true takes it over and makes it so, and keeps what the program does not name", async () => {
  stack.program = program(adopting);
  await stack.up();
  const lines = await shown(cluster);
  expect(lineOf(lines, "held")).toBe(
    "primitive held ocf:pacemaker:Dummy params fake=y op_sleep=0 meta migration-threshold=INFINITY priority=4 op monitor interval=1min timeout=20s",
  );
  expect(lineOf(lines, "address")).toBe(
    `primitive address IPaddr2 params ip=${cluster.free(32)} op monitor interval=11s`,
  );
  expect(lines).toContain("colocation together 7: held address");
  expect(lines).toContain("order after Optional: held address");
  expect(lines).toContain("rsc_defaults rsc-options: resource-stickiness=5");
  expect(lines).toContain("op_defaults op-options: timeout=61s");
});

test("the id of another thing, or the address of another primitive: refused, nothing is written", async () => {
  const before = await configurationOf(cluster);
  const output = await failing((on) => {
    adopting(on);
    new pacemaker.FailoverIp("second", { ip: cluster.free(32) }, on);
    new pacemaker.Primitive("third", { agent: "ocf:heartbeat:IPaddr2", params: { ip: cluster.free(32) } }, on);
    new pacemaker.Primitive("inner", { cibId: "address-instance_attributes", agent: "ocf:pacemaker:Dummy" }, on);
    new pacemaker.Node("node9", { standby: true }, on);
  });
  expect(output).toContain(`FailoverIp second: the address ${cluster.free(32)} belongs to address already [CONFLICT]`);
  expect(output).toContain(`Primitive third: the address ${cluster.free(32)} belongs to address already [CONFLICT]`);
  expect(output).toContain(
    "the id address-instance_attributes is taken by a instance_attributes of the cluster [CONFLICT]",
  );
  expect(output).toContain("the cluster has no node node9; its nodes are node1, node2, node3 [NOT_FOUND]");
  expect(await configurationOf(cluster)).toBe(before);
});

test("a faulty resource is refused before it is written; mended, the next up finishes", async () => {
  await stack.destroy();
  const good: Declare = (on) => {
    new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
    new pacemaker.Primitive("good", { agent: "ocf:pacemaker:Dummy" }, on);
    new pacemaker.FailoverIp("fine", { ip: cluster.free(33) }, on);
  };
  const output = await failing((on) => {
    good(on);
    new pacemaker.Primitive("stranger", { agent: "ocf:pacemaker:Dummy", params: { no_such: 1 } }, on);
    new pacemaker.Colocation("dangling", { resource: "stranger", with: "good" }, on);
  });
  expect(output).toContain("params.no_such: ocf:pacemaker:Dummy has no such parameter [INVALID_ARGUMENT]");
  const configuration = await configurationOf(cluster);
  for (const id of ["stranger", "dangling"]) expect(configuration).not.toContain(`id="${id}"`);
  stack.program = program((on) => {
    good(on);
    new pacemaker.Primitive("stranger", { agent: "ocf:pacemaker:Dummy", params: { fake: 1 } }, on);
    new pacemaker.Colocation("dangling", { resource: "good", with: "fine" }, on);
  });
  await stack.up();
  const lines = await shown(cluster);
  expect(lineOf(lines, "stranger")).toBe("primitive stranger ocf:pacemaker:Dummy params fake=1");
  expect(lineOf(lines, "dangling")).toBe("colocation dangling inf: good fine");
  expect((await cluster.ask(1, "crm_mon -1")).match(/Started/g)).toHaveLength(3);
});

describe("each kind", () => {
  const lives = () => livesOf(cluster);
  const all = () => lives().length + fixed + 1;
  const made = (declared: Declared) => livesProgram(cluster, lives(), declared);
  const adopting = (args: (life: Life) => object) => made((life) => ({ args: { ...args(life), adopt: true } }));
  /** What an operator set for another agent stays, and the new one would not know it. */
  const changed = ({ second: { args } }: Life) => ("agent" in args ? { meta: { "migration-threshold": 7 } } : args);
  /** The cluster keeps everything, and nobody knows of it any more. */
  const forgotten = async () => {
    await stack.remove();
    stack = await testStack(made(({ first }) => first));
  };

  /** A node is there in any case. */
  const adoptable = () => lives().filter(({ type }) => type !== "Node");
  const sayingOf = ({ type, id }: Life, how: string) =>
    new RegExp(`${type} ${id} +(create )?exists already, and is taken over ${how}`);

  beforeAll(async () => {
    await stack.destroy();
    stack.program = made(({ first }) => first);
    await stack.up();
  });

  test("that is equal in meaning is taken over as it is, and a preview says so", async () => {
    await forgotten();
    const [before, epoch] = [await configurationOf(cluster), await epochOf(cluster)];
    stack.program = adopting(({ first }) => first.args);
    const { stdout } = await stack.preview();
    for (const life of adoptable()) expect(stdout).toMatch(sayingOf(life, "as it is"));
    expect((await stack.up()).summary.resourceChanges).toEqual({ create: all() });
    expect(await configurationOf(cluster)).toBe(before);
    expect(await epochOf(cluster)).toBe(epoch);
  });

  test("that differs is taken over with the change that a preview names", async () => {
    await forgotten();
    const epoch = await epochOf(cluster);
    stack.program = adopting(changed);
    const { stdout } = await stack.preview();
    for (const life of adoptable()) expect(stdout).toMatch(sayingOf(life, "with a change: \\S+ is "));
    expect(await epochOf(cluster)).toBe(epoch);
    expect((await stack.up()).summary.resourceChanges).toEqual({ create: all() });
    expect((await stack.refresh()).summary.resourceChanges).toEqual({ same: all() });
    expect((await stack.up()).summary.resourceChanges).toEqual({ same: all() });
  });
});
