import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { debians } from "../../../lab/recipe";
import { parseKnown } from "../../../provider/crm/agents";
import { judgeSaid, type Said } from "../../../provider/crm/said-of-agent";
import { unknownValue } from "../../../provider/problems";

/** What the tools of a release said of these agents, as they said it. */
const recorded = (release: string) =>
  parseKnown({
    status: 0,
    stdout: readFileSync(join(__dirname, `../../fixtures/agents/${release}.txt`), "utf8"),
    stderr: "",
  });

const address = "ocf:heartbeat:IPaddr2";
const info = "ocf:pacemaker:SysInfo";
const device = "stonith:fence_watchdog";

describe.each(debians)("what a program says of an agent of %s", (release) => {
  const { agents } = recorded(release);
  const judge = (name: string, params: Record<string, string>, operations: Said["operations"] = []) => {
    const agent = agents.get(name);
    if (!agent) throw new Error(`${name} is not recorded`);
    const parameters = Object.entries(params).map(([key, value]) => ({ path: `params.${key}`, name: key, value }));
    return judgeSaid(agent, { parameters, operations, isGiven: (each) => each in params });
  };
  const nothing = { errors: [], warnings: [] };

  test("what is installed and cannot describe itself is known to be there; what is not there is not", () => {
    if (release === "trixie") expect(agents.has("ocf:heartbeat:powervs-subnet")).toBe(true);
    expect(agents.get("ocf:heartbeat:powervs-subnet")).toBe(undefined);
    for (const each of ["ocf:heartbeat:nothing", "stonith:nothing"]) expect(agents.has(each)).toBe(false);
  });

  test.each<[string, string, Record<string, string>, string[], string[]]>([
    ["is right", address, { ip: "10.0.2.10", cidr_netmask: "24", lvs_support: "no", arp_count: "3" }, [], []],
    ["is missing", address, { nic: "eth0" }, [`params.ip: ${address} requires it`], []],
    [
      "is misspelled",
      address,
      { ip: "10.0.2.10", cidr_netmsk: "24", CIDR: "1" },
      [
        `params.cidr_netmsk: ${address} has no such parameter; did you mean cidr_netmask?`,
        `params.CIDR: ${address} has no such parameter`,
      ],
      [],
    ],
    [
      "has a dash for its underscore",
      info,
      { "disk-unit": "G" },
      [`params.disk-unit: ${info} has no such parameter; did you mean disk_unit?`],
      [],
    ],
    ["is no number", address, { ip: "::1", arp_count: "many" }, [`params.arp_count: ${address} takes a number`], []],
    [
      "is no boolean",
      address,
      { ip: "::1", lvs_support: "perhaps" },
      [`params.lvs_support: ${address} takes true or false`],
      [],
    ],
    [
      "is not among those listed",
      info,
      { disk_unit: "X" },
      [expect.stringMatching(/^params.disk_unit: .* takes one of B, b, K, k/) as string],
      [],
    ],
    ["is among them", info, { disk_unit: "m" }, [], []],
    ["is a time where a number is declared", "ocf:pacemaker:ping", { host_list: "10.0.2.1", dampen: "10s" }, [], []],
    [
      "is no number, where the agent has no default",
      "ocf:heartbeat:apache",
      { port: "http" },
      [],
      ["params.port: ocf:heartbeat:apache takes a number"],
    ],
    ["is declared by mistake", "ocf:heartbeat:rabbitmq-server-ha", { erlang_cookie: "EOKOWXQREETZSHFNTPEY" }, [], []],
    ["is empty, or not known yet", address, { ip: unknownValue, arp_count: unknownValue, lvs_support: "" }, [], []],
    ["is Pacemaker's own", info, { CRM_meta_timeout: "20000", $id: "x", trace_ra: "1" }, [], []],
    ["is for every fencing device", device, { pcmk_host_list: "node1", pcmk_delay_base: "5s" }, [], []],
    [
      "is misspelled for a fencing device",
      device,
      { pcmk_host_lst: "node1" },
      [`params.pcmk_host_lst: ${device} has no such parameter; did you mean pcmk_host_list?`],
      [],
    ],
  ])("a parameter %s", (_what, name, params, errors, warnings) => {
    expect(judge(name, params)).toEqual({ errors, warnings });
  });

  test("of a template nothing is required", () => {
    const agent = agents.get(address);
    expect(agent && judgeSaid(agent, { parameters: [], operations: [], isGiven: undefined })).toEqual(nothing);
  });

  test("operations", () => {
    const stateful = "ocf:pacemaker:Stateful";
    const say = (operations: Said["operations"], name = stateful) => judge(name, {}, operations);
    expect(say([{ name: "montior" }]).errors).toEqual([
      `operations.montior: ${stateful} has no such operation; did you mean monitor?`,
    ]);
    const none = `operations.notify: ${info} has no such operation`;
    expect(say([{ name: "notify", interval: "10s" }], info)).toEqual({ errors: [none], warnings: [] });
    expect(say([{ name: "notify", interval: "0s" }], info)).toEqual({ errors: [], warnings: [none] });
    expect(say([{ name: "meta-data" }]).errors).toHaveLength(1);
    expect(
      say([
        { name: "start", timeout: "20" },
        { name: "stop", timeout: "1min" },
        { name: "promote", timeout: "0" },
        { name: "monitor" },
        { name: "monitor", timeout: unknownValue },
      ]),
    ).toEqual(nothing);
    expect(
      say([
        { name: "start", timeout: "19s" },
        { name: "monitor", role: "Master", timeout: "1500ms" },
      ]),
    ).toEqual({
      errors: [],
      warnings: [
        `operations.start: the timeout 19s is shorter than the 20s that ${stateful} advises`,
        expect.stringMatching(/^operations.monitor: the timeout 1500ms is shorter than the \d+s that/),
      ],
    });
    // Times that Pacemaker makes up for whatever has no description of its own.
    expect(judge("lsb:apache2", {}, [{ name: "start", timeout: "1s" }, { name: "force-reload" }])).toEqual(nothing);
  });

  test("no value is repeated, whatever it is", () => {
    const value = fc.stringMatching(/^[A-Z!?]{12,20}$/);
    fc.assert(
      fc.property(value, value, (a, b) => {
        const { errors, warnings } = judge(address, { ip: a, arp_count: a, lvs_support: b, no_such: b });
        expect([...errors, ...warnings]).toHaveLength(3);
        expect([...errors, ...warnings].join()).not.toContain(a);
        expect([...errors, ...warnings].join()).not.toContain(b);
      }),
    );
  });
});
