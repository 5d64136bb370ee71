import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { runOn } from "../../lab/enter";
import { down, killMachine, reboot, status, up } from "../../lab/lab";
import { Machine, type MachineArgs } from "../../lab/machine";
import { labGroup } from "../../lab/machines";
import { packagesPort, packagesUrl } from "../../lab/names";
import { debians, type Debian } from "../../lab/recipe";
import { sshRun } from "../../lab/ssh";
import { existingLab, type Lab } from "../../lab/state";
import { testStack, type TestStack } from "./support/stack";
import { until } from "./support/until";

async function ask(lab: Lab, machine: number, script: string): Promise<string> {
  const { status, stdout, stderr } = await runOn(lab, machine, script);
  if (status !== 0) throw new Error(`node${machine}: ${script}\nexited with ${status}\n${stdout}${stderr}`);
  return stdout.trim();
}

const units = ["corosync", "pacemaker", "apache2", "ssh"];
const active = (lab: Lab) => ask(lab, 1, `systemctl is-active ${units.join(" ")} || true`);
const allActive = units.map(() => "active").join("\n");

describe("packages", () => {
  const nameOf = (debian: Debian) => `self-apt-${debian}`;
  const labOf = (debian: Debian) => existingLab(nameOf(debian));
  const install =
    "export DEBIAN_FRONTEND=noninteractive; apt-get update && apt-get install -y --no-install-recommends" +
    " pacemaker corosync crmsh resource-agents pacemaker-cli-utils iputils-arping apache2 curl";
  const said = new Map<Debian, string>();

  beforeAll(async () => {
    await Promise.all(debians.map((debian) => down(nameOf(debian))));
    await Promise.all(
      debians.map(async (debian) => {
        const lab = await up({ name: nameOf(debian), debian, bare: true, machines: [1] });
        const { status, stdout, stderr } = await sshRun(lab, 1, install, { timeout: 300_000 });
        said.set(debian, stdout + stderr);
        if (status !== 0) throw new Error(`${debian}: apt-get exited with ${status}\n${stdout}${stderr}`);
      }),
    );
  });

  afterAll(() => Promise.all(debians.map((debian) => down(nameOf(debian)))));

  test.each(debians)(
    "of a cluster are installed with apt on %s, and systemd starts what is in them",
    async (debian) => {
      const lab = labOf(debian);
      expect(await active(lab)).toBe(allActive);
      expect(await ask(lab, 1, "dpkg --audit; systemctl is-system-running")).toBe("running");
      expect(await ask(lab, 1, "curl -sf http://localhost/")).toContain("Apache2");
      expect(await ask(lab, 1, "crm --version; getent group haclient")).toMatch(/^crm \d[^]*\nhaclient:/);
      // Whether it is online, Pacemaker decides only when no other node has answered for a while.
      const node = () => ask(lab, 1, "crm_mon -1");
      await until("Pacemaker knows the machine", node, (text) => text.includes("1 node configured"));
      expect(said.get(debian)).not.toMatch(/^(E|W|dpkg: warning|debconf): /m);
    },
  );

  test.each(debians)("come from the lab, and %s knows of nowhere else", async (debian) => {
    const lab = labOf(debian);
    const from = await ask(lab, 1, "apt-get indextargets --format '$(REPO_URI)' | sort -u");
    expect(from).toBe(packagesUrl(lab.net));
    expect((await status(lab.name)).packages).toBe(packagesUrl(lab.net));
    expect((await sshRun(lab, 1, "apt-get install -y nginx")).stderr).toContain("Unable to locate package nginx");
  });

  test("are served to this lab only", async () => {
    const [own, other] = debians.map(labOf) as [Lab, Lab];
    const from = (lab: Lab) => `curl -sf --max-time 5 -o /dev/null ${packagesUrl(lab.net)}Packages`;
    expect((await runOn(own, 1, from(own))).status).toBe(0);
    const route = `ip route add 10.0.${other.net}.0/24 via 10.0.${own.net}.254`;
    expect((await runOn(own, 1, `${route} && ! ${from(other)}`)).status).toBe(0);
    await expect(fetch(`http://127.0.0.1:${packagesPort}/Packages`)).rejects.toThrow("fetch failed");
  });

  test("are served again by the next up when the server has died; the machines stay as they are", async () => {
    const lab = labOf("trixie");
    const before = await status(lab.name);
    const [pid] = readFileSync(join(labGroup(lab.name), "packages/cgroup.procs"), "utf8").split("\n");
    process.kill(Number(pid), "SIGKILL");
    const packages = async () => (await status(lab.name)).packages;
    await until("the server has ended", packages, (url) => url === undefined);
    await up({ name: lab.name, machines: [1] });
    expect(await status(lab.name)).toEqual(before);
    expect(await ask(lab, 1, "apt-get update")).toMatch(/^Get:.* Release /m);
  });

  test("are still there after a power failure, and their services are started", async () => {
    const again = async (debian: Debian) => {
      await killMachine(nameOf(debian), 1);
      await up({ name: nameOf(debian), machines: [1] });
      expect(await active(labOf(debian))).toBe(allActive);
    };
    await Promise.all(debians.map(again));
  });
});

