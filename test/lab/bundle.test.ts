import * as pacemaker from "../../sdk";
import { emptyCluster, testCluster, type TestCluster } from "./support/cluster";
import { now, operationsSince, said } from "./support/history";
import { image, installImages, remoteImage } from "./support/image";
import { configurationOf } from "./support/shown";
import { testStack, type TestStack } from "./support/stack";

let cluster: TestCluster;
let stack: TestStack;

/** A machine of the lab has no control groups and no network of its own to give away. */
const still = (change: Partial<pacemaker.BundleContainer> = {}): pacemaker.BundleContainer => ({
  image,
  replicas: 2,
  network: "host",
  options: "--cgroups=disabled --stop-signal=KILL",
  runCommand: "/bin/sleep 3600",
  ...change,
});

const program =
  (podman: pacemaker.BundleContainer, more: Partial<pacemaker.BundleArgs> = {}) =>
  (): Promise<Record<string, unknown>> => {
    const on = { provider: new pacemaker.Provider("cluster", cluster.connection) };
    new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
    const bundle = new pacemaker.Bundle("still", { podman, ...more }, on);
    new pacemaker.Location("still-not-on-node3", { resource: bundle, node: "node3", score: "-INFINITY" }, on);
    return Promise.resolve({});
  };

/** Names of the containers that run, with the machine that each is on. */
const containers = async (): Promise<string[]> => {
  const all = await Promise.all(
    cluster.lab.machines.map(async (machine) => {
      const names = await cluster.ask(machine, "podman ps --format '{{.Names}}'");
      return names.split("\n").flatMap((name) => (name === "" ? [] : [`${name} on ${machine}`]));
    }),
  );
  return all.flat().sort();
};

beforeAll(async () => {
  cluster = await testCluster();
  await emptyCluster(cluster);
  await installImages(cluster);
});
beforeEach(async () => {
  stack = await testStack(program(still()));
});
afterEach(async () => {
  await stack.destroy();
  await stack.remove();
});

test("containers run where they may, and nowhere else; they follow the program and are gone with it", async () => {
  const before = await configurationOf(cluster);
  let since = await now(cluster);
  await stack.up();
  expect((await containers()).map((each) => each.replace(/^.* on /, ""))).toEqual(["1", "2"]);
  expect((await operationsSince(cluster, since)).filter(({ machine }) => machine === 3).map(said)).toEqual([]);
  expect((await stack.up()).summary.resourceChanges).toEqual({ same: 5 });

  await cluster.ask(1, "crm_resource --resource still --meta --set-parameter priority --parameter-value 7");
  stack.program = program(still({ replicas: 1 }), { description: "one is enough" });
  await stack.up();
  expect(await containers()).toHaveLength(1);
  expect(await configurationOf(cluster)).toContain('name="priority" value="7"');

  await cluster.ask(
    1,
    'cibadmin --modify --scope resources --xml-text \'<bundle id="still"><podman image="localhost/still:1" replicas="2"/></bundle>\'',
  );
  const { summary } = await stack.refresh();
  expect(summary.resourceChanges).toMatchObject({ update: 1 });
  await stack.up();
  expect(await containers()).toHaveLength(1);

  since = await now(cluster);
  await stack.destroy();
  expect((await operationsSince(cluster, since)).filter(({ operation }) => operation === "start").map(said)).toEqual(
    [],
  );
  expect(await containers()).toEqual([]);
  expect(await configurationOf(cluster)).toBe(before);
});

test("an image that no node has is an error that says so; with a right one the next up goes on", async () => {
  stack.program = program(still({ image: "localhost/nosuch:1" }));
  await expect(stack.up()).rejects.toThrow(/still: start failed on node\d: .*nosuch/);
  stack.program = program(still());
  await stack.up();
  expect(await containers()).toHaveLength(2);
});

