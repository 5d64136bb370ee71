import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInTree } from "../../lab/chroot";
import { configured } from "../../provider/cib/configured";
import { objectsOf } from "../../provider/cib/document";
import { parseXml, printXml, walk, type Element } from "../../provider/cib/element";
import { inOneOrder } from "../fixtures/documents";
import { flagsOf, pacemaker } from "./support/command";
import { emptyCluster, testCluster, type TestCluster } from "./support/cluster";
import { installed, testProject, type TestProject } from "./support/project";
import { until } from "./support/until";

/** One field of each kind: what the program says, what it says then, and how somebody changes it by hand. */
interface Field {
  type: string;
  name: string;
  field: string;
  said: string;
  then: string;
  byHand: string;
}

const modify = (section: string, xml: string) => `cibadmin --modify --scope ${section} --xml-text '${xml}'`;
const nvpair = (section: string, id: string, value: string) => modify(section, `<nvpair id="${id}" value="${value}"/>`);

const fields: readonly Field[] = [
  {
    type: "ClusterProperties",
    name: "cib-bootstrap-options",
    field: "values",
    said: '"cluster-recheck-interval": "5min"',
    then: '"cluster-recheck-interval": "6min"',
    byHand: "crm_attribute -n cluster-recheck-interval -v 7min",
  },
  {
    type: "ResourceDefaults",
    name: "rsc-options",
    field: "values",
    said: '"migration-threshold": 5',
    then: '"migration-threshold": 6',
    byHand: nvpair("rsc_defaults", "rsc-options-migration-threshold", "7"),
  },
  {
    type: "OperationDefaults",
    name: "op-options",
    field: "values",
    said: 'timeout: "45s"',
    then: 'timeout: "46s"',
    byHand: nvpair("op_defaults", "op-options-timeout", "47s"),
  },
  {
    type: "Node",
    name: "node1",
    field: "attributes",
    said: 'site: "vienna"',
    then: 'site: "graz"',
    byHand: nvpair("nodes", "node1-instance_attributes-site", "linz"),
  },
  {
    type: "ResourceTemplate",
    name: "web-server",
    field: "meta",
    said: '"failure-timeout": "2min"',
    then: '"failure-timeout": "3min"',
    byHand: nvpair("resources", "web-server-meta_attributes-failure-timeout", "4min"),
  },
  {
    type: "FailoverIp",
    name: "shop-ip",
    field: "monitorInterval",
    said: 'monitorInterval: "10s"',
    then: 'monitorInterval: "11s"',
    byHand: modify("resources", '<op id="shop-ip-monitor-10s" interval="12s"/>'),
  },
  {
    type: "Primitive",
    name: "shop",
    field: "meta",
    said: '"migration-threshold": 3',
    then: '"migration-threshold": 4',
    byHand: nvpair("resources", "shop-meta_attributes-migration-threshold", "8"),
  },
  {
    type: "Group",
    name: "files-group",
    field: "meta",
    said: '"resource-stickiness": 200',
    then: '"resource-stickiness": 201',
    byHand: nvpair("resources", "files-group-meta_attributes-resource-stickiness", "202"),
  },
  {
    type: "Clone",
    name: "cache-clone",
    field: "meta",
    said: '"clone-node-max": 1',
    then: '"clone-node-max": 2',
    byHand: nvpair("resources", "cache-clone-meta_attributes-clone-node-max", "3"),
  },
  {
    type: "Bundle",
    name: "pages",
    field: "docker",
    said: "replicas: 2",
    then: "replicas: 3",
    byHand: `cibadmin --modify --xpath "//bundle[@id='pages']/docker" --xml-text '<docker replicas="4"/>'`,
  },
  {
    type: "Location",
    name: "shop-at-home",
    field: "score",
    said: 'node: "node1", score: 50',
    then: 'node: "node1", score: 51',
    byHand: modify("constraints", '<rsc_location id="shop-at-home" score="52"/>'),
  },
  {
    type: "Colocation",
    name: "wiki-not-with-shop",
    field: "score",
    said: "score: -100",
    then: "score: -101",
    byHand: modify("constraints", '<rsc_colocation id="wiki-not-with-shop" score="-102"/>'),
  },
  {
    type: "Order",
    name: "one-at-a-time",
    field: "kind",
    said: 'kind: "Serialize"',
    then: 'kind: "Optional", symmetrical: false',
    byHand: modify("constraints", '<rsc_order id="one-at-a-time" kind="Mandatory"/>'),
  },
  {
    type: "Ticket",
    name: "shop-at-site",
    field: "lossPolicy",
    said: 'lossPolicy: "stop"',
    then: 'lossPolicy: "freeze"',
    byHand: modify("constraints", '<rsc_ticket id="shop-at-site" loss-policy="demote"/>'),
  },
  {
    type: "FencingTopology",
    name: "fencing-node2",
    field: "levels",
    said: 'node: "node2", levels: { 1: [fenceB] }',
    then: 'node: "node2", levels: { 1: [fenceA] }',
    byHand: modify("fencing-topology", '<fencing-level id="fencing-1" devices="fence-a,fence-b"/>'),
  },
  {
    type: "AclRole",
    name: "watcher",
    field: "permissions",
    said: 'kind: "read", xpath: "/cib"',
    then: 'kind: "read", xpath: "/cib/status"',
    byHand: modify("acls", '<acl_permission id="watcher-0" kind="write"/>'),
  },
  {
    type: "AclTarget",
    name: "alice",
    field: "roles",
    said: "roles: [watcher, operator]",
    then: "roles: [operator]",
    byHand: `cibadmin --delete --xpath "//acl_target[@id='alice']/role[@id='operator']"`,
  },
  {
    type: "AclGroup",
    name: "staff",
    field: "roles",
    said: '"staff", { roles: [watcher] }',
    then: '"staff", { roles: [operator] }',
    byHand: `cibadmin --delete --xpath "//acl_group[@id='staff']/role[@id='operator']"`,
  },
  {
    type: "Alert",
    name: "mail-changes",
    field: "meta",
    said: 'timeout: "15s"',
    then: 'timeout: "16s"',
    byHand: nvpair("alerts", "mail-changes-meta_attributes-timeout", "17s"),
  },
  {
    type: "Tag",
    name: "everything",
    field: "references",
    said: "references: [shopThings, wiki]",
    then: "references: [shopThings, shop]",
    byHand: `cibadmin --delete --xpath "//tag[@id='everything']/obj_ref[@id='shop-things']"`,
  },
  {
    type: "ClusterProperty",
    name: "batch-limit",
    field: "value",
    said: "value: 10",
    then: "value: 11",
    byHand: "crm_attribute -n batch-limit -v 12",
  },
  {
    type: "ResourceDefault",
    name: "failure-timeout",
    field: "value",
    said: 'value: "5min"',
    then: 'value: "6min"',
    byHand: nvpair("rsc_defaults", "rsc-options-failure-timeout", "7min"),
  },
  {
    type: "OperationDefault",
    name: "on-fail",
    field: "value",
    said: 'value: "restart"',
    then: 'value: "block"',
    byHand: nvpair("op_defaults", "op-options-on-fail", "ignore"),
  },
  {
    type: "SysctlSetting",
    name: "net.ipv4.tcp_fin_timeout",
    field: "value",
    said: "value: 51",
    then: "value: 52",
    byHand: "sysctl -w net.ipv4.tcp_fin_timeout=53",
  },
];

