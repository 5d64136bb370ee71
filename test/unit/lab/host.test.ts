import { chooseArchive } from "../../../lab/archive";
import { findCgroup2 } from "../../../lab/cgroup";
import { corosyncConf, hostsFile } from "../../../lab/corosync";
import { overlap } from "../../../lab/network";
import { packagesName } from "../../../lab/packages";
import { lacks, parseCrmMon } from "../../../lab/ready";
import { debians, recipe, treeName } from "../../../lab/recipe";

test("cgroup2 is found where systemd, or another init, mounts it", () => {
  const unified = "24 23 0:21 / /sys/fs/cgroup rw,relatime shared:4 - cgroup2 cgroup2 rw,nsdelegate\n";
  const hybrid =
    "30 29 0:26 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n" +
    "31 29 0:27 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw\n";
  const partOfIt = "24 23 0:21 /some/group /mnt/group rw - cgroup2 cgroup2 rw\n";
  expect(findCgroup2(unified)).toBe("/sys/fs/cgroup");
  expect(findCgroup2(hybrid)).toBe("/sys/fs/cgroup/unified");
  expect(findCgroup2(partOfIt + unified)).toBe("/sys/fs/cgroup");
  expect(findCgroup2(partOfIt)).toBeUndefined();
});

test("the archive is that of the release, not of its updates or security fixes", () => {
  const targets =
    "bookworm-security http://mirror.example/debian-security/\n" +
    "bookworm-updates http://mirror.example/updates/\n" +
    "bookworm http://mirror.example/debian/\n";
  expect(chooseArchive(targets, "bookworm")).toBe("http://mirror.example/debian/");
  expect(chooseArchive(targets, "trixie")).toBeUndefined();
  expect(chooseArchive("", "trixie")).toBeUndefined();
});

test("a network in use is seen, the lab's own bridge and single addresses are not", () => {
  const link = (ifname: string, local: string, prefixlen: number) => ({ ifname, addr_info: [{ local, prefixlen }] });
  expect(overlap([link("eth0", "10.0.2.15", 24)], 2, "lab-x")).toBe("eth0");
  expect(overlap([link("eth0", "10.9.9.9", 8)], 2, "lab-x")).toBe("eth0");
  expect(overlap([link("eth0", "10.0.2.129", 25)], 2, "lab-x")).toBe("eth0");
  expect(overlap([link("eth0", "10.0.3.15", 24)], 2, "lab-x")).toBeUndefined();
  expect(overlap([link("lab-x", "10.0.2.254", 24)], 2, "lab-x")).toBeUndefined();
  expect(overlap([link("lo", "10.0.2.10", 32)], 2, "lab-x")).toBeUndefined();
  expect(overlap([link("eth0", "fe80::1", 64), { ifname: "eth1", addr_info: [] }], 2, "lab-x")).toBeUndefined();
});

test("corosync.conf lists the nodes; two of them are a special case", () => {
  expect(corosyncConf(2, [1, 2, 3]).match(/ring0_addr: .*|name: node.*|nodeid: .*/g)).toEqual([
    ...["ring0_addr: 10.0.2.1", "name: node1", "nodeid: 1"],
    ...["ring0_addr: 10.0.2.2", "name: node2", "nodeid: 2"],
    ...["ring0_addr: 10.0.2.3", "name: node3", "nodeid: 3"],
  ]);
  const special = [1, 2, 3].map((count) => corosyncConf(2, [1, 2, 3].slice(0, count)).includes("two_node: 1"));
  expect(special).toEqual([false, true, false]);
  expect(hostsFile({ "10.0.5.1": "node1", "10.0.5.2": "web" })).toMatch(/ localhost\n10.0.5.1 node1\n10.0.5.2 web\n$/);
});

const crmMon = (quorum: boolean, dc: string, nodes: string) =>
  `<pacemaker-result><summary><current_dc ${dc} with_quorum="${String(quorum)}"/></summary>${nodes}</pacemaker-result>`;
const node = (name: string, rest: string) => `<node name="${name}" ${rest} unclean="false"/>`;

test("what crm_mon says of the cluster, and what it still lacks", async () => {
  const nodes = `<nodes>${node("node1", 'online="true" pending="false"')}${node("node2", 'online="true" pending="true"')}</nodes>`;
  const forming = await parseCrmMon(crmMon(true, 'present="true" name="node1"', nodes));
  expect(forming).toEqual({ quorum: true, dc: "node1", online: ["node1"], others: { node2: "pending" } });
  expect(lacks(forming, ["node1", "node2"])).toBe("node2 is pending");
  expect(lacks(forming, ["node1"])).toBeUndefined();
  expect(lacks({ ...forming, quorum: false }, ["node1"])).toBe("no quorum");
  expect(lacks(forming, ["node1", "node3"])).toBe("node3 is unknown");
  const none = { online: [], others: {} };
  expect(await parseCrmMon(crmMon(false, 'present="false"', "<nodes/>"))).toEqual({ quorum: false, ...none });
  expect(lacks({ quorum: true, ...none }, [])).toBe("no designated controller yet");
  expect(lacks("crm_mon: cluster is not available on this node", ["node1"])).toContain("not available");
});

test("another recipe is another tree", () => {
  const names = debians.flatMap((debian) => [true, false].map((bare) => treeName(recipe(debian, bare))));
  expect(new Set(names).size).toBe(4);
  expect(names[0]).toMatch(/^bookworm-bare-[0-9a-f]{12}$/);
  const wanted = recipe("trixie", true);
  expect(treeName({ ...wanted, masked: [] })).not.toBe(treeName(wanted));
});

test("other packages, or others in the tree, are another package source", () => {
  const wanted = recipe("bookworm", false);
  const name = packagesName(wanted, "Package: a");
  expect(name).toMatch(/^bookworm-[0-9a-f]{12}$/);
  expect(packagesName({ ...wanted, sudoers: "" }, "Package: a")).toBe(name);
  expect(packagesName({ ...wanted, cluster: ["b"] }, "Package: a")).not.toBe(name);
  expect(packagesName(wanted, "Package: a\nPackage: b")).not.toBe(name);
});
