import { runOn } from "../../lab/enter";
import { down, killMachine, start, up } from "../../lab/lab";
import { address, address6 } from "../../lab/names";
import { silent } from "../../lab/progress";
import { rebootMachine } from "../../lab/reboot";
import { keyFile, knownHostsFile, type Lab } from "../../lab/state";
import * as pacemaker from "../../sdk";
import { testStack, type TestStack } from "../lab/support/stack";
import { until } from "../lab/support/until";

const name = "self-machines";
let lab: Lab;
let stack: TestStack;
let members: pacemaker.ClusterArgs["members"] = {};
let links: pacemaker.ClusterArgs["links"];
let timeouts: pacemaker.ClusterArgs["timeouts"];
let more: Partial<pacemaker.ClusterArgs> = {};

const ask = async (machine: number, script: string): Promise<string> => {
  const { status, stdout, stderr } = await runOn(lab, machine, script);
  if (status !== 0) throw new Error(`node${machine}: ${script}: exit status ${status}\n${stdout}${stderr}`);
  return stdout;
};
const named = (...machines: number[]) =>
  Object.fromEntries(machines.map((machine) => [`node${machine}`, address(lab.net, machine)]));
/** Runs the engine, which must fail, and gives what it said. */
const failing = async (): Promise<string> => {
  const before = stack.output.length;
  await expect(stack.up()).rejects.toThrow();
  return stack.output.slice(before);
};
const online = async (machine: number) =>
  (await ask(machine, "crm_node --list | awk '$3 == \"member\" { print $2 }' | sort")).trim().split("\n");
/** That machine installs packages just now. */
const installing = (machine: number) =>
  until(
    `node${machine} installs`,
    () => ask(machine, "grep -c ^Unpacking /run/pulumi-pacemaker/install.log || true"),
    (lines) => Number(lines) > 5,
  );

beforeAll(async () => {
  await down(name);
  lab = await up({ name, bare: true, machines: [1, 2, 3] });
  stack = await testStack(() => {
    new pacemaker.Cluster("shaky", {
      ...{
        members,
        user: "admin",
        sudo: true,
        privateKeyFile: keyFile(name),
        hostKeys: { file: knownHostsFile(name) },
      },
      ...(timeouts && { timeouts }),
      ...(links && { links }),
      totem: { token: 3000 },
      ...more,
    });
    return Promise.resolve({});
  });
});
afterAll(async () => {
  await stack.remove();
  await down(name);
});

test("a name that does not resolve: said, and nothing is done", async () => {
  members = { ...named(1, 2), nobody: "nobody.invalid" };
  expect(await failing()).toMatch(/nobody.invalid: .*its name does not resolve/);
  expect(await ask(1, "command -v corosync || echo nothing")).toBe("nothing\n");
});

test("two machines with one host name: said, with the way out, and nothing is done", async () => {
  members = named(1, 2);
  await ask(2, "hostname node1");
  expect(await failing()).toMatch(
    /node2 \(.*\): calls itself node1, as node1 \(.*\) does: .*hostnamectl set-hostname node2/,
  );
  await ask(2, "hostname node2");
  expect(await ask(1, "command -v corosync || echo nothing")).toBe("nothing\n");
});

test("a full disk: the machine and the step are named", async () => {
  await ask(2, "mount -t tmpfs -o size=1m tmpfs /var/cache/apt/archives");
  const said = await failing();
  await ask(2, "umount /var/cache/apt/archives");
  expect(said).toMatch(
    new RegExp(`${address(lab.net, 2)}: packages could not be installed:[^]*free space[^]*Make room`),
  );
  expect(said).not.toContain(`${address(lab.net, 1)}: packages could not`);
});

test("a lock that somebody holds: waited for, until the limit", async () => {
  // As apt and dpkg do; until it is killed.
  await ask(
    2,
    `cat > /root/hold <<'END'
use Fcntl;
open(my $file, ">", "/var/lib/dpkg/lock-frontend") or die;
my $lock = pack("ssx4qqix4", F_WRLCK, 0, 0, 0, 0);
fcntl($file, F_SETLK, $lock) or die;
$| = 1;
print "held\n";
sleep 600;
END
systemd-run --quiet --unit holder perl /root/hold`,
  );
  await until(
    "the lock",
    () => ask(2, "journalctl --unit holder --output cat"),
    (said) => said.includes("held"),
  );
  timeouts = { create: "20s", update: "20s" };
  const said = await failing();
  timeouts = undefined;
  await ask(2, "systemctl stop holder");
  expect(said).toMatch(
    /packages could not be installed:\n\s+dpkg: error: .*lock was locked by \/usr\/bin\/perl.*\[MEMBER\]/,
  );
});

