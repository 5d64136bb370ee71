import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "ssh2";
import { closeTrees, runInTree } from "../../lab/chroot";
import { down, isolate, killMachine, reboot, removeMachine, start, status, up } from "../../lab/lab";
import { labGroup } from "../../lab/machines";
import { address, bridgeName } from "../../lab/names";
import { clusterState, waitForMachine } from "../../lab/ready";
import { debians } from "../../lab/recipe";
import { sshRun } from "../../lab/ssh";
import { existingLab, hostKeyFile, knownHostsFile, labDir, type Lab } from "../../lab/state";
import { cacheFolder } from "../../toolchain/folders";
import { until } from "./support/until";

const cli = resolve(__dirname, "../../dist/lab/cli.js");
const names = { cluster: "self", bare: "self-bare", crash: "self-crash" };

/** Everything on this host that can be told to be a lab's. */
function remains(lab: string): string[] {
  const mounts = readFileSync("/proc/self/mountinfo", "utf8").split("\n");
  const processes = readdirSync("/proc").filter((pid) => {
    try {
      if (!/^\d+$/.test(pid) || !readFileSync(`/proc/${pid}/cgroup`, "utf8").includes(`/pulumi-pacemaker.${lab}/`))
        return false;
      // One that has ended and waits for the host's init to take note does nothing and holds nothing.
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
    } catch {
      return false; // it ended while we looked
    }
  });
  return [
    ...mounts.filter((line) => line.includes(`/labs/${lab}/`)),
    ...readdirSync("/sys/class/net").filter(
      (link) => link === bridgeName(lab) || link.startsWith(`${bridgeName(lab)}.`),
    ),
    ...processes.map((pid) => `process ${pid}`),
    ...[labGroup(lab), labDir(lab)].filter((path) => existsSync(path)),
  ];
}

/** The namespaces that processes are in which no other lab has: those come and go, and the kernel reuses numbers. */
function namespaces(lab: string): Set<string> {
  const all = new Set<string>();
  const others = new RegExp(`/pulumi-pacemaker\\.(?!${lab}/)`);
  for (const pid of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      if (others.test(readFileSync(`/proc/${pid}/cgroup`, "utf8"))) continue;
      for (const kind of readdirSync(`/proc/${pid}/ns`)) all.add(readlinkSync(`/proc/${pid}/ns/${kind}`));
    } catch {
      continue; // it ended while we looked
    }
  }
  return all;
}

async function ask(lab: Lab, machine: number, script: string): Promise<string> {
  const { status, stdout, stderr } = await sshRun(lab, machine, script);
  if (status !== 0) throw new Error(`node${machine}: ${script}\nexited with ${status}\n${stdout}${stderr}`);
  return stdout.trim();
}

const bootId = (lab: Lab, machine: number) =>
  ask(lab, machine, "systemctl show --value --property UserspaceTimestampMonotonic");

/** Whether one can log in with ssh2, as the provider does. */
function login(host: string, user: { username: string; password?: string; privateKey?: string }): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const client = new Client();
    client.on("ready", () => {
      client.end();
      resolve(true);
    });
    client.on("error", (error) => {
      if (error.level === "client-authentication") resolve(false);
      else reject(error);
    });
    client.connect({ host, ...user });
  });
}

beforeAll(() => Promise.all(Object.values(names).map(down)));
afterAll(async () => {
  await Promise.all(Object.values(names).map(down));
  await closeTrees();
});

