import * as pulumi from "@pulumi/pulumi";
import { Primitive, Provider } from "../../sdk";
import { emptyCluster, testCluster, type TestCluster } from "./support/cluster";
import { lost } from "./support/ledger";
import { testStack, type TestStack } from "./support/stack";

const agent = "ocf:pacemaker:Dummy";

let cluster: TestCluster;

const pair = (id: string, set: "instance_attributes" | "meta_attributes" | "utilization", name: string) =>
  `.//primitive[@id='${id}']/${set}/nvpair[@name='${name}']/@value`;

beforeAll(async () => {
  cluster = await testCluster();
});
beforeEach(async () => {
  await emptyCluster(cluster);
  await cluster.ask(1, "crm_attribute --name stonith-enabled --update false");
});

describe("a field that the program declares, written by somebody else", () => {
  // Not a word that other tests look for in the logs of the same machines: crm notes what is typed.
  const [ours, theirs] = ["hushed-ours", "hushed-theirs"];
  let stack: TestStack;
  const declared =
    ({ fake = "ours", round = 1, state = true }: { fake?: string; round?: number; state?: boolean } = {}) =>
    () => {
      const on = { provider: new Provider("cluster", cluster.connection) };
      // The second looks like one by its name, the third is one because the program says so.
      const params = { fake, passwd: pulumi.secret(ours), ...(state && { state: pulumi.secret(`/run/${ours}`) }) };
      new Primitive("keeper", { agent, params, meta: { round } }, on);
      return Promise.resolve({});
    };
  const param = (name: string) => pair("keeper", "instance_attributes", name);
  /** What the engine's display says of an up. */
  const said = async (program: () => Promise<object>): Promise<string> => {
    stack.program = program;
    const before = stack.output.length;
    await stack.up();
    return stack.output.slice(before);
  };

  beforeEach(async () => {
    stack = await testStack(declared());
    await stack.up();
  });
  afterEach(async () => {
    expect(stack.output).not.toContain("hushed");
    await stack.destroy();
    await stack.remove();
  });

  test("shows in a refresh; the up after it makes it the program's again", async () => {
    await cluster.ask(2, "crm resource param keeper set fake theirs");
    expect((await stack.refresh()).stdout).toMatch(/Primitive keeper updated .*\[diff: ~params\]/);
    expect(await said(declared())).not.toContain("somebody else");
    expect(await lost(cluster, [{ at: param("fake"), value: "ours" }])).toEqual([]);
  });

  test("is said by the update that takes it back, by name, and a secret without its value", async () => {
    await cluster.ask(
      2,
      `crm resource param keeper set fake theirs; crm resource param keeper set op_sleep 0; crm resource param keeper set passwd ${theirs}`,
    );
    const told = await said(declared({ round: 2 }));
    expect(told).toMatch(/somebody else.*params\.fake from "ours" to "theirs"/);
    expect(told).toMatch(/somebody else.*params\.passwd \(secret\)/);
    expect(told).not.toMatch(/op_sleep|meta\.round/);
    expect(
      await lost(cluster, [
        { at: param("fake"), value: "ours" },
        { at: param("passwd"), value: ours },
        { at: param("op_sleep"), value: "0" },
        { at: pair("keeper", "meta_attributes", "round"), value: "2" },
      ]),
    ).toEqual([]);
    expect(await said(declared({ round: 3 }))).not.toContain("somebody else");
  });

  test("is said without a value also where the program no longer names what was a secret", async () => {
    await cluster.ask(2, `crm resource param keeper set state /run/${theirs}`);
    expect(await said(declared({ state: false }))).toMatch(/somebody else.*params\.state \(secret\)/);
    expect(await lost(cluster, [{ at: param("passwd"), value: ours }])).toEqual([]);
  });

  test("is said also where the program changes the same field", async () => {
    await cluster.ask(2, "crm resource param keeper set fake theirs");
    const told = await said(declared({ fake: "new" }));
    expect(told).toMatch(/somebody else.*params\.fake from "ours" to "theirs"/);
    expect(await lost(cluster, [{ at: param("fake"), value: "new" }])).toEqual([]);
  });
});