/** What an export says in sets, or cannot see: beside what it has written. */
const single = `
new pacemaker.ClusterProperty("batch-limit", { value: 10 }, on);
new pacemaker.ResourceDefault("failure-timeout", { value: "5min" }, on);
new pacemaker.OperationDefault("on-fail", { value: "restart" }, on);
new pacemaker.SysctlSetting("net.ipv4.tcp_fin_timeout", { value: 51 }, on);
`;

const secrets = { fenceAPasswd: "s3cr3t", filesPasswd: 'p@ss "w0rd" $1' };
const many = ["--yes", "--skip-preview", "--parallel", "64"];

let cluster: TestCluster;
let project: TestProject;
let made: string;

const cib = () => cluster.ask(1, "cibadmin --query");

/** What crm_diff has to say of two CIBs, ids included, but for an order that says nothing. */
async function differences(before: string, after: string): Promise<string> {
  const [old = "", now = ""] = [before, after].map((xml) => {
    const { children } = inOneOrder(configured(parseXml(xml)), true);
    // Without the versions.
    return printXml({ name: "cib", attributes: {}, children });
  });
  const files = { "before.xml": old, "after.xml": now };
  const { stdout, stderr } = await runInTree("trixie", "crm_diff --no-version -o before.xml -n after.xml", { files });
  return stdout + stderr;
}

async function newStack(name: string): Promise<void> {
  await project.pulumi(["stack", "init", name]);
  for (const [key, value] of Object.entries(secrets)) await project.pulumi(["config", "set", "--secret", key], value);
}

/** As the engine sums up, which also says of each resource that it was updated. */
const count = (output: string, done: string) => Number(new RegExp(`[~+-] (\\d+) ${done}`).exec(output)?.[1] ?? 0);
const updated = (output: string) => count(output, "updated");

const kernels = () =>
  Promise.all(cluster.lab.machines.map((n) => cluster.ask(n, "sysctl -n net.ipv4.tcp_fin_timeout")));

/** Destroys the stack: no object and no value of the program is left, but those of nodes that had some before. */
async function destroyed(before: Element): Promise<void> {
  await project.pulumi(["destroy", ...many]);
  const left = parseXml(await cib());
  const objects = [...walk(configured(left))].map(({ name }) => name);
  expect(
    objects.filter((each) =>
      /^(primitive|template|group|clone|bundle|rsc_.+|tag|alert|acl_.+|fencing-level)$/.test(each),
    ),
  ).toEqual([]);
  const names = [...walk(configured(left))].map(({ attributes }) => attributes["name"]);
  const values = ["cluster-recheck-interval", "election-timeout", "migration-threshold", "record-pending"];
  expect(values.filter((each) => names.includes(each))).toEqual([]);
  expect(nodes(left)).toEqual(nodes(before));
}