describe("machines of a program", () => {
  const name = "self-single";
  const address = (machine: number) => `10.0.250.${machine}`;
  type Options = ConstructorParameters<typeof Machine>[2];
  let machines: Record<string, [Partial<MachineArgs> & { address: string }, Options?]>;
  let stack: TestStack;

  beforeAll(async () => {
    await down(name);
    stack = await testStack(() => {
      for (const [each, [args, options]] of Object.entries(machines))
        new Machine(each, { lab: name, bare: true, ...args }, options);
      return Promise.resolve({});
    });
  });

  afterAll(async () => {
    await stack.remove();
    await down(name);
  });

  const inits = async () =>
    Object.fromEntries((await status(name)).machines.map(({ name, pid }) => [name, pid] as const));
  const named = (machine: number) => ask(existingLab(name), machine, "uname -n; cat /etc/hostname");

  test("call themselves what the program says, and know of no others", async () => {
    machines = { a: [{ address: address(1), hostName: "web-1" }], b: [{ address: address(2) }] };
    await stack.up();
    expect([await named(1), await named(2)]).toEqual(["web-1\nweb-1", "node2\nnode2"]);
    expect(await ask(existingLab(name), 1, "grep -v localhost /etc/hosts")).toBe(`${address(1)} web-1`);
    await reboot(name, 1);
    expect(await named(1)).toBe("web-1\nweb-1");
  });

  test("are joined by one more, and do not notice", async () => {
    const before = await inits();
    machines["c"] = [{ address: address(3) }];
    expect((await stack.up()).summary.resourceChanges).toEqual({ create: 1, same: 3 });
    expect(await inits()).toMatchObject(before);
  });

  test("are there before those go that they replace, where the program says so", async () => {
    const { node1, node3 } = await inits();
    machines["b"] = [{ address: address(5) }, { deleteBeforeReplace: false }];
    const steps: string[] = [];
    const onEvent = ({ resourcePreEvent, resOutputsEvent }: EngineEvent) => {
      const [word, step] = resourcePreEvent ? ["begins", resourcePreEvent] : ["done", resOutputsEvent];
      if (step?.metadata.type.endsWith("Machine") && step.metadata.op !== "same")
        steps.push(`${step.metadata.op} ${word}`);
    };
    await stack.up({ onEvent });
    expect(steps.indexOf("create-replacement done")).toBeGreaterThanOrEqual(0);
    expect(steps.indexOf("delete-replaced begins")).toBeGreaterThan(steps.indexOf("create-replacement done"));
    expect(await inits()).toEqual({ node1, node3, node5: expect.any(Number) as number });
  });

  test("go without the others, and make room for another at their address", async () => {
    const { node5 } = await inits();
    const identity = () => ask(existingLab(name), 1, "cat /etc/machine-id /etc/ssh/ssh_host_ed25519_key.pub");
    const before = await identity();
    delete machines["c"];
    machines["a"] = [{ address: address(1), hostName: "web-2" }];
    await stack.up();
    expect(await inits()).toEqual({ node1: expect.any(Number) as number, node5 });
    expect(await named(1)).toBe("web-2\nweb-2");
    const after = await identity();
    for (const line of before.split("\n")) expect(after).not.toContain(line);
    expect((await sshRun(existingLab(name), 1, "true")).status).toBe(0);
  });

  test("are not taken for another at their address: that one is refused", async () => {
    const before = await inits();
    machines["a"] = [{ address: address(1), hostName: "web-3" }, { deleteBeforeReplace: false }];
    await expect(stack.up()).rejects.toThrow("a machine is deleted before another takes its address");
    expect([await inits(), await named(1)]).toEqual([before, "web-2\nweb-2"]);
  });

  test("take the lab with them", async () => {
    await stack.destroy();
    expect(await status(name)).toEqual({ name, exists: false, machines: [] });
  });
});
