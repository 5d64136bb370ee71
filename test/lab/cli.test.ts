import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { setIsolated } from "../../lab/machines";
import { passwordsFile } from "../../lab/state";
import * as pacemakerSdk from "../../sdk";
import { emptyCluster, testCluster, type TestCluster } from "./support/cluster";
import { flagsOf, onTerminal, pacemaker, type Ended } from "./support/command";
import { testStack, type TestStack } from "./support/stack";
import { until } from "./support/until";
import { whole } from "./support/whole";

jest.setTimeout(300_000);

let cluster: TestCluster;
const ask = (script: string) => cluster.ask(1, script);
const cli = (...args: string[]): Promise<Ended> => pacemaker([...args, ...flagsOf(cluster)]);
const done = async (...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await cli(...args);
  if (code !== 0) throw new Error(`pulumi-pacemaker ${args.join(" ")}: exit status ${code}\n${stdout}${stderr}`);
  return stdout;
};

interface Status {
  host: string;
  clusterName: string;
  quorum: boolean;
  dc: string;
  versions: Record<string, string>;
  messagingLayer: string;
  properties: Record<string, unknown>;
  nodes: { name: string; online: boolean; standby: boolean }[];
  resources: { id: string; role: string; nodes: string[]; managed: boolean; blocked: boolean }[];
  failures: { resource: string; operation: string; node: string; why: string; time: string }[];
}
const status = async () => JSON.parse(await done("status", "--json")) as Status;

/** Loads statements with crm itself; faults in them are wanted here. */
const configure = (statements: string) =>
  ask(`cat > /tmp/statements <<'END'\n${statements}\nEND\ncrm -F -D plain configure load update /tmp/statements`);

