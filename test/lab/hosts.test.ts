import { setIsolated } from "../../lab/machines";
import * as pacemaker from "../../sdk";
import { emptyCluster, testCluster, type TestCluster } from "./support/cluster";
import { lineOf, shown } from "./support/shown";
import { testStack, type TestStack } from "./support/stack";
import { whole } from "./support/whole";

type Declare = (on: { provider: pacemaker.Provider }) => void;

let cluster: TestCluster;
let stack: TestStack;

const program = (declare: Declare, hosts?: string[]) => (): Promise<Record<string, unknown>> => {
  const settings = { ...cluster.connection, ...(hosts && { hosts }), connectTimeout: "4s" };
  declare({ provider: new pacemaker.Provider("cluster", settings) });
  return Promise.resolve({});
};
const nothing = program(() => undefined);
const failing = async (run: () => Promise<unknown>): Promise<string> => {
  const before = stack.output.length;
  await expect(run()).rejects.toThrow();
  return stack.output.slice(before);
};

const [bind, range] = ["net.ipv4.ip_nonlocal_bind", "net.ipv4.ip_local_port_range"];
const files = "ls /etc/sysctl.d | grep -c pulumi-pacemaker || true";

/** What `sh` prints on each machine. */
const onEach = (script: string, machines = cluster.lab.machines): Promise<string[]> =>
  Promise.all(machines.map(async (machine) => (await cluster.ask(machine, script)).trim().replaceAll(/\s+/g, " ")));
const all = (value: string) => cluster.lab.machines.map(() => value);

beforeAll(async () => {
  cluster = await testCluster();
  await emptyCluster(cluster);
  await onEach(`rm -f /etc/sysctl.d/*pulumi-pacemaker*; sysctl -qw ${bind}=0 '${range}=10000 60000'`);
  stack = await testStack(nothing);
});
afterAll(async () => {
  await stack.destroy();
  await stack.remove();
});

