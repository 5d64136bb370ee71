import { runInTree } from "../../lab/chroot";
import { knowCommand, listCommand, parseKnown, parseList } from "../../provider/crm/agents";
import { judgeSaid } from "../../provider/crm/said-of-agent";
import { change, fencingDecided, said } from "./support/changes";
import { closeTrees, FileCluster, releases } from "./support/file-cluster";

afterAll(closeTrees);

describe.each(releases)("the agents of %s", (debian) => {
  const ask = ({ script, files = {} }: ReturnType<typeof knowCommand>) => runInTree(debian, script, { files });

  test("all pass with what they say of themselves", async () => {
    const listed = parseList(await ask(listCommand({}))).agents.filter((each) => /^(ocf|stonith|lsb):/.test(each));
    expect(listed.length).toBeGreaterThan(150);
    const { agents } = parseKnown(await ask(knowCommand(listed, true)));
    expect([...agents.keys()].sort()).toEqual(listed.sort());
    const described = [...agents.values()].flatMap((each) => each ?? []);
    expect(described.length).toBeGreaterThan(150);
    const complaints = described.flatMap((agent) => {
      const { parameters, actions } = agent;
      const said = parameters.map(({ name, default: value = "" }) => ({ path: name, name, value }));
      const { errors } = judgeSaid(agent, {
        parameters: said,
        operations: actions.filter(({ name }) => !["meta-data", "validate-all", "methods", "usage"].includes(name)),
        isGiven: () => true,
      });
      return errors;
    });
    expect(complaints).toEqual([]);
  });

  test("where nothing is to be described, it is only said what is there", async () => {
    const { agents } = parseKnown(
      await ask(knowCommand(["ocf:heartbeat:IPaddr2", "ocf:heartbeat:Nothing", "stonith:fence_watchdog"], false)),
    );
    expect([...agents]).toEqual([
      ["ocf:heartbeat:IPaddr2", undefined],
      ["stonith:fence_watchdog", undefined],
    ]);
  });

  test("what a check refuses crm refuses as well; what it takes crm takes", async () => {
    const of = (agent: string, params: object, operations: object = {}) => ({ agent, params, operations });
    const bad = [
      of("ocf:heartbeat:IPaddr2", { nic: "eth0" }),
      of("ocf:heartbeat:IPaddr2", { ip: "10.0.2.10", cidr_netmsk: 24 }),
      // crm 4 takes any operation.
      ...(debian === "bookworm" ? [] : [of("ocf:pacemaker:Dummy", {}, { montior: { interval: 10 } })]),
      of("ocf:pacemaker:Dummy", { CIDR: 1 }),
      of("stonith:fence_watchdog", { pcmk_host_lst: "node1" }),
    ];
    const good = [
      of("ocf:heartbeat:IPaddr2", { ip: "10.0.2.11", cidr_netmask: 24 }, { monitor: { interval: 10, timeout: 1 } }),
      of("ocf:pacemaker:ping", { host_list: "10.0.2.1", dampen: "5s" }),
      of("stonith:fence_watchdog", { pcmk_host_list: "node1", pcmk_delay_base: "5s" }),
    ];
    const all = [...bad, ...good].map((args, i) => ({ cibId: `r${i}`, ...args }));
    const { agents } = parseKnown(await ask(knowCommand([...new Set(all.map(({ agent }) => agent))], true)));
    const judged = all.map(({ agent: name, params, operations }) => {
      const agent = agents.get(name);
      if (!agent) throw new Error(`${name} is not there`);
      const given = Object.entries(params);
      return judgeSaid(agent, {
        parameters: given.map(([key, value]) => ({ path: key, name: key, value: String(value) })),
        operations: Object.keys(operations).map((each) => ({ name: each })),
        isGiven: (each) => each in params,
      }).errors.length;
    });
    expect(judged.map((count) => count > 0)).toEqual(all.map((_, i) => i < bad.length));
    const cluster = await FileCluster.of(debian, fencingDecided);
    const outcomes = said(await cluster.submit(all.map((args) => change("primitive", args))));
    expect(outcomes.map((each) => each !== "fulfilled")).toEqual(all.map((_, i) => i < bad.length));
  });
});
