import * as pacemaker from "../../sdk";
import { emptyCluster, testCluster, type TestCluster } from "./support/cluster";
import { installMoody, moody } from "./support/moody";
import { configurationOf } from "./support/shown";
import { testStack, type TestStack } from "./support/stack";
import { until } from "./support/until";

let cluster: TestCluster;
let stack: TestStack;

const params = { ip: "10.0.3.11", username: "apc", password: "hushed", pcmk_host_map: "node1:1;node2:2;node3:3" };
const agent = "stonith:fence_apc";

interface Shape {
  /** What it is to fence with; without one there is none. */
  device?: "itself" | "by a template";
  /** The engine deletes the device before what runs. */
  isFirst?: boolean;
}

const declare = ({ device, isFirst = false }: Shape) => {
  const on = { provider: new pacemaker.Provider("cluster", cluster.connection) };
  const [a, b] = ["a", "b"].map(
    (each) => new pacemaker.Primitive(each, { agent: moody, params: { stop: "dawdle" } }, on),
  );
  const after = { ...on, ...(isFirst && a && b && { dependsOn: [a, b] }) };
  new pacemaker.ResourceDefault("resource-stickiness", { value: 100 }, after);
  if (device === "itself") new pacemaker.Primitive("fence", { agent, params }, after);
  if (device === "by a template") {
    const template = new pacemaker.ResourceTemplate("fences", { agent, params: { ip: params.ip } }, after);
    const { username, password, pcmk_host_map } = params;
    new pacemaker.Primitive("fence", { template, params: { username, password, pcmk_host_map } }, after);
  }
  return Promise.resolve({});
};

const running = async () => (await cluster.ask(1, "crm_mon -1 -r")).match(/\b\w+(?=\t\(.*Started)/g)?.sort() ?? [];
const devices = async () => (await cluster.ask(1, "stonith_admin -L 2>&1 || true")).match(/^\w+$/gm) ?? [];
const said = async (run: () => Promise<unknown>) => {
  const before = stack.output.length;
  await run();
  return stack.output.slice(before);
};

beforeAll(async () => {
  cluster = await testCluster();
  await emptyCluster(cluster);
  await installMoody(cluster);
});
beforeEach(async () => {
  stack = await testStack(() => Promise.resolve({}));
});
afterEach(async () => {
  await stack.remove();
  await emptyCluster(cluster);
});

test.each<[string, Shape, number]>([
  ["side by side", { device: "itself" }, 16],
  ["the device first", { device: "itself", isFirst: true }, 1],
  ["the device first, whose template says what it is", { device: "by a template", isFirst: true }, 1],
])("a program whose cluster fences is created and destroyed, %s: the device goes last", async (_, shape, parallel) => {
  const before = await configurationOf(cluster);
  stack.program = () => declare(shape);
  await stack.up({ parallel });
  expect(await running()).toEqual(["a", "b", "fence"]);
  const output = await said(() => stack.destroy({ parallel }));
  expect(output).toMatch(/Primitive fence.*stays while there are resources, and goes with the last of them/s);
  expect(await configurationOf(cluster)).toBe(before);
  expect([await running(), await devices()]).toEqual([[], []]);
  await until(
    "the nodes to forget what they did",
    () => cluster.ask(1, "cibadmin -Q -o status"),
    (status) => !status.includes("<lrm_resource "),
  );
});

test("the last device does not leave resources that the program keeps: refused, and nothing is changed", async () => {
  stack.program = () => declare({ device: "itself" });
  await stack.up();
  const before = await configurationOf(cluster);
  stack.program = () => declare({});
  const output = await said(() => expect(stack.up()).rejects.toThrow());
  expect(output).toMatch(/fence is the last fencing device: .* could not even stop a, b any more.*\[HELD_BACK\]/s);
  expect(await configurationOf(cluster)).toBe(before);
  expect(await devices()).toEqual(["fence"]);
  stack.program = () => declare({ device: "itself" });
  expect((await stack.up()).summary.resourceChanges).toEqual({ same: 6 });
  await stack.destroy();
});

test("it stays for what somebody else has, which can still be stopped", async () => {
  stack.program = () => declare({ device: "itself" });
  await stack.up();
  await cluster.ask(1, "crm configure primitive theirs ocf:pacemaker:Dummy && crm -w resource start theirs");
  await stack.destroy();
  expect([await running(), await devices()]).toEqual([["fence", "theirs"], ["fence"]]);
  await cluster.ask(1, "crm -w resource stop theirs");
  expect(await running()).toEqual(["fence"]);
});