/** Where the cluster itself says that a resource runs. */
const nodesOf = async (id: string): Promise<string[]> => {
  const xml = await ask("crm_mon --one-shot --inactive --output-as=xml");
  const instances = xml.match(new RegExp(`<resource id="${id}(?::\\d+)?"[^>]*[^/]>[^]*?</resource>`, "g")) ?? [];
  return instances.flatMap((each) => [...each.matchAll(/<node name="([^"]+)"/g)].map((match) => match[1] ?? ""));
};
const runs = (id: string, ...nodes: string[]) =>
  until(
    `${id} on ${nodes.join(", ") || "no node"}`,
    () => nodesOf(id),
    (found) => found.sort().join() === nodes.sort().join(),
  );
/** As many as other tests have left there. */
const ocfProviders = async () => (await ask("crm_resource --list-ocf-providers")).trim().split(/\s+/).sort();
const idle = () => ask("crm_resource --wait --timeout=60");
const configurationOf = () => ask("cibadmin --query --scope configuration");

const dummies = `
property stonith-enabled=false
primitive web ocf:pacemaker:Dummy op monitor interval=10s
location web-here web 100: node1
`;

afterAll(async () => {
  await emptyCluster(cluster);
});

describe("a cluster", () => {
  beforeAll(async () => {
    cluster = await testCluster();
    await emptyCluster(cluster);
    await configure(dummies);
    await idle();
  });

  describe("status", () => {
    test("says what the cluster's own tools say", async () => {
      const found = await status();
      const tools = await ask(`
        crmadmin --dc_lookup
        pacemakerd --version
        corosync -v
        dpkg-query --show crmsh resource-agents
        corosync-quorumtool -s | grep Quorate`);
      expect(found).toMatchObject({
        host: cluster.hosts[0],
        messagingLayer: "corosync",
        quorum: true,
        clusterName: (await ask("crm_attribute --query --quiet --name cluster-name")).trim(),
        properties: { stonithEnabled: false, maintenanceMode: false, stopAllResources: false },
        failures: [],
      });
      expect(tools).toContain(`Pacemaker ${found.versions["pacemaker"] ?? "?"}`);
      expect(tools).toContain(`version '${found.versions["corosync"] ?? "?"}'`);
      expect(tools).toMatch(new RegExp(`crmsh\\s+${found.versions["crmsh"]?.replaceAll(".", "\\.") ?? "?"}`));
      expect(tools).toMatch(new RegExp(`resource-agents\\s+1:${found.versions["resourceAgents"] ?? "?"}`));
      expect(tools).toContain(`: ${found.dc}`);
      expect(tools).toMatch(/Quorate:\s+Yes/);
      expect(found.nodes.map(({ name }) => name).join("\n")).toBe(
        (await ask("crm_node --list | cut -d ' ' -f 2 | sort")).trim(),
      );
      expect(found.resources).toEqual([
        expect.objectContaining({
          id: "web",
          agent: "ocf:pacemaker:Dummy",
          role: "Started",
          nodes: await nodesOf("web"),
        }),
      ]);
    });

    test("for people: nodes, resources and what keeps the cluster from its work", async () => {
      await ask("crm_attribute --name maintenance-mode --update true");
      try {
        const text = await done("status");
        expect(text).toMatch(/^cluster \w+, quorum, DC node\d, asked at /);
        expect(text).toMatch(/! maintenance mode/);
        expect(text).toMatch(/^node1 +online/m);
        expect(text).toMatch(/^web +ocf:pacemaker:Dummy +Started +node1/m);
      } finally {
        await ask("crm_attribute --name maintenance-mode --delete");
      }
    });

    test("a failure in words, and clones, groups and stopped ones", async () => {
      await configure(`
primitive broken ocf:heartbeat:apache params configfile=/nowhere.conf
primitive member ocf:pacemaker:Dummy
group team member
primitive many ocf:pacemaker:Stateful
clone all-of-them many meta promotable=true
primitive idle ocf:pacemaker:Dummy meta target-role=Stopped`);
      await idle();
      const { failures, resources } = await status();
      expect(failures[0]).toMatchObject({
        resource: "broken",
        operation: "start",
        why: expect.stringMatching(/^not installed \(/) as unknown,
      });
      expect(Math.abs(Date.now() - Date.parse(failures[0]?.time ?? ""))).toBeLessThan(600_000);
      const found = (id: string) => resources.find((each) => each.id === id);
      expect(found("member")).toMatchObject({ container: "team", role: "Started", nodes: await nodesOf("member") });
      expect(found("many")).toMatchObject({ container: "all-of-them", role: "Promoted" });
      expect(found("many")?.nodes.sort()).toEqual((await nodesOf("many")).sort());
      expect(found("many")?.nodes).toHaveLength(cluster.hosts.length);
      expect(found("idle")).toMatchObject({ role: "Stopped", targetRole: "Stopped", nodes: [] });
      await emptyCluster(cluster);
      await configure(dummies);
      await idle();
    });
  });

  test("standby moves everything away and online lets it back", async () => {
    expect(await done("standby", "node1")).toMatch(/^node1 is on standby\nweb runs on node[23]/);
    expect(await nodesOf("web")).not.toContain("node1");
    expect(await ask("crm_attribute --type nodes --node node1 --name standby --query --quiet")).toBe("on\n");
    expect((await status()).nodes.find(({ name }) => name === "node1")).toMatchObject({ standby: true, online: true });
    expect(JSON.parse(await done("standby", "node1", "--json"))).toMatchObject({
      node: "node1",
      standby: true,
      moved: 0,
    });
    expect(await done("online", "node1")).toBe("node1 is online\nweb runs on node1\n");
    expect(await nodesOf("web")).toEqual(["node1"]);
    expect(await ask("crm_mon --one-shot | grep -c -i standby || true")).toBe("0\n");
  });

  test("without a name it is the node that the one host is", async () => {
    const [, second = ""] = cluster.hosts;
    const flags = [...flagsOf(cluster), "--hosts", second];
    expect((await pacemaker(["standby", ...flags])).stdout).toMatch(/^node2 is on standby/);
    expect(await ask("crm_attribute --type nodes --node node2 --name standby --query --quiet")).toBe("on\n");
    expect((await pacemaker(["online", ...flags])).stdout).toMatch(/^node2 is online/);
    expect(await cli("standby")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("which node?") as unknown,
    });
  });

  test("a standby node that cannot be emptied is said to run what it runs", async () => {
    await ask("crm_resource --resource web --meta --set-parameter is-managed --parameter-value false");
    const { code, stderr } = await cli("standby", "node1");
    expect(stderr).toContain("node1 is on standby, and still runs web on node1 (it is not managed)");
    expect(code).toBe(1);
    await ask("crm_resource --resource web --meta --delete-parameter is-managed");
    await done("online", "node1");
    await runs("web", "node1");
  });

  test("stop and start, also where a second set of meta attributes holds the role", async () => {
    expect(await done("stop", "web")).toBe("web is stopped\n");
    expect(await nodesOf("web")).toEqual([]);
    expect(await ask("crm_resource --resource web --meta --get-parameter target-role")).toBe("Stopped\n");
    expect(await done("start", "web")).toBe("web runs on node1\n");
    await ask(
      `cibadmin --modify --scope resources --xml-text '<primitive id="web"><meta_attributes id="second" score="100"><nvpair id="second-role" name="target-role" value="Started"/></meta_attributes></primitive>'`,
    );
    expect(await done("stop", "web")).toBe("web is stopped\n");
    expect(await nodesOf("web")).toEqual([]);
    expect(await done("start", "web")).toBe("web runs on node1\n");
    expect(await nodesOf("web")).toEqual(["node1"]);
  });

  test("stop and start of a group and of a clone, by their own ids or a member's", async () => {
    await configure(`
primitive member ocf:pacemaker:Dummy
group team member
primitive many ocf:pacemaker:Dummy
clone all-of-them many`);
    await idle();
    expect(await done("stop", "team")).toBe("team is stopped\n");
    expect(await nodesOf("member")).toEqual([]);
    expect(await done("start", "team")).toMatch(/^member runs on node\d\n$/);
    expect(await done("stop", "many")).toBe("many is stopped\n");
    expect(await nodesOf("many")).toEqual([]);
    expect(await done("start", "all-of-them")).toMatch(/^many runs on /);
    expect(await nodesOf("many")).toHaveLength(cluster.hosts.length);
    expect(await ask("crm_verify --live-check 2>&1")).toBe("");
  });

  test("stop of what the cluster may not touch says why", async () => {
    await ask("crm_attribute --name maintenance-mode --update true");
    const { code, stderr } = await cli("stop", "web");
    expect(stderr).toContain("web does not stop: the cluster is in maintenance mode");
    expect(code).toBe(1);
    await ask("crm_attribute --name maintenance-mode --delete");
    await runs("web");
    await done("start", "web");
  });

  test("crm finds fault with a resource: it can be stopped all the same", async () => {
    await configure("primitive faulty IPaddr2");
    await idle();
    expect(await done("stop", "faulty")).toBe("faulty is stopped\n");
    await ask("crm_resource --resource faulty --cleanup; cibadmin --delete --xml-text '<primitive id=\"faulty\"/>'");
  });

  test("cleanup forgets a failure, and says when it comes again", async () => {
    await cluster.ask(1, "rm /run/Dummy-web.state");
    const failed = () => ask("crm_mon --one-shot --output-as=xml | grep -c 'op_key=\"web_monitor' || true");
    await until("the failed monitor", failed, (count) => count === "1\n");
    expect(await done("cleanup", "web")).toBe("failures of web are forgotten\nweb runs on node1\n");
    expect(await failed()).toBe("0\n");
    await configure("primitive broken ocf:heartbeat:apache params configfile=/nowhere.conf");
    await idle();
    for (const args of [["cleanup", "broken"], ["cleanup"]]) {
      const again = await cli(...args);
      expect(again.stderr).toMatch(/failed again: broken: start failed on node\d: not installed/);
      expect(again.code).toBe(1);
    }
    await ask("crm_resource --resource broken --meta --set-parameter target-role --parameter-value Stopped");
    expect(await done("cleanup")).toBe("all failures are forgotten\n");
    expect((await status()).failures).toEqual([]);
  });

  describe("erase", () => {
    const mess = `${dummies}
primitive other ocf:pacemaker:Dummy
location everywhere /^o.*/ 10: node1
tag friends web other
colocation together inf: other web
rsc_template model ocf:pacemaker:Dummy
primitive modelled @model
rsc_defaults resource-stickiness=100
op_defaults timeout=30s
role watcher read xpath:/cib
alert bell /bin/true`;
    beforeEach(async () => {
      await emptyCluster(cluster);
      await configure(mess);
      await idle();
    });

    test("asks, or wants --yes", async () => {
      const before = await configurationOf();
      expect(await cli("erase")).toMatchObject({ code: 2, stderr: expect.stringContaining("--yes") as unknown });
      const [enter, endOfFile, interrupt] = ["\r", "\u0004", "\u0003"];
      for (const typed of [`no${enter}`, enter, endOfFile, interrupt]) {
        const { code, stdout } = await onTerminal(["erase", ...flagsOf(cluster)], "(yes/no)", typed);
        expect(stdout).toContain("primitive: web, other, modelled");
        expect(stdout).toMatch(/pulumi-pacemaker: nothing was erased\s*$/);
        expect(code).toBe(2);
      }
      expect(await configurationOf()).toBe(before);
      const agreed = await onTerminal(["erase", ...flagsOf(cluster)], "(yes/no)", `yes${enter}`);
      expect(agreed).toMatchObject({ code: 0, stdout: expect.stringContaining("erased; the nodes") as unknown });
      expect(await configurationOf()).toMatch(/<resources\/>\s*<constraints\/>/);
    });

    test("a node that is away is not waited for", async () => {
      await setIsolated(cluster.lab, 3, true);
      const seen = () => ask("crm_mon --one-shot");
      try {
        await until("a cluster of two", seen, (text) => text.includes("Online: [ node1 node2 ]"));
        expect(await done("erase", "--yes")).toContain("erased; the nodes");
        expect(await configurationOf()).not.toMatch(/stop-all-resources|stonith-enabled|<primitive/);
      } finally {
        await setIsolated(cluster.lab, 3, false);
      }
      await whole(cluster);
      expect(await configurationOf()).not.toMatch(/stop-all-resources|stonith-enabled|<primitive/);
    });

    test("works where crm's own fails, names what goes, and leaves the nodes", async () => {
      await ask("crm_attribute --name stonith-enabled --delete");
      await ask("crm_attribute --type nodes --node node2 --name role --update spare");
      await ask("! crm -D plain configure erase");
      const members = await ask("crm_node --list");
      const text = await done("erase", "--yes");
      for (const line of [
        "primitive: web, other, modelled",
        "rsc_location: web-here, everywhere",
        "tag: friends",
        "alert: bell",
      ])
        expect(text).toContain(`  ${line}\n`);
      const left = await configurationOf();
      expect(left).toMatch(/<resources\/>\s*<constraints\/>\s*<\/configuration>/);
      expect([...left.matchAll(/ name="([^"]+)"/g)].map((match) => match[1]).sort()).toEqual(
        ["cluster-infrastructure", "cluster-name", "dc-version", "have-watchdog", "role"].sort(),
      );
      expect(await ask("cibadmin --query --scope status | grep -c '<lrm_resource ' || true")).toBe("0\n");
      expect(await ask("crm_node --list")).toBe(members);
      expect(await done("erase", "--yes")).toMatch(/^there is nothing to erase/);
      await ask("crm_attribute --type nodes --node node2 --name role --delete");
    });

    test("what runs unmanaged is refused, and nothing changes", async () => {
      await ask("crm_resource --resource web --meta --set-parameter is-managed --parameter-value false");
      const before = await configurationOf();
      try {
        const { code, stderr } = await cli("erase", "--yes");
        expect(stderr).toContain("cannot be stopped: web on node1 (it is not managed) [HELD_BACK]");
        expect(code).toBe(1);
        expect(await configurationOf()).toBe(before);
      } finally {
        await ask("crm_resource --resource web --meta --delete-parameter is-managed");
      }
    });

    test("a stop that fails ends it, and the configuration is what it was", async () => {
      await configure(
        "primitive stubborn ocf:pacemaker:Dummy params op_sleep=4 op start timeout=30s op stop timeout=1s op monitor interval=0 timeout=30s",
      );
      await idle();
      const before = await configurationOf();
      try {
        const { code, stderr } = await cli("erase", "--yes", "--timeout", "60s");
        expect(stderr).toMatch(/does not stop: stubborn on node\d \(stop failed: timed out/);
        expect(code).toBe(1);
        expect(await configurationOf()).toBe(before);
        expect((await cli("erase", "--yes")).stderr).toMatch(/cannot be stopped: stubborn on node\d \(stop failed/);
      } finally {
        await ask(
          "crm_resource --resource stubborn --set-parameter op_sleep --parameter-value 0; crm_resource --cleanup --resource stubborn",
        );
        await idle();
      }
    });
  });
});

describe("the command line", () => {
  beforeAll(async () => {
    cluster = await testCluster();
    await emptyCluster(cluster);
    await configure(dummies);
    await idle();
  });

  test("agents: classes, lists and one agent's parameters and actions", async () => {
    expect(await done("agents", "classes")).toContain(`ocf  ${(await ocfProviders()).join("  ")}\n`);
    const heartbeat = (await done("agents", "list", "ocf", "heartbeat")).trim().split("\n");
    expect(heartbeat).toEqual(
      (await ask("crm_resource --list-agents ocf:heartbeat"))
        .trim()
        .split("\n")
        .map((each) => `ocf:heartbeat:${each}`),
    );
    const all = JSON.parse(await done("agents", "list", "--json")) as string[];
    expect(all).toEqual(expect.arrayContaining(["ocf:pacemaker:Dummy", "systemd:ssh", ...heartbeat]));
    expect(JSON.parse(await done("agents", "show", "ocf:heartbeat:IPaddr2", "--json"))).toMatchObject({
      parameters: expect.arrayContaining([
        expect.objectContaining({ name: "ip", type: "string", required: true }),
        expect.objectContaining({ name: "lvs_support", type: "boolean", default: "false", required: false }),
      ]) as unknown,
      actions: expect.arrayContaining([
        { name: "start", timeout: "20s" },
        expect.objectContaining({ name: "monitor", timeout: "20s", interval: "10s" }),
      ]) as unknown,
    });
    expect(await done("agents", "show", "ocf:heartbeat:apache")).toMatch(
      /configfile \(string, unique\), default: \/etc\/apache2\/apache2.conf/,
    );
    expect(await cli("agents", "list", "ocf", "nobody")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("there are heartbeat, linbit, pacemaker") as unknown,
    });
    expect(await cli("agents", "show", "ocf:heartbeat:Nothing")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("NOT_FOUND") as unknown,
    });
  });

  test.each([
    "'; touch /tmp/hostile #",
    '"$(touch /tmp/hostile)"',
    "`touch /tmp/hostile`",
    "a\ntouch /tmp/hostile",
    "--help-me",
    "-Q",
    "",
    "🦊",
    "x".repeat(10_000),
  ])("hostile name %#: not found or refused, never run", async (name) => {
    const before = await configurationOf();
    const attempts = [
      ["standby"],
      ["online"],
      ["stop"],
      ["start"],
      ["cleanup"],
      ["agents", "show"],
      ["agents", "list"],
      ["agents", "list", "ocf"],
    ];
    const outcomes = await Promise.all(attempts.map((words) => pacemaker([...words, ...flagsOf(cluster), "--", name])));
    for (const [i, { code, stderr }] of outcomes.entries()) {
      expect({ words: attempts[i], code }).toEqual({ words: attempts[i], code: 1 });
      expect(stderr).toMatch(/\[(NOT_FOUND|INVALID_ARGUMENT)\]/);
    }
    expect(await ask("ls /tmp/hostile 2>&1 || true")).toMatch(/No such file/);
    expect(await configurationOf()).toBe(before);
  });

  test("what is not known is named with what is", async () => {
    expect((await cli("standby", "node9")).stderr).toContain('no node "node9"; its nodes are node1, node2');
    expect((await cli("stop", "wed")).stderr).toContain('no resource "wed"; its resources are web');
  });

  test("exit status 2: the command line is wrong", async () => {
    for (const args of [
      ["bogus"],
      ["status", "--bogus"],
      ["stop"],
      ["status", "--hosts", ""],
      ["status", "--port", "x"],
    ])
      expect(await pacemaker(args)).toMatchObject({ code: 2, stdout: "" });
    expect(await pacemaker(["status", "--hosts", "a", "--stack", "b"])).toMatchObject({ code: 2 });
    const { code, stdout } = await pacemaker(["status", "--hosts", "a", "--connect-timeout", "soon", "--json"]);
    expect({ code, said: JSON.parse(stdout) as unknown }).toMatchObject({
      code: 2,
      said: { error: { code: "USAGE" } },
    });
    expect(await pacemaker(["--help"])).toMatchObject({ code: 0 });
  });

  test("exit status 3: no host can be reached", async () => {
    const refused = await cli("status", "--port", "9", "--json");
    expect(refused.code).toBe(3);
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: "SSH_REFUSED" } });
    const flags = ["status", ...flagsOf(cluster)];
    const otherKey = ["--host-keys", `SHA256:${"A".repeat(43)}`];
    expect(await pacemaker([...flags, ...otherKey])).toMatchObject({ code: 3 });
    expect(await pacemaker([...flags, "--user", "nobody-at-all"])).toMatchObject({ code: 3 });
  });

  test("a password comes by the environment or standard input, and is never shown", async () => {
    const file = readFileSync(passwordsFile(cluster.lab.name), "utf8");
    const password = /^operator:(.*)$/m.exec(file)?.[1] ?? "";
    const flags = [
      "status",
      "--hosts",
      cluster.hosts.join(","),
      "--user",
      "operator",
      "--host-keys",
      cluster.connection.hostKeys.file,
    ];
    const byEnvironment = await pacemaker(flags, { env: { PULUMI_PACEMAKER_PASSWORD: password } });
    const byInput = await pacemaker([...flags, "--password-stdin"], { input: `${password}\n` });
    // Logged in: what this user lacks is the right to ask the cluster.
    for (const { code, stderr } of [byEnvironment, byInput]) {
      expect(stderr).toContain("[NO_PERMISSION]");
      expect(code).toBe(1);
    }
    const wrong = await pacemaker([...flags, "--password-stdin"], { input: "hunter2-wrong\n" });
    expect(wrong.code).toBe(3);
    expect(wrong.stdout + wrong.stderr).not.toContain("hunter2");
  });

  test("Heartbeat is told apart", async () => {
    await ask("mv /usr/sbin/corosync /usr/sbin/corosync.aside; mkdir -p /etc/ha.d; touch /etc/ha.d/ha.cf");
    try {
      const { code, stderr } = await pacemaker(["status", ...flagsOf(cluster), "--hosts", cluster.hosts[0] ?? ""]);
      expect(stderr).toMatch(/runs on Heartbeat, which Pacemaker 2.0 no longer supports \[HEARTBEAT\]/);
      expect(code).toBe(1);
    } finally {
      await ask("mv /usr/sbin/corosync.aside /usr/sbin/corosync; rm /etc/ha.d/ha.cf");
    }
  });
});

