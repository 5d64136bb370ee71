import { ClusterProperty, Location, Node, Primitive, Provider } from "../../sdk";
import { emptyCluster, testCluster, type TestCluster } from "../lab/support/cluster";
import { lost, type Change, type Entry } from "../lab/support/ledger";
import { configurationOf } from "../lab/support/shown";
import { testStack, type TestStack } from "../lab/support/stack";
import { until } from "../lab/support/until";

const agent = "ocf:pacemaker:Dummy";
const rounds = [1, 2, 3, 4];

/** Each stack has objects of its own in the one document, and an option and a node's attribute beside the others'. */
const stacks = [
  { name: "a", option: "pe-error-series-max", await: "committed" },
  { name: "b", option: "pe-warn-series-max", await: "committed" },
  { name: "c", option: "pe-input-series-max", await: "settled" },
] as const;
type Stack = (typeof stacks)[number];
const members = [1, 2, 3];

let cluster: TestCluster;

const property = (name: string) => `.//crm_config/cluster_property_set/nvpair[@name='${name}']/@value`;
const nodeAttribute = (node: string, name: string) =>
  `.//node[@uname='${node}']/instance_attributes/nvpair[@name='${name}']/@value`;
const pair = (id: string, set: "instance_attributes" | "meta_attributes" | "utilization", name: string) =>
  `.//primitive[@id='${id}']/${set}/nvpair[@name='${name}']/@value`;
const score = (id: string) => `.//rsc_location[@id='${id}']/@score`;

/** In each round every value is another, one constraint is new and stays, one resource is new and goes with the next. */
const program =
  ({ name, option, await: until }: Stack, round: number) =>
  () => {
    const on = { provider: new Provider("cluster", { ...cluster.connection, await: until }) };
    for (const n of members)
      new Primitive(
        `${name}-${n}`,
        {
          agent,
          params: { fake: round },
          meta: { round },
          utilization: { units: round },
          operations: { monitor: { interval: "1h", timeout: `${20 + round}s` } },
        },
        on,
      );
    new Primitive(`${name}-in-${round}`, { agent }, on);
    for (const each of rounds.slice(0, round))
      new Location(`${name}-since-${each}`, { resource: `${name}-1`, node: "node1", score: each }, on);
    new ClusterProperty(option, { value: 1000 + round }, on);
    new Node("node1", { attributes: { [name]: round } }, on);
    return Promise.resolve({});
  };

/** The same as the CIB has it. */
const programmed = ({ name, option }: Stack, round: number): Change[] => [
  ...members.flatMap((n) => [
    { at: pair(`${name}-${n}`, "instance_attributes", "fake"), value: `${round}` },
    { at: pair(`${name}-${n}`, "meta_attributes", "round"), value: `${round}` },
    { at: pair(`${name}-${n}`, "utilization", "units"), value: `${round}` },
    { at: `.//primitive[@id='${name}-${n}']/operations/op[@name='monitor']/@timeout`, value: `${20 + round}s` },
  ]),
  { at: `.//primitive[@id='${name}-in-${round}']/@type`, value: "Dummy" },
  ...(round > 1 ? [{ at: `.//primitive[@id='${name}-in-${round - 1}']/@type` }] : []),
  { at: score(`${name}-since-${round}`), value: `${round}` },
  { at: property(option), value: `${1000 + round}` },
  { at: nodeAttribute("node1", name), value: `${round}` },
];

/** A command, and the change that it makes. */
interface Step extends Change {
  run: string;
}

/** What an operator types: objects of his own, and what the programs say nothing of in theirs. */
const typed = (n: number): Step[] => [
  {
    run: `crm configure primitive op-${n} ${agent} params fake=${n} meta target-role=Stopped`,
    at: pair(`op-${n}`, "instance_attributes", "fake"),
    value: `${n}`,
  },
  { run: `crm configure location op-${n}-there op-${n} ${n}: node2`, at: score(`op-${n}-there`), value: `${n}` },
  {
    run: `crm configure property cluster-recheck-interval=${10 + n}min`,
    at: property("cluster-recheck-interval"),
    value: `${10 + n}min`,
  },
  {
    run: `crm resource param b-2 set fail_start_on nowhere-${n}`,
    at: pair("b-2", "instance_attributes", "fail_start_on"),
    value: `nowhere-${n}`,
  },
  {
    run: `crm resource meta a-1 set operator-${n} ${n}`,
    at: pair("a-1", "meta_attributes", `operator-${n}`),
    value: `${n}`,
  },
  { run: `crm resource utilization c-3 set operator ${n}`, at: pair("c-3", "utilization", "operator"), value: `${n}` },
  { run: `crm node attribute node2 set operator ${n}`, at: nodeAttribute("node2", "operator"), value: `${n}` },
  { run: `crm configure delete op-${n}-there`, at: score(`op-${n}-there`) },
];