describe("a cluster", () => {
  let lab: Lab;

  beforeAll(async () => {
    const began = Date.now();
    lab = await up({ name: names.cluster, machines: [1, 2] });
    expect(Date.now() - began).toBeLessThan(60_000);
  });

  test("has quorum and all its nodes; status says so", async () => {
    const found = await status(names.cluster, { cluster: true });
    expect(found.cluster).toMatchObject({ quorum: true, online: ["node1", "node2"] });
    expect(found.machines.map(({ running, isolated }) => ({ running, isolated }))).toEqual([
      { running: true, isolated: false },
      { running: true, isolated: false },
    ]);
    for (const { name, pid = 0 } of found.machines)
      expect(readFileSync(`/proc/${pid}/root/etc/hostname`, "utf8")).toBe(`${name}\n`);
    expect(await ask(lab, 1, "cat /proc/1/comm; systemctl is-system-running")).toBe("systemd\nrunning");
  });

  test("starts with an empty configuration and a web server that the cluster may run", async () => {
    expect(await ask(lab, 1, "cibadmin --query --xpath '//primitive' 2>&1 || true")).toContain("No such device");
    expect(await ask(lab, 1, "systemctl is-enabled apache2 || true")).toBe("disabled");
    expect(await ask(lab, 2, "cat /var/www/html/index.html")).toContain("node2");
    expect(await ask(lab, 1, "test ! -e /usr/sbin/policy-rc.d && curl --version | head -n 1")).toContain("curl");
  });

  test("grows while it runs", async () => {
    const before = await Promise.all([1, 2].map((machine) => bootId(lab, machine)));
    lab = await up({ name: names.cluster, machines: [1, 2, 3] });
    expect(await clusterState(lab, 3)).toMatchObject({ quorum: true, online: ["node1", "node2", "node3"] });
    expect(await Promise.all([1, 2].map((machine) => bootId(lab, machine)))).toEqual(before);
    for (const machine of lab.machines) {
      expect(await ask(lab, machine, "corosync-cmapctl quorum.two_node 2>&1 || true")).not.toContain("= 1");
      expect(await ask(lab, machine, "getent hosts node3")).toContain(lab.machines.includes(3) ? "node3" : "");
    }
  });

  test("loses a machine that is isolated, and has it back when it is healed", async () => {
    await isolate(names.cluster, 3, true);
    const without = { quorum: true, online: ["node1", "node2"] };
    const ofFirst = async () => JSON.stringify(await clusterState(lab, 1));
    await until("node3 is lost", ofFirst, (text) => text.includes(JSON.stringify(without.online)));
    expect((await status(names.cluster)).machines[2]).toMatchObject({ running: true, isolated: true });
    await isolate(names.cluster, 3, false);
    await until("node3 is back", ofFirst, (text) => text.includes('["node1","node2","node3"]'));
  });

  test("has a killed machine back as it was, with the next up", async () => {
    await ask(lab, 3, "echo kept > /root/kept && sync");
    const identity = await ask(lab, 3, "cat /etc/machine-id");
    await killMachine(names.cluster, 3);
    expect((await status(names.cluster)).machines[2]).toMatchObject({ running: false });
    await up({ name: names.cluster, machines: [1, 2, 3] });
    expect(await ask(lab, 3, "cat /root/kept /etc/machine-id")).toBe(`kept\n${identity}`);
  });

  test("has a member that reboots back by itself", async () => {
    const boot = await bootId(lab, 2);
    await reboot(names.cluster, 2);
    expect(await bootId(lab, 2)).not.toBe(boot);
    const all = { quorum: true, online: ["node1", "node2", "node3"] };
    for (const machine of [1, 2]) {
      const seen = async () => JSON.stringify(await clusterState(lab, machine));
      await until(`node${machine} has node2 back`, seen, (text) => text.includes(JSON.stringify(all.online)));
    }
    expect(await clusterState(lab, 2)).toMatchObject(all);
  });

  test("another Debian under the same name is refused", async () => {
    await expect(up({ name: names.cluster, debian: "bookworm", machines: [1] })).rejects.toThrow("runs trixie");
  });
});