test("a bundle waits for all that names it, and what is with it moves nowhere, on the way in and out", async () => {
  stack.program = () => {
    const on = { provider: new pacemaker.Provider("cluster", cluster.connection) };
    new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
    const bundle = new pacemaker.Bundle("still", { podman: still({ replicas: 1 }) }, on);
    const beside = new pacemaker.Primitive("beside", { agent: "ocf:pacemaker:Dummy" }, on);
    new pacemaker.Colocation("beside-still", { resource: beside, with: bundle }, on);
    new pacemaker.Order("still-first", { first: bundle, then: beside }, on);
    new pacemaker.Location("still-on-node3", { resource: bundle, node: "node3", score: 100 }, on);
    return Promise.resolve({});
  };
  const before = await configurationOf(cluster);
  let since = await now(cluster);
  await stack.up({ parallel: 1 });
  const started = await operationsSince(cluster, since);
  expect(started.map(said)).toEqual([expect.stringMatching(/^start still-podman-0 on 3$/), "start beside on 3"]);
  since = await now(cluster);
  await stack.destroy({ parallel: 1 });
  const stopped = await operationsSince(cluster, since);
  expect(stopped.map(said).sort()).toEqual(["stop beside on 3", "stop still-podman-0 on 3"]);
  expect(await configurationOf(cluster)).toBe(before);
});

test("a primitive runs in the containers, and is there when they move", async () => {
  // A remote node is let in with the key that the cluster has.
  const key = "test -e /etc/pacemaker/authkey || echo of-the-lab >/etc/pacemaker/authkey";
  await Promise.all(cluster.lab.machines.map((machine) => cluster.ask(machine, key)));
  const boxed =
    (podman: Partial<pacemaker.BundleContainer>, inner: Partial<pacemaker.PrimitiveArgs> = {}) =>
    () => {
      const on = { provider: new pacemaker.Provider("cluster", cluster.connection) };
      new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
      const inside = new pacemaker.Primitive("inside", { agent: "ocf:pacemaker:Dummy", ...inner }, on);
      const bundle = new pacemaker.Bundle(
        "boxed",
        {
          podman: { image: remoteImage, network: "host", options: "--cgroups=disabled --stop-signal=KILL", ...podman },
          network: { controlPort: 3131 },
          storage: { "boxed-usr": { sourceDir: "/usr", targetDir: "/usr", options: "ro" } },
          resource: inside,
        },
        on,
      );
      new pacemaker.Location("boxed-not-on-node3", { resource: bundle, node: "node3", score: "-INFINITY" }, on);
      return Promise.resolve({});
    };
  const places = async () => {
    const found = await cluster.ask(1, "crm_resource --locate --resource inside 2>&1 || true");
    return [...found.matchAll(/is running on: (\S+)/g)].map(([, place]) => place).sort();
  };
  const before = await configurationOf(cluster);
  stack.program = boxed({ replicas: 2 });
  await stack.up();
  expect(await places()).toEqual(["boxed-0", "boxed-1"]);
  expect(await containers()).toEqual(["boxed-podman-0 on 1", "boxed-podman-1 on 2"]);
  expect((await stack.up()).summary.resourceChanges).toEqual({ same: 6 });
  expect((await stack.refresh()).summary.resourceChanges).toEqual({ same: 6 });

  // What is inside changes without the containers.
  let since = await now(cluster);
  stack.program = boxed({ replicas: 2 }, { params: { fake: "changed" } });
  await stack.up();
  expect((await operationsSince(cluster, since)).filter(({ operation }) => operation === "start").map(said)).toEqual(
    [],
  );
  expect(await places()).toEqual(["boxed-0", "boxed-1"]);

  stack.program = boxed({ replicas: 1 }, { params: { fake: "changed" } });
  await stack.up();
  expect(await places()).toEqual(["boxed-0"]);

  since = await now(cluster);
  await stack.destroy();
  expect((await operationsSince(cluster, since)).filter(({ operation }) => operation === "start").map(said)).toEqual(
    [],
  );
  expect(await containers()).toEqual([]);
  expect(await configurationOf(cluster)).toBe(before);
});