/** What agents and tools of the cluster itself write. */
const automatic = (n: number): Step[] => [
  { run: `crm_attribute --name migration-limit --update ${n}`, at: property("migration-limit"), value: `${n}` },
  {
    run: `crm_attribute --node node1 --name agents --update ${n} --lifetime forever`,
    at: nodeAttribute("node1", "agents"),
    value: `${n}`,
  },
  {
    run: `attrd_updater --name agents --update ${n}`,
    at: ".//node_state[@uname='node3']/transient_attributes/instance_attributes/nvpair[@name='agents']/@value",
    value: `${n}`,
  },
  {
    run: `crm_resource --resource c-1 --meta --set-parameter agents-${n} --parameter-value ${n}`,
    at: pair("c-1", "meta_attributes", `agents-${n}`),
    value: `${n}`,
  },
  {
    run: `crm_resource --resource a-2 --utilization --set-parameter agents --parameter-value ${n}`,
    at: pair("a-2", "utilization", "agents"),
    value: `${n}`,
  },
  {
    run: `crm_resource --resource b-3 --set-parameter fail_start_on --parameter-value nowhere-${n}`,
    at: pair("b-3", "instance_attributes", "fail_start_on"),
    value: `nowhere-${n}`,
  },
  {
    run: `crm_ticket --ticket agents --set-attr holder --attr-value ${n} --force`,
    at: ".//ticket_state[@id='agents']/@holder",
    value: `${n}`,
  },
  {
    run: "crm_resource --resource c-2 --ban --node node2",
    at: score("cli-ban-c-2-on-node2"),
    value: "-INFINITY",
  },
  { run: "crm_resource --resource c-2 --clear", at: score("cli-ban-c-2-on-node2") },
];

beforeAll(async () => {
  cluster = await testCluster();
});
beforeEach(async () => {
  await emptyCluster(cluster);
  await cluster.ask(1, "crm_attribute --name stonith-enabled --update false");
});

test("three stacks, an operator and agents write at once: nothing is lost, reverted or refused", async () => {
  const ledger: Entry[] = [];
  /** Writes it down; all that this writer has written so far stands. What daemons are told shows a moment later. */
  const enter = async (by: string, changes: readonly Change[]) => {
    ledger.push(...changes.map((each) => ({ ...each, by })));
    const own = ledger.filter((each) => each.by === by);
    await until(
      `what ${by} wrote`,
      () => lost(cluster, own),
      (missing) => missing.length === 0,
      10_000,
    );
  };

  /** By whom the ledger has entries from during an update of the stack. */
  const beside: { by: string; others: string[] }[] = [];
  const made = await Promise.all(stacks.map((each) => testStack(program(each, 1))));
  const lives = stacks.map(async (each, i) => {
    for (const round of rounds) {
      const stack = made[i] as TestStack;
      const before = ledger.length;
      stack.program = program(each, round);
      await stack.up();
      beside.push({ by: each.name, others: ledger.slice(before).map(({ by }) => by) });
      await enter(each.name, programmed(each, round));
    }
  });
  let areDone = false;
  const done = Promise.allSettled(lives).then(() => {
    areDone = true;
  });

  const isOver = () => areDone;

  const write = async (by: string, machine: number, steps: (n: number) => Step[]) => {
    for (let n = 1; !isOver(); n++)
      for (const { run, ...change } of steps(n)) {
        if (isOver()) return;
        // What crm did not do, because somebody was faster or its object is not there yet, is typed again.
        const type = async () => {
          await cluster.ask(machine, run).catch(async (error: unknown) => {
            if ((await lost(cluster, [change])).length > 0) throw error;
          });
        };
        await until(run, type, () => true);
        await enter(by, [change]);
      }
  };
  const all = [...lives, done, write("operator", 2, typed), write("agents", 3, automatic)];
  const refused = (await Promise.allSettled(all)).filter((each) => each.status === "rejected");
  // All else that an engine prints would hide why.
  const why = (reason: unknown) =>
    String(reason)
      .split("\n")
      .filter((line, i) => i === 0 || /error/i.test(line));
  expect(refused.map(({ reason }) => why(reason))).toEqual([]);

  expect(await lost(cluster, ledger)).toEqual([]);
  expect(ledger.length).toBeGreaterThanOrEqual(300);
  for (const { others } of beside) expect(others).toEqual(expect.arrayContaining(["operator", "agents"]));
  const isStack = (name: string) => stacks.some((each) => each.name === name);
  expect(beside.filter(({ by, others }) => others.some((other) => isStack(other) && other !== by))).not.toEqual([]);
  const turns = ledger.filter(({ by }, i) => by !== ledger[i - 1]?.by);
  expect(turns.length).toBeGreaterThanOrEqual(50);
  expect(await configurationOf(cluster)).not.toContain("held-for");

  // Nor does a program see a change of its fields that it has not made itself.
  for (const stack of made) {
    const { summary } = await stack.refresh();
    expect(Object.keys(summary.resourceChanges ?? {})).toEqual(["same"]);
    expect(stack.output).not.toContain("somebody else");
    await stack.remove();
  }
});