describe("a bare machine", () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await up({ name: names.bare, bare: true, debian: "bookworm", machines: [1, 2] });
  });

  test("has systemd and sshd and no cluster software", async () => {
    expect(await ask(lab, 1, ". /etc/os-release; echo $VERSION_CODENAME; systemctl is-system-running")).toBe(
      "bookworm\nrunning",
    );
    expect(await ask(lab, 1, "command -v crm pacemakerd corosync || echo none")).toBe("none");
  });

  test("lets in root and admin with the key, operator with the password, and nobody else", async () => {
    const found = await status(names.bare);
    const [machine] = found.machines;
    if (machine === undefined || found.users === undefined) throw new Error("no machine");
    const privateKey = readFileSync(machine.privateKeyFile, "utf8");
    const { password } = found.users.operator;
    expect(await login(machine.address, { username: "root", privateKey })).toBe(true);
    expect(await login(machine.address, { username: "admin", privateKey })).toBe(true);
    expect(await login(machine.address, { username: "operator", password })).toBe(true);
    expect(await login(machine.address, { username: "operator", password: `${password}x` })).toBe(false);
    expect(await login(machine.address, { username: "root", password })).toBe(false);
    const otherKey = readFileSync(hostKeyFile(names.bare, 1), "utf8");
    expect(await login(machine.address, { username: "admin", privateKey: otherKey })).toBe(false);
    const log = await ask(lab, 1, "journalctl --boot --unit ssh --grep Accepted --output cat");
    for (const way of ["publickey for root", "publickey for admin", "password for operator"])
      expect(log).toContain(way);
    expect(await ask(lab, 1, "su admin -c 'sudo -n id -u'")).toBe("0");
  });

  test("is known by its host key: another one is refused", async () => {
    const known = readFileSync(knownHostsFile(names.bare), "utf8");
    const keys = known.split("\n").map((line) => line.split(" "));
    writeFileSync(knownHostsFile(names.bare), known.replace(keys[0]?.[2] ?? "?", keys[1]?.[2] ?? "?"));
    try {
      expect(await sshRun(lab, 1, "true")).toMatchObject({ status: 255 });
    } finally {
      writeFileSync(knownHostsFile(names.bare), known);
    }
    expect(await sshRun(lab, 1, "true")).toMatchObject({ status: 0 });
  });

  test("cannot change the host", async () => {
    const settings = ["kernel/panic", "kernel/hostname", "kernel/core_pattern", "vm/swappiness", "fs/file-max"];
    const host = () => settings.map((name) => readFileSync(`/proc/sys/${name}`, "utf8"));
    const before = host();
    const attempts = {
      panic: "echo 7 > /proc/sys/kernel/panic",
      core: "echo '|/bin/x' > /proc/sys/kernel/core_pattern",
      swappiness: "echo 7 > /proc/sys/vm/swappiness",
      files: "echo 7 > /proc/sys/fs/file-max",
      caches: "echo 1 > /proc/sys/vm/drop_caches",
      remount: "mount -o remount,rw /proc && echo 7 > /proc/sys/kernel/panic",
      again: "mkdir /tmp/p && mount -t proc proc /tmp/p && echo 7 > /tmp/p/sys/kernel/panic",
      sysrq: "echo h > /proc/sysrq-trigger",
      sys: "mount -o remount,rw /sys; for f in /sys/kernel/mm/*/enabled /sys/block/*/queue/scheduler /sys/power/state; do cat $f > /tmp/v && cat /tmp/v > $f && exit 0; done; false",
      disk: "cd /tmp && for d in /sys/block/*/dev; do mknod disk b $(tr : ' ' < $d) && head -c 1 disk && exit 0; done; false",
      memory: "cd /tmp && mknod mem c 1 1 && head -c 1 mem",
      clock: "date --set '+1 hour'",
      module: "echo x > /tmp/m.ko; insmod /tmp/m.ko || grep -q . /proc/modules && rmmod x",
      dmesg: "cd /tmp && mknod kmsg c 1 11 && echo x > kmsg",
      cgroup: "mkdir /tmp/cg && mount -t cgroup2 cgroup2 /tmp/cg && ls -d /tmp/cg/pulumi-pacemaker.*",
      processes: "cat /proc/*/cmdline | tr '\\0' ' ' | grep -q 'jes[t]'",
      network: "ls /sys/class/net | grep '^lab-'",
    };
    const succeeded: string[] = [];
    for (const [name, attempt] of Object.entries(attempts))
      if ((await sshRun(lab, 1, `( ${attempt} )`)).status === 0) succeeded.push(name);
    expect(succeeded).toEqual([]);
    expect(host()).toEqual(before);
  });

  test("has its own network settings, also after a reboot", async () => {
    const key = "net.ipv4.ip_nonlocal_bind";
    const hosts = () => readFileSync("/proc/sys/net/ipv4/ip_nonlocal_bind", "utf8");
    const before = hosts();
    await ask(lab, 1, `echo '${key} = 1' > /etc/sysctl.d/90-test.conf && sysctl -p /etc/sysctl.d/90-test.conf`);
    await ask(lab, 1, `sysctl -w net.ipv4.ip_forward=1`);
    expect([await ask(lab, 1, `sysctl -n ${key}`), await ask(lab, 2, `sysctl -n ${key}`)]).toEqual(["1", "0"]);
    const boot = await bootId(lab, 1);
    await reboot(names.bare, 1);
    expect(await bootId(lab, 1)).not.toBe(boot);
    expect(await ask(lab, 1, `sysctl -n ${key} net.ipv4.ip_forward`)).toBe("1\n0");
    expect(hosts()).toBe(before);
  });

  test("reaches the machines of its lab and nothing else", async () => {
    expect((await sshRun(lab, 1, `ping -c 1 -W 2 ${address(lab.net, 2)}`)).status).toBe(0);
    const others = [existingLab(names.cluster).net, 1].map((net) => `10.0.${net}.1`);
    for (const other of [...others, "192.0.2.1"])
      expect((await sshRun(lab, 1, `ping -c 1 -W 1 ${other}`)).status).not.toBe(0);
    expect(await ask(lab, 1, "ip -4 route show default")).toBe("");
  });

  test("a poweroff from within is a machine that does not run", async () => {
    await sshRun(lab, 2, "systemctl poweroff");
    const second = async () => (await status(names.bare)).machines[1]?.running;
    await until("node2 is off", second, (running) => running === false);
  });
});

