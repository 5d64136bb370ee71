import * as pulumi from "@pulumi/pulumi";
import * as pacemaker from "../../sdk";
import { emptyCluster, testCluster, type TestCluster } from "./support/cluster";
import { configurationOf } from "./support/shown";
import { testStack, type TestStack } from "./support/stack";
import { until } from "./support/until";

type On = { provider: pacemaker.Provider };

let cluster: TestCluster;
let stack: TestStack;

const program = (declare: (on: On) => void) => (): Promise<Record<string, unknown>> => {
  const on = { provider: new pacemaker.Provider("cluster", cluster.connection) };
  new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
  declare(on);
  return Promise.resolve({});
};

const online = (count: number) =>
  until(
    `${count} nodes are online`,
    () => cluster.ask(1, "crm_mon -1 --output-as=xml"),
    (text) => [...text.matchAll(/<node name="node\d" [^>]*online="true" [^>]*pending="false"/g)].length === count,
  );

beforeAll(async () => {
  cluster = await testCluster();
  await emptyCluster(cluster);
});
beforeEach(async () => {
  stack = await testStack(program(() => undefined));
});
afterEach(async () => {
  await stack.destroy();
  await stack.remove();
});

describe("transient attributes", () => {
  /** The daemon says "" of what it has been told to forget. */
  const valueOf = async (name: string) => {
    const said = await cluster.ask(1, `attrd_updater --query --node node2 --name ${name} 2>&1 || true`);
    return /value="([^"]+)"/.exec(said)?.[1];
  };
  const declared = (transientAttributes: Record<string, string | number>) =>
    program((on) => new pacemaker.Node("node2", { transientAttributes, utilization: { memory: 64 } }, on));

  test("last until the node leaves, come back with the next up, and leave what was before", async () => {
    const before = await configurationOf(cluster);
    await cluster.ask(1, "attrd_updater --node node2 --name weight --update 3");
    await cluster.ask(1, "attrd_updater --node node2 --name theirs --update kept");
    stack.program = declared({ note: "it's $HOME `id` \\ --x=1", weight: 5 });
    await stack.up();
    expect(await valueOf("note")).toBe("it's $HOME `id` \\ --x=1");
    expect(await valueOf("weight")).toBe("5");
    expect(await configurationOf(cluster)).toMatch(/<utilization [^>]*>\s*<nvpair [^>]*name="memory" value="64"/);
    expect((await stack.up()).summary.resourceChanges).toEqual({ same: 4 });

    await cluster.ask(1, "attrd_updater --node node2 --name weight --update 6");
    expect((await stack.refresh()).summary.resourceChanges).toMatchObject({ update: 1 });
    stack.program = declared({ weight: 5 });
    await stack.up();
    expect([await valueOf("note"), await valueOf("weight")]).toEqual([undefined, "5"]);

    await cluster.ask(2, "systemctl restart pacemaker");
    await online(3);
    await until(
      "the attribute is gone",
      () => valueOf("weight"),
      (value) => value === undefined,
    );
    await stack.refresh();
    await stack.up();
    expect(await valueOf("weight")).toBe("5");

    await cluster.ask(1, "attrd_updater --node node2 --name theirs --update kept");
    await stack.destroy();
    expect([await valueOf("weight"), await valueOf("theirs")]).toEqual(["3", "kept"]);
    expect(await configurationOf(cluster)).toBe(before);
  });

  test("are never secret", async () => {
    stack.program = declared({ note: pulumi.secret("hush") as unknown as string });
    await expect(stack.up()).rejects.toThrow(/transientAttributes\.note: is a secret/);
    expect(await valueOf("note")).toBeUndefined();
  });
});

describe("beyond the members", () => {
  const elsewhere = "node3";
  const there = async () => (await cluster.ask(1, "crm_mon -1 --output-as=xml")).replace(/\s+/g, " ");

  beforeAll(async () => {
    const key = `mkdir -p /etc/pacemaker; echo 'a key of the tests' > /etc/pacemaker/authkey; chown root:haclient /etc/pacemaker/authkey; chmod 640 /etc/pacemaker/authkey`;
    await Promise.all(cluster.lab.machines.map((machine) => cluster.ask(machine, key)));
    await cluster.ask(3, "systemctl stop pacemaker corosync && systemctl start pacemaker_remote");
    await cluster.ask(1, `crm_node --force --remove ${elsewhere}`);
  });
  afterAll(async () => {
    await cluster.ask(3, "systemctl stop pacemaker_remote && systemctl start corosync pacemaker");
    await online(3);
  });

  test.each([
    [
      "a remote node",
      (on: On) =>
        new pacemaker.Primitive(
          "far",
          { agent: "ocf:pacemaker:remote", params: { server: cluster.hosts[2] ?? "" } },
          on,
        ),
    ],
    [
      "a guest node",
      (on: On) =>
        new pacemaker.Primitive(
          "machine",
          { agent: "ocf:pacemaker:Dummy", meta: { "remote-node": "far", "remote-addr": cluster.hosts[2] ?? "" } },
          on,
        ),
    ],
  ])("%s joins, has attributes, runs what is placed there, and leaves", async (_what, declare) => {
    const before = await configurationOf(cluster);
    const whole = program((on) => {
      const node = declare(on);
      const web = new pacemaker.Primitive("web", { agent: "ocf:pacemaker:Dummy" }, on);
      new pacemaker.Location("web-far", { resource: web, node: "far", score: "INFINITY" }, on);
      new pacemaker.Node("far", { attributes: { site: "b" } }, { ...on, dependsOn: node });
    });
    stack.program = whole;
    await stack.up();
    const seen = await there();
    expect(seen).toMatch(/<node name="far" [^>]*online="true" [^>]*type="remote"/);
    expect(seen).toMatch(/<resource id="web" [^>]*role="Started"[^>]*> <node name="far"/);
    expect(await cluster.ask(3, "ls /run/resource-agents/ /run/ | grep -i -e dummy -e web || true")).toMatch(/web/);
    expect((await stack.up()).summary.resourceChanges).toEqual({ same: 7 });
    await stack.destroy();
    // Pacemaker keeps an entry of its own for a node that it has known.
    const after = await configurationOf(cluster);
    expect(after.replace(/\s*<node [^>]*id="far"[^>]*\/>/, "")).toBe(before);
  });
});