/** Of each node the values that last, by name. */
const nodes = (document: Element) =>
  objectsOf(document, "nodes").map((each) =>
    [...walk(each)]
      .flatMap(({ attributes: { name, value } }) => (name === undefined ? [] : `${name}=${value ?? ""}`))
      .sort(),
  );

beforeAll(async () => {
  cluster = await testCluster();
  await emptyCluster(cluster);
  project = testProject();
  const text = readFileSync(join(__dirname, "../cases/every-kind.crm"), "utf8");
  const statements = text.replaceAll(/10\.0\.2\.(\d+)/g, (_, last: string) => cluster.free(Number(last)));
  const encoded = Buffer.from(statements).toString("base64");
  await cluster.ask(
    1,
    `for ticket in ticketA ticketB; do crm_ticket --ticket $ticket --grant --force; done
     echo ${encoded} | base64 -d > /tmp/every-kind.crm && crm -D plain configure load update /tmp/every-kind.crm`,
  );
  await until(
    "all of it runs",
    () => cluster.ask(1, "crm_mon -1"),
    (shown) => /shop\s.*Started/.test(shown) && /report\s.*Started/.test(shown),
  );
  made = await cib();
});
afterAll(async () => {
  project.remove();
  await emptyCluster(cluster);
});

test("a cluster that crm made is written as a project, without a secret in it", async () => {
  const args = ["export", "--out", project.folder, ...flagsOf(cluster)];
  const { code, stdout, stderr } = await pacemaker(args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("pulumi config set --secret fenceAPasswd");
  for (const secret of Object.values(secrets)) expect(project.everything()).not.toContain(secret);
  const again = await pacemaker(args);
  expect(again.code).toBe(2);
  expect(again.stderr).toContain("is not empty");
  expect(await differences(made, await cib())).toBe("");
});

test("imported, a preview shows no change, and nothing was written", async () => {
  installed(project);
  await newStack("taken-over");
  const imported = await project.pulumi([
    "import",
    "--file",
    "import.json",
    "--yes",
    "--protect=false",
    "--generate-code=false",
  ]);
  expect(imported).not.toContain("warning");
  await project.pulumi(["preview", "--expect-no-changes"]);
  expect(await differences(made, await cib())).toBe("");
  for (const secret of Object.values(secrets)) expect(project.everything()).not.toContain(secret);
});

test("one field of each kind: changed in the program, changed by hand, named by a refresh, mended by an up", async () => {
  const program = project.read("index.ts");
  const kernelsBefore = await kernels();
  project.write("index.ts", program + single);
  expect(count(await project.pulumi(["up", ...many]), "created")).toBe(4);
  const changed = fields.reduce((text, { type, name, said, then }) => {
    const at = text.indexOf(said, text.indexOf(`pacemaker.${type}(`));
    expect({ type, name, isThere: at > 0 }).toEqual({ type, name, isThere: true });
    return text.slice(0, at) + then + text.slice(at + said.length);
  }, program + single);
  project.write("index.ts", changed);
  expect(updated(await project.pulumi(["up", ...many]))).toBe(fields.length);
  const meant = { cib: await cib(), kernels: await kernels() };
  await cluster.ask(1, `set -e\n${fields.map(({ byHand }) => byHand).join("\n")}`);
  const refreshed = await project.pulumi(["refresh", ...many]);
  for (const { type, name, field } of fields)
    expect(refreshed).toMatch(new RegExp(`${type} ${name} updated .*\\[diff: [~+-]${field}[\\],]`));
  expect(await differences(meant.cib, await cib())).not.toBe("");
  expect(await kernels()).not.toEqual(meant.kernels);
  expect(updated(await project.pulumi(["up", ...many]))).toBe(fields.length);
  expect(await differences(meant.cib, await cib())).toBe("");
  expect(await kernels()).toEqual(meant.kernels);
  project.write("index.ts", program);
  const back = await project.pulumi(["up", ...many]);
  expect([count(back, "updated"), count(back, "deleted")]).toEqual([fields.length - 4, 4]);
  expect(await differences(made, await cib())).toBe("");
  expect(await kernels()).toEqual(kernelsBefore);
});

test("destroyed, nothing of what was imported is left, but what nodes had before", async () => {
  await destroyed(parseXml(made));
});

test("applied to an empty cluster the program makes the same CIB; destroyed, nothing is left", async () => {
  await emptyCluster(cluster);
  const empty = parseXml(await cib());
  await newStack("made-anew");
  await project.pulumi(["up", ...many]);
  expect(await differences(made, await cib())).toBe("");
  await destroyed(empty);
});