test("cloud-init at work: waited for, until the limit", async () => {
  await ask(
    2,
    `apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends cloud-init
mkdir -p /var/lib/cloud/seed/nocloud
cd /var/lib/cloud/seed/nocloud
echo "instance-id: node2" > meta-data
cat > user-data <<'END'
#cloud-config
preserve_hostname: true
ssh_deletekeys: false
runcmd:
  - until [ -e /root/go ]; do sleep 0.2; done
END
echo "network: {config: disabled}" > /etc/cloud/cloud.cfg.d/network.cfg`,
  );
  // It has not booted before cloud-init is done.
  await rebootMachine(lab, 2, () =>
    until(
      "cloud-init at its first boot, and sshd",
      () => ask(2, "cloud-init status; systemctl is-active ssh"),
      (said) => said.includes("status: running"),
    ),
  );
  timeouts = { create: "20s", update: "20s" };
  const said = await failing();
  timeouts = undefined;
  expect(said).toMatch(/packages could not be installed:\n\s+E: cloud-init is still at work .*\[MEMBER\]/);
  expect(await ask(2, "command -v corosync || echo nothing")).toBe("nothing\n");
});

test("the connection and the machine are lost while packages are installed: it goes on by itself", async () => {
  const losing = async () => {
    await until(
      "node2 waits for cloud-init",
      () => ask(2, "tail -n 1 /run/pulumi-pacemaker/install.log; systemctl is-active pulumi-pacemaker-install || true"),
      (said) => said.includes("waiting for cloud-init") && said.includes("\nactive"),
    );
    await ask(2, "touch /root/go");
    await installing(2);
    await ask(2, "systemctl kill --signal KILL ssh");
    await installing(2);
    await killMachine(name, 2);
    // Units of what is half installed may fail at boot: that is not waited for.
    await start({ name, machines: [2] }, [2], silent);
  };
  const ends = await Promise.allSettled([stack.up(), losing()]);
  expect(ends.flatMap((each) => (each.status === "rejected" ? [String(each.reason)] : []))).toEqual([]);
  expect(await online(1)).toEqual(["node1", "node2"]);
  expect(await ask(2, "[ ! -e /usr/sbin/policy-rc.d ] && echo none")).toBe("none\n");
});

test("two members keep the quorum one without the other; more links and options come without a restart", async () => {
  const pids = () => ask(1, "pgrep -x corosync; pgrep -x pacemakerd");
  expect(await ask(1, "corosync-quorumtool -s | grep ^Flags")).toContain("2Node");
  const before = await pids();
  const twice = (machine: number) => {
    const links = [address(lab.net, machine), address6(lab.net, machine)];
    return [`node${machine}`, { address: links[0] ?? "", links }];
  };
  members = Object.fromEntries([1, 2].map(twice)) as typeof members;
  links = { 1: { knet_link_priority: 10 } };
  await stack.up();
  expect(await ask(1, "corosync-cfgtool -s | grep -c 'connected$'")).toBe("2\n");
  expect(await ask(2, "corosync-cmapctl -g totem.interface.1.knet_link_priority")).toContain("= 10");
  members = named(1, 2);
  links = undefined;
  await stack.up();
  expect(await ask(1, "corosync-cfgtool -s | grep -c 'connected$'")).toBe("1\n");
  expect(await pids()).toBe(before);
  expect((await stack.up()).summary.resourceChanges).toEqual({ same: 3 });
});

test("a blocked port: the newcomer is taken back, and the members stay as they were", async () => {
  const state = () =>
    ask(1, "md5sum /etc/corosync/corosync.conf; pgrep -x corosync; pgrep -x pacemakerd; crm_node --list");
  const before = await state();
  // Debian starts both with a configuration for a cluster of one, of which nothing is to be left.
  await ask(3, "apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends pacemaker");
  expect(await ask(3, "systemctl is-active corosync pacemaker")).toBe("active\nactive\n");
  members = named(1, 2, 3);
  timeouts = { update: "60s" };
  await ask(3, "ip rule add ipproto udp dport 5405 blackhole");
  expect(await failing()).toMatch(/the members do not come together: [^]*does not hear the members[^]*UDP port 5405/);
  await ask(3, "ip rule delete ipproto udp dport 5405 blackhole");
  expect(await state()).toBe(before);
  expect(await ask(3, "systemctl is-active corosync pacemaker || true; ls /etc/corosync")).toBe(
    "inactive\ninactive\nuidgid.d\n",
  );
  timeouts = undefined;
  await stack.up();
  expect(await online(3)).toEqual(["node1", "node2", "node3"]);
  expect(await ask(3, "cibadmin -Q -o nodes | grep -c '<node '")).toBe("3\n");
});