describe("SysctlSetting", () => {
  const settings =
    (value: number, persistent = true, ports = "20000 30000"): Declare =>
    (on) => {
      new pacemaker.SysctlSetting(bind, { value, persistent }, on);
      new pacemaker.SysctlSetting("ports", { key: range, value: ports, persistent: false }, on);
    };

  test("sets the running kernel of every host, and a file that a reboot applies", async () => {
    stack.program = program(settings(1));
    await stack.up();
    expect(await onEach(`sysctl -n ${bind} ${range}; ${files}`)).toEqual(all("1 20000 30000 1"));
    expect(await onEach(`sysctl -qw ${bind}=0; systemctl restart systemd-sysctl; sysctl -n ${bind}`)).toEqual(all("1"));
    expect((await stack.up()).summary.resourceChanges).toEqual({ same: 4 });
    expect((await stack.refresh()).summary.resourceChanges).toEqual({ same: 4 });
  });

  test("changes in place: the value, whether it is persistent", async () => {
    stack.program = program(settings(1, false, "20001 30001"));
    expect((await stack.up()).summary.resourceChanges).toEqual({ same: 2, update: 2 });
    expect(await onEach(`sysctl -n ${bind} ${range}; ${files}`)).toEqual(all("1 20001 30001 0"));
    stack.program = program(settings(1, true, "20001 30001"));
    expect((await stack.up()).summary.resourceChanges).toEqual({ same: 3, update: 1 });
    expect(await onEach(files)).toEqual(all("1"));
  });

  test("a drift on one host is seen, with the host's name, and mended; also one that only a reboot would show", async () => {
    await cluster.ask(2, `sysctl -qw ${bind}=0`);
    const seen = await stack.refresh();
    expect(seen.stdout).toContain(`${bind} is 0 on ${cluster.hosts[1] ?? ""}`);
    expect(seen.stdout).toMatch(/SysctlSetting net.ipv4.ip_nonlocal_bind updated .*\[diff: ~value\]/);
    await stack.up();
    expect(await onEach(`sysctl -n ${bind}`)).toEqual(all("1"));
    await cluster.ask(3, "rm /etc/sysctl.d/*pulumi-pacemaker*");
    const lost = await stack.refresh();
    expect(lost.stdout).toContain(`${bind} would be the kernel's default after a reboot of ${cluster.hosts[2] ?? ""}`);
    await stack.up();
    expect(await onEach(files)).toEqual(all("1"));
  });

  test("deleted: the former values come back", async () => {
    stack.program = nothing;
    await stack.up();
    expect(await onEach(`sysctl -n ${bind} ${range}; ${files}`)).toEqual(all("0 10000 60000 0"));
  });

  test("a host that cannot be reached fails by name; the others are recorded, and the next up finishes", async () => {
    const lost = cluster.hosts[2] ?? "";
    stack.program = program(settings(1));
    await setIsolated(cluster.lab, 3, true);
    try {
      expect(await failing(() => stack.up())).toMatch(new RegExp(`${lost}: .*\\[SSH_UNREACHABLE\\]`));
      expect(await onEach(`sysctl -n ${bind}; ${files}`, [1, 2])).toEqual(["1 1", "1 1"]);
      expect((await stack.state()).filter(({ id }) => id === bind)).toHaveLength(1);
      const before = stack.output.length;
      await stack.refresh();
      expect(stack.output.slice(before)).toMatch(
        new RegExp(`what it has there is not known, and the next update sets it: ${lost}: `),
      );
      expect((await stack.state()).filter(({ id }) => id === bind)).toHaveLength(1);
    } finally {
      await setIsolated(cluster.lab, 3, false);
    }
    await whole(cluster);
    await stack.up();
    expect(await onEach(`sysctl -n ${bind} ${range}; ${files}`)).toEqual(all("1 20000 30000 1"));
    stack.program = nothing;
    await stack.up();
    expect(await onEach(`sysctl -n ${bind} ${range}; ${files}`)).toEqual(all("0 10000 60000 0"));
  });

  test("a host that nobody could look at is set again, and gets back what it had before all", async () => {
    stack.program = program(settings(1));
    await stack.up();
    await setIsolated(cluster.lab, 3, true);
    try {
      await stack.refresh();
    } finally {
      await setIsolated(cluster.lab, 3, false);
    }
    await whole(cluster);
    // As after a boot.
    await cluster.ask(3, "rm -r /run/pulumi-pacemaker");
    expect((await stack.up()).summary.resourceChanges).toEqual({ same: 2, update: 2 });
    expect((await stack.up()).summary.resourceChanges).toEqual({ same: 4 });
    stack.program = nothing;
    await stack.up();
    expect(await onEach(`sysctl -n ${bind} ${range}; ${files}`)).toEqual(all("0 10000 60000 0"));
  });

  test("hosts come and go: a new one is set, and one that leaves is named", async () => {
    const [one = "", two = "", three = ""] = cluster.hosts;
    stack.program = program(settings(1), [one, two]);
    await stack.up();
    expect(await onEach(`sysctl -n ${bind}`)).toEqual(["1", "1", "0"]);
    stack.program = program(settings(1));
    expect((await stack.up()).summary.resourceChanges).toEqual({ same: 1, update: 3 });
    expect(await onEach(`sysctl -n ${bind}`)).toEqual(all("1"));
    expect((await stack.up()).summary.resourceChanges).toEqual({ same: 4 });
    stack.program = program(settings(1), [two, three]);
    const left = (await stack.up()).stdout.replaceAll(/\s+/g, " ");
    expect(left).toContain(`${bind} stays as it is on ${one}, which the provider no longer has; before, it was 0`);
    stack.program = nothing;
    await stack.up();
    expect(await onEach(`sysctl -n ${bind}; ${files}`)).toEqual(["1 1", "0 0", "0 0"]);
    await cluster.ask(1, `rm /etc/sysctl.d/*pulumi-pacemaker*; sysctl -qw ${bind}=0 '${range}=10000 60000'`);
  });

  test("a value that a kernel does not take is refused with its words, and nothing is kept", async () => {
    stack.program = program((on) => {
      new pacemaker.SysctlSetting(bind, { value: "many" }, on);
      new pacemaker.SysctlSetting("net.ipv4.no_such", { value: 1 }, on);
    });
    const output = await failing(() => stack.up());
    for (const host of cluster.hosts) expect(output).toMatch(new RegExp(`${host}: .*cannot be set to "many": Invalid`));
    expect(output).toMatch(/net\.ipv4\.no_such cannot be read: No such file/);
    expect(await onEach(`sysctl -n ${bind}; ${files}`)).toEqual(all("0 0"));
    expect(await stack.state()).toHaveLength(1);
  });
});

describe("Node", () => {
  test("takes what an operator had set, and gives it back when it is deleted", async () => {
    await cluster.ask(
      1,
      "crm_standby -N node3 -v on; crm_attribute -N node3 -n rack -v old; crm_attribute -N node3 -n shelf -v 's t'",
    );
    const values = async () =>
      lineOf(await shown(cluster), "3")
        .split(/ (?=\w+=)/)
        .sort();
    const before = await values();
    stack.program = program((on) => {
      new pacemaker.Node("node3", { standby: false, maintenance: true, attributes: { rack: "new", floor: 1 } }, on);
    });
    expect((await stack.preview()).stdout.replaceAll(/\s+/g, " ")).toContain(
      "Node node3: gets back what it has now when it is deleted: standby=on, rack=old",
    );
    await stack.up();
    expect(lineOf(await shown(cluster), "3")).toBe(
      'node 3: node3 attributes standby=off rack=new shelf="s t" maintenance=on floor=1',
    );
    stack.program = program((on) => {
      new pacemaker.Node("node3", { standby: true, attributes: { shelf: "u" } }, on);
    });
    await stack.up();
    expect(lineOf(await shown(cluster), "3")).toMatch(/^node 3: node3 attributes standby=on .*shelf=u rack=old$/);
    stack.program = nothing;
    await stack.up();
    expect(await values()).toEqual(before);
  });
});
