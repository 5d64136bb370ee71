import * as pulumi from "@pulumi/pulumi";
import { Machine } from "../../lab/machine";
import * as pacemaker from "../../sdk";
import { emptyCluster, testCluster, type TestCluster } from "./support/cluster";
import { epochOf, loginsOf } from "./support/shown";
import { testStack, type TestStack } from "./support/stack";

type Declare = (on: { provider: pacemaker.Provider }) => void;

const dummy = { agent: "ocf:pacemaker:Dummy" };

describe("before anything is written", () => {
  let cluster: TestCluster;
  let stack: TestStack;

  const program =
    (declare: Declare, connection: object = {}) =>
    (): Promise<Record<string, unknown>> => {
      declare({ provider: new pacemaker.Provider("cluster", { ...cluster.connection, ...connection }) });
      return Promise.resolve({});
    };

  /** What a run says, whether it fails or not. */
  const says = async (act: () => Promise<unknown>): Promise<string> => {
    const before = stack.output.length;
    await act().catch(() => undefined);
    // The engine folds long lines.
    return stack.output.slice(before).replace(/\s+/g, " ");
  };
  const preview = (declare: Declare) => {
    stack.program = program(declare);
    return says(() => stack.preview());
  };
  const refused = async (declare: Declare): Promise<string> => {
    stack.program = program(declare);
    const before = stack.output.length;
    await expect(stack.preview()).rejects.toThrow();
    return stack.output.slice(before).replace(/\s+/g, " ");
  };
  /** A copy of an agent on some of the machines. */
  const install = (name: string, machines: readonly number[]) =>
    Promise.all(
      machines.map((n) =>
        cluster.ask(
          n,
          `cd /usr/lib/ocf/resource.d; mkdir -p test; sed 's/name="Dummy"/name="${name}"/' pacemaker/Dummy > test/${name}; chmod 755 test/${name}`,
        ),
      ),
    );

  beforeAll(async () => {
    cluster = await testCluster();
    await emptyCluster(cluster);
    // Without a word about fencing each program here would be refused for that first.
    await cluster.ask(1, "crm -D plain configure property stonith-enabled=false");
    await install("Everywhere", [1, 2, 3]);
    await install("Some", [1, 2]);
    await install("Far", [2, 3]);
    stack = await testStack(program(() => undefined));
  });
  afterAll(async () => {
    await stack.destroy();
    await stack.remove();
    await Promise.all(cluster.lab.machines.map((n) => cluster.ask(n, "rm -rf /usr/lib/ocf/resource.d/test")));
  });

  test("a preview asks the agents: every problem of the program at once, and nothing is written", async () => {
    const before = await epochOf(cluster);
    const wrong = await refused((on) => {
      new pacemaker.Primitive(
        "info",
        {
          agent: "ocf:pacemaker:SysInfo",
          params: { pidfil: "/run/info.pid", disk_unit: "X" },
          operations: { monitr: { interval: 10 } },
        },
        on,
      );
      new pacemaker.Primitive(
        "address",
        { agent: "ocf:heartbeat:IPaddr2", params: { arp_count: "many", lvs_support: pulumi.secret("perhaps") } },
        on,
      );
      new pacemaker.Order("order", { first: "info", then: "adress" }, on);
    });
    expect(wrong).toContain("params.pidfil: ocf:pacemaker:SysInfo has no such parameter; did you mean pidfile?");
    expect(wrong).toContain("params.disk_unit: ocf:pacemaker:SysInfo takes one of ");
    expect(wrong).toContain("operations.monitr: ocf:pacemaker:SysInfo has no such operation; did you mean monitor?");
    expect(wrong).toContain("params.ip: ocf:heartbeat:IPaddr2 requires it");
    expect(wrong).toContain("params.arp_count: ocf:heartbeat:IPaddr2 takes a number");
    expect(wrong).toContain("params.lvs_support: ocf:heartbeat:IPaddr2 takes true or false");
    expect(wrong).toContain("then: neither the program nor the cluster has adress; did you mean address?");
    expect(wrong).not.toMatch(/many|perhaps/);
    expect(await epochOf(cluster)).toBe(before);
  });

  test("what may be meant so is a warning", async () => {
    const output = await preview((on) => {
      new pacemaker.Primitive(
        "short",
        {
          agent: "ocf:heartbeat:apache",
          operations: { monitor: { interval: 10, timeout: "2s" }, start: { timeout: "1min" } },
        },
        on,
      );
      new pacemaker.Location("short-there", { resource: "short", node: "node33", score: 5 }, on);
    });
    expect(output).toContain(
      "operations.monitor: the timeout 2s is shorter than the 20s that ocf:heartbeat:apache advises",
    );
    expect(output).not.toContain("operations.start");
    expect(output).toContain("node: the cluster has no node33; did you mean node3?");
  });

  test("an agent that is not installed where its resource may run", async () => {
    const on1 =
      (ids: readonly string[]): Declare =>
      (on) => {
        const some = new pacemaker.Primitive("some", { agent: "ocf:test:Some" }, on);
        for (const node of ids)
          new pacemaker.Location(`not-on-${node}`, { resource: some, node, score: "-INFINITY" }, on);
      };
    expect(await preview(on1([]))).toContain("agent: ocf:test:Some is not installed on node3, where some may run");
    expect(await preview(on1(["node3"]))).not.toContain("is not installed");
    expect(await refused(on1(["node1", "node2"]))).toContain(
      "ocf:test:Some is not installed on node3; some may run nowhere else",
    );
    expect(
      await refused((on) => {
        new pacemaker.Primitive("none", { agent: "ocf:test:None" }, on);
      }),
    ).toContain("ocf:test:None is not installed on node1, node2, node3");
    expect(
      await refused((on) => {
        new pacemaker.Primitive("unit", { agent: "systemd:nothing" }, on);
      }),
    ).toContain("systemd:nothing is not installed on node1, node2, node3");
  });

  test("an agent that only other nodes have than the host which is asked: crm there knows nothing of it", async () => {
    stack.program = program((on) => {
      const far = new pacemaker.Primitive("far", { agent: "ocf:test:Far" }, on);
      new pacemaker.Location("not-here", { resource: far, node: "node1", score: "-INFINITY" }, on);
    });
    await stack.up();
    expect(await cluster.ask(1, "crm_resource --resource far --locate")).toMatch(/is running on: node[23]/);
    await stack.destroy();
  });

  test("names that nobody has; a resource that may run nowhere", async () => {
    const dangling = await refused((on) => {
      new pacemaker.Primitive("server", dummy, on);
      new pacemaker.Order("order", { first: "server", then: "servr" }, on);
    });
    expect(dangling).toContain("then: neither the program nor the cluster has servr; did you mean server? [NOT_FOUND]");
    const nowhere = await preview((on) => {
      const resource = new pacemaker.Primitive("server", dummy, on);
      for (const node of ["node1", "node2", "node3"])
        new pacemaker.Location(`not-on-${node}`, { resource, node, score: "-INFINITY" }, on);
    });
    expect(nowhere).toContain(
      "server may run on no node: it is kept from node1 (not-on-node1), node2 (not-on-node2), node3 (not-on-node3)",
    );
  });

  test("what the cluster has may be named, what an operator set counts, and unchanged resources are not asked about", async () => {
    await cluster.ask(
      1,
      `crm -D plain configure <<'CRM'
primitive theirs ocf:test:Everywhere
primitive address ocf:heartbeat:IPaddr2 params ip=${cluster.free(41)} meta target-role=Stopped
commit
CRM`,
    );
    const declare: Declare = (on) => {
      new pacemaker.Primitive("mine", dummy, on);
      new pacemaker.Order("order", { first: "theirs", then: "mine" }, on);
      new pacemaker.Primitive(
        "address",
        { agent: "ocf:heartbeat:IPaddr2", params: { arp_count: 3 }, adopt: true, meta: { "target-role": "Stopped" } },
        on,
      );
    };
    stack.program = program(declare);
    const first = await loginsOf(cluster);
    expect((await stack.preview()).changeSummary).toEqual({ create: 5 });
    // One connection a host.
    expect((await loginsOf(cluster)).map((each, i) => each - (first[i] ?? 0))).toEqual([1, 1, 1]);
    expect((await stack.up()).summary.resourceChanges).toEqual({ create: 5 });
    const before = await loginsOf(cluster);
    expect((await stack.up()).summary.resourceChanges).toEqual({ same: 5 });
    expect(await loginsOf(cluster)).toEqual(before);
    await stack.destroy();
    await cluster.ask(1, "crm -D plain -w resource stop theirs && crm -F configure delete theirs");
  });

  test("a move by hand is a warning with the command that ends it, and goes where the program says so", async () => {
    const declare =
      (more: object): Declare =>
      (on) => {
        new pacemaker.Primitive("wanderer", { ...dummy, ...more }, on);
      };
    const where = () => cluster.ask(1, "crm_resource --locate --resource wanderer");
    const moves = () => cluster.ask(1, "cibadmin --query --scope constraints | grep -o 'id=.cli-[^ ]*' || true");
    stack.program = program(declare({}));
    await stack.up();
    await cluster.ask(1, "crm resource move wanderer node2 2>&1; crm_resource --wait");
    expect(await where()).toContain("node2");
    const warning = /wanderer was moved by hand, and that still counts: cli-prefer-wanderer keeps it on node2/;
    const refreshed = await says(() => stack.refresh());
    expect(refreshed).toMatch(warning);
    expect(refreshed).toContain("3 unchanged");
    stack.program = program(declare({ params: { fake: "changed" } }));
    expect(await says(() => stack.up())).toMatch(warning);
    expect(/`(crm resource clear wanderer)`/.exec(refreshed)?.[1]).toBe("crm resource clear wanderer");
    await cluster.ask(1, "crm resource clear wanderer");
    expect(await moves()).toBe("");
    await cluster.ask(1, "crm resource ban wanderer node2 2>&1; crm_resource --wait");
    expect(await moves()).not.toBe("");
    stack.program = program(declare({ clearMoves: true }));
    await stack.up();
    expect(await moves()).toBe("");
    expect((await stack.up()).summary.resourceChanges).toEqual({ same: 3 });
    await cluster.ask(1, "crm resource move wanderer node3 2>&1; crm_resource --wait");
    expect((await stack.refresh()).stdout).toMatch(/Primitive wanderer updated .*\[diff: ~clearMoves\]/);
    expect((await stack.up()).summary.resourceChanges).toEqual({ same: 2, update: 1 });
    expect(await moves()).toBe("");
    await stack.destroy();
  });

  test("machines that do not exist yet, or cannot be asked: the preview says that it has not asked, and goes on", async () => {
    const declare: Declare = (on) => {
      new pacemaker.Primitive("wrong", { ...dummy, params: { fak: "x" } }, on);
      new pacemaker.Order("order", { first: "wrong", then: "nobody" }, on);
    };
    stack.program = () => {
      const machine = new Machine("machine", { lab: "nowhere", address: "10.0.250.1", addresses: ["10.0.250.1"] });
      const { address, privateKeyFile } = machine;
      declare({ provider: new pacemaker.Provider("cluster", { hosts: [address], privateKeyFile }) });
      return Promise.resolve({});
    };
    const later = await says(() => stack.preview());
    expect(later).toContain("the machines of the cluster do not exist yet, so this is not checked: what agents take");
    expect(later).toContain("the update checks it");
    expect(later).toContain("+ 5 to create");
    stack.program = program(declare, { port: 2 });
    const silent = await says(() => stack.preview());
    expect(silent).toContain("the cluster cannot be asked, so this is not checked: what agents take");
    expect(silent).toContain("[SSH_REFUSED]");
    expect(silent).toContain("+ 4 to create");
  });
});