describe("a stack", () => {
  let stack: TestStack;
  const secret = 'hunter2 "quoted" with \\ and ü';

  const program = () => {
    const provider = new pacemakerSdk.Provider("web", { ...cluster.connection, password: pulumi.secret(secret) });
    const later = new pacemakerSdk.ResourceDefault("resource-stickiness", { value: 1 }, { provider });
    const hosts = cluster.hosts.map((host) => later.id.apply(() => host));
    const unknown = new pacemakerSdk.Provider("later", { ...cluster.connection, hosts });
    return Promise.resolve({
      status: pacemakerSdk.getStatus({ provider }),
      classes: pacemakerSdk.getAgentClasses({ provider }),
      agents: pacemakerSdk.getAgents({ class: "ocf", provider: pulumi.output("pacemaker") }, { provider }),
      dummy: pacemakerSdk.getAgent("ocf:pacemaker:Dummy", { provider }),
      later: pacemakerSdk.getStatus({ provider: unknown }).quorum,
    });
  };

  beforeAll(async () => {
    cluster = await testCluster();
    await emptyCluster(cluster);
    await configure(dummies);
    await idle();
    stack = await testStack(program);
  });
  afterAll(async () => {
    await stack.destroy();
    await stack.remove();
  });

  const byStack = (...args: string[]) =>
    pacemaker([...args, "--cwd", stack.stack.workspace.workDir, "--stack", "test"], {
      env: stack.stack.workspace.envVars,
    });

  test("getStatus and the others: unknown while the hosts are, then what the cluster says", async () => {
    const preview = await stack.preview();
    expect(preview.stdout).toMatch(/later +: \[unknown\]/);
    expect(preview.stdout).toMatch(/"ocf:pacemaker:Dummy"/);
    await stack.up();
    const outputs = await stack.outputs();
    expect(outputs["status"]).toMatchObject({
      secret: false,
      value: {
        quorum: true,
        resources: [{ id: "web", agent: "ocf:pacemaker:Dummy", role: "Started", nodes: ["node1"] }],
      },
    });
    expect(outputs["classes"]?.value).toContainEqual({ class: "ocf", providers: await ocfProviders() });
    expect((outputs["agents"]?.value as string[]).join("\n")).toBe(
      (await ask("crm_resource --list-agents ocf:pacemaker | sed s/^/ocf:pacemaker:/")).trim(),
    );
    expect(outputs["dummy"]?.value).toMatchObject({
      name: "ocf:pacemaker:Dummy",
      actions: expect.arrayContaining([{ name: "start", timeout: "20s" }]) as unknown,
    });
    expect(outputs["later"]?.value).toBe(true);
    expect(stack.output).not.toContain("hunter2");
  });

  test("its provider is the way to the cluster", async () => {
    expect((await byStack("status")).stderr).toMatch(/several providers: web, later/);
    const { code, stdout, stderr } = await byStack("status", "--json", "--provider", "web");
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Status).resources).toEqual([
      expect.objectContaining({ id: "web", nodes: ["node1"] }),
    ]);
    expect((await byStack("standby", "node1", "--provider", "web")).stdout).toMatch(/^node1 is on standby/);
    expect((await byStack("online", "node1", "--provider", "later")).stdout).toMatch(/^node1 is online/);
    expect(await byStack("status", "--provider", "nobody")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("it has web, later") as unknown,
    });
    expect(await byStack("status", "--stack", "nowhere")).toMatchObject({ code: 1 });
  });
});