const waiting = { quorum: { wait_for_all: 1 } };

test("a restart that one member does not take: all are as they were, the cluster acts, and the next up ends it", async () => {
  const ours = () => ask(1, "cibadmin -Q | grep -cE 'maintenance-mode|pulumi-restart' || true");
  const flags = () => ask(1, "corosync-quorumtool -s | grep ^Flags");
  more = { ...waiting, allowQuorumLoss: true };
  await ask(3, "mount --bind -o ro /etc/corosync /etc/corosync");
  expect(await failing()).toMatch(/Corosync's configuration cannot be written: [^]*Read-only file system/);
  await ask(3, "umount /etc/corosync");
  expect(await online(1)).toEqual(["node1", "node2"]);
  expect(await ours()).toBe("0\n");
  expect(await flags()).not.toContain("WaitForAll");
  await stack.up();
  expect(await online(1)).toEqual(["node1", "node2", "node3"]);
  expect(await ours()).toBe("0\n");
  expect(await flags()).toContain("WaitForAll");
});

test("a maintenance that a killed run has left ends with the next one, and is what it was before", async () => {
  await ask(1, "crm_attribute -n maintenance-mode -v true; crm_attribute -n pulumi-restart -v false");
  more = { ...waiting, totem: { token: 4000 } };
  await stack.up();
  expect(
    await ask(1, "cibadmin -Q -o crm_config | grep -oE '(maintenance-mode|pulumi-restart)\" value=\"[a-z]*'"),
  ).toBe('maintenance-mode" value="false\n');
});

test("what the cluster does not manage keeps its node a member", async () => {
  await ask(
    1,
    `crm configure property stonith-enabled=false
     crm configure primitive kept ocf:pacemaker:Dummy; crm configure location there kept 100: node3; crm -w resource start kept
     crm_attribute -n maintenance-mode -v true`,
  );
  members = named(1, 2);
  expect(await failing()).toMatch(
    /node3 cannot go: it still runs kept on node3 \(the cluster is in maintenance mode\)/,
  );
  expect(await online(1)).toEqual(["node1", "node2", "node3"]);
  await ask(1, "crm_attribute -n maintenance-mode -v false; crm -w resource stop kept; crm configure delete kept");
  expect(await ask(1, "crm_mon -1 | grep -c standby || true")).toBe("0\n");
  await ask(1, "crm_attribute -n stonith-enabled -D");
});

test("a member that is lost stays in state, and in the cluster until it is known to be off", async () => {
  members = named(1, 2, 3);
  await killMachine(name, 3);
  await until(
    "the loss",
    () => ask(1, "crm_mon -1"),
    (seen) => seen.includes("UNCLEAN"),
  );
  await stack.refresh();
  members = named(1, 2);
  timeouts = { update: "20s" };
  expect(await failing()).toMatch(
    /node3 is to leave, cannot be reached, and is not known to be off[^]*stonith_admin --confirm node3/,
  );
  timeouts = undefined;
  await ask(1, "stonith_admin --confirm node3");
  await stack.up();
  expect(await ask(1, "crm_node --list | wc -l; corosync-quorumtool -s | sed -n 's/^Expected votes: *//p'")).toBe(
    "2\n2\n",
  );
  await start({ name, machines: [3] }, [3], silent);
  members = named(1, 2, 3);
  await stack.up();
  expect(await online(3)).toEqual(["node1", "node2", "node3"]);
});

test("a member that is away: nothing is changed without it", async () => {
  await ask(2, "systemctl stop pacemaker corosync");
  members = named(1, 2);
  // What is stopped is started, and then the others may go.
  await stack.up();
  expect(await online(1)).toEqual(["node1", "node2"]);
});

test("where none of its machines stays there would be another cluster beside it: refused", async () => {
  members = named(1);
  more = { ...waiting, allowQuorumLoss: true };
  await stack.up();
  more = waiting;
  members = { node1: address(lab.net, 3) };
  expect(await failing()).toMatch(/none of the machines is a member any more[^]*\[NO_QUORUM\]/);
  expect(await ask(3, "systemctl is-active corosync pacemaker || true")).toBe("inactive\ninactive\n");
  expect(await online(1)).toEqual(["node1"]);
  await stack.destroy();
  expect(await ask(1, "systemctl is-active corosync pacemaker || true")).toBe("inactive\ninactive\n");
});