describe("the command line", () => {
  const lab = (...args: string[]) => spawnSync(process.execPath, [cli, ...args], { encoding: "utf8" });

  test("ssh passes on the exit code, the output and the arguments", () => {
    const ran = lab("ssh", "--name", names.bare, "1", "echo", "-n", "'a  b'", ";", "exit", "7");
    expect([ran.status, ran.stdout, ran.stderr]).toEqual([7, "a  b", ""]);
    expect(lab("ssh", "--name", names.bare, "--user", "admin", "node1", "id", "-un").stdout).toBe("admin\n");
  });

  test("status is for people or programs, also of what is not there", () => {
    const found = JSON.parse(lab("status", "--name", names.bare, "--json").stdout) as { machines: unknown[] };
    expect(found.machines).toHaveLength(2);
    expect(lab("status", "--name", names.bare).stdout).toContain("node2");
    expect(JSON.parse(lab("status", "--name", "nothing", "--json").stdout)).toMatchObject({ exists: false });
  });

  test.each([
    [["kill", "1", "--name", "nothing"], 'no lab "nothing"'],
    [["kill", "5", "--name", names.bare], "has no node5, only node1, node2"],
    [["ssh", "zero"], "is no machine"],
    [["up", "--machines", "0"], "1 to 9 machines"],
    [["up", "--debian", "sid"], "bookworm, trixie"],
    [["up", "--name", "../x"], "cannot name a lab"],
  ])("%j says what is wrong", (args, words) => {
    const ran = lab(...args);
    expect(ran.status).not.toBe(0);
    expect(ran.stderr).toContain(words);
  });
});

describe("down", () => {
  test("leaves nothing behind, called once or twice", async () => {
    const name = names.crash;
    const before = namespaces(name);
    await start({ name, bare: true, machines: [1, 2] }, [1, 2], () => undefined);
    expect(remains(name).length).toBeGreaterThan(5);
    const lab = existingLab(name);
    await Promise.all([1, 2].map((machine) => waitForMachine(lab, machine)));
    const pids = (await status(name)).machines.map(({ pid }) => pid ?? 0);
    const own = pids.map((pid) => readlinkSync(`/proc/${pid}/ns/net`));
    expect(own.some((namespace) => before.has(namespace))).toBe(false);
    await down(name);
    expect(remains(name)).toEqual([]);
    expect(own.filter((namespace) => namespaces(name).has(namespace))).toEqual([]);
    await down(name);
    expect(remains(name)).toEqual([]);
  });

  test.each([30, 100, 200, 300, 400, 600, 900, 1500])(
    "leaves nothing of an up that was killed after %i ms",
    async (ms) => {
      const name = names.crash;
      const child = spawn(process.execPath, [cli, "up", "--name", name, "--bare", "--machines", "3"], {
        stdio: "ignore",
      });
      const ended = once(child, "close");
      await sleep(ms);
      child.kill("SIGKILL");
      await ended;
      await down(name);
      expect(remains(name)).toEqual([]);
    },
  );

  test("machine by machine: the lab goes with the last", async () => {
    const name = names.crash;
    await start({ name, bare: true, machines: [1, 2] }, [1, 2], () => undefined);
    await removeMachine(name, 1);
    expect((await status(name)).machines).toMatchObject([{ name: "node2", running: true }]);
    await removeMachine(name, 2);
    expect(remains(name)).toEqual([]);
  });

  test("spares the other labs", async () => {
    expect((await status(names.cluster)).machines.every(({ running }) => running)).toBe(true);
    expect(await ask(existingLab(names.cluster), 1, "echo here")).toBe("here");
  });
});

describe.each(debians)("a script in the %s tree", (debian) => {
  test("runs crm on a file, without a network, and changes no tree", async () => {
    const script =
      "cibadmin --empty > cib.xml && export CIB_file=$PWD/cib.xml && crm -D plain configure load update config && crm -D plain configure show && ip -brief link && touch /etc/changed";
    const ran = await runInTree(debian, script, { files: { config: "property stonith-enabled=false\n" } });
    expect(ran).toMatchObject({ status: 0 });
    expect(ran.stdout).toContain("stonith-enabled=false");
    expect(ran.stdout.match(/^\S+/gm)).not.toContain("eth0");
    expect((await runInTree(debian, "id -u; ls; exit 3")).stdout).toBe("0\n");
    expect((await runInTree(debian, "exit 3")).status).toBe(3);
    const trees = join(cacheFolder(), "trees");
    expect(readdirSync(trees).filter((tree) => existsSync(join(trees, tree, "etc/changed")))).toEqual([]);
  });

  test("is killed when its time is over", async () => {
    await expect(runInTree(debian, "sleep 60", { timeout: 500 })).rejects.toThrow("did not end within 0.5 s");
  });
});
