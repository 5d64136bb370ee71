import { importFile } from "../../../../cli/export/import-file";
import { camelCase, Names } from "../../../../cli/export/names";
import { programText } from "../../../../cli/export/program";
import { hideSecrets } from "../../../../cli/export/secrets";
import type { ProviderSettings } from "../../../../provider/connection";
import { notExported } from "../../../../provider/exported";
import { inventory } from "../../../../provider/kinds/inventory";
import { documentOf } from "../../../fixtures/documents";

const cib = documentOf(`
  <crm_config><cluster_property_set id="cib-bootstrap-options">
    <nvpair id="p1" name="dc-version" value="2.1"/>
    <nvpair id="p2" name="last-lrm-refresh" value="1700000000"/>
    <nvpair id="p3" name="site-token" value="xyzzy"/>
  </cluster_property_set></crm_config>
  <resources>
    <primitive id="remote-db" class="ocf" provider="pacemaker" type="remote"/>
    <group id="class">
      <primitive id="web" class="ocf" provider="pacemaker" type="Dummy">
        <instance_attributes id="web-instance_attributes">
          <nvpair id="w1" name="passwd" value="hunter2"/><nvpair id="w2" name="envfile" value="/dev/null"/>
        </instance_attributes>
        <meta_attributes id="web-pulumi-hold" score="INFINITY"><nvpair id="w3" name="target-role" value="Stopped"/></meta_attributes>
      </primitive>
    </group>
  </resources>
  <constraints>
    <rsc_location id="cli-prefer-web" rsc="web" role="Started" node="node1" score="INFINITY"/>
    <rsc_location id="trusted" rsc="web"><rule id="trusted-rule" score="5">
      <expression id="trusted-rule-expression" attribute="vault-token" operation="eq" value="plugh"/>
    </rule></rsc_location>
    <rsc_colocation id="on" rsc="class" with-rsc="web" score="INFINITY"/>
  </constraints>
  <nodes><node id="remote-db" uname="remote-db" type="remote">
    <instance_attributes id="nodes-remote-db"><nvpair id="n1" name="rack" value="a"/><nvpair id="n2" name="vault-token" value="plugh"/></instance_attributes>
  </node></nodes>
  <tags><tag id="2-many"><obj_ref id="on"/></tag></tags>`);

const settings: ProviderSettings = {
  hosts: ["10.0.2.1"],
  password: "swordfish",
  bastion: { host: "10.0.0.1", password: "open sesame" },
};

const hidden = hideSecrets(settings, inventory(cib).all);

test("a program refers to what it has by variables, in an order in which each is there", () => {
  expect(programText(hidden)).toBe(`import * as pulumi from "@pulumi/pulumi";
import * as pacemaker from "pulumi-pacemaker";

const config = new pulumi.Config();

const cluster = new pacemaker.Provider("cluster", {
  hosts: ["10.0.2.1"],
  password: config.requireSecret("password"),
  bastion: {
    host: "10.0.0.1",
    password: config.requireSecret("bastionPassword"),
  },
});
const on = { provider: cluster };

// Cluster properties
new pacemaker.ClusterProperties(
  "cib-bootstrap-options",
  {
    values: {
      "site-token": config.requireSecret("cibBootstrapOptionsSiteToken"),
    },
  },
  on,
);

// Resources
const remoteDb = new pacemaker.Primitive(
  "remote-db",
  { agent: "ocf:pacemaker:remote" },
  on,
);
const web = new pacemaker.Primitive(
  "web",
  {
    agent: "ocf:pacemaker:Dummy",
    params: { passwd: config.requireSecret("webPasswd"), envfile: "/dev/null" },
  },
  on,
);
const classGroup = new pacemaker.Group("class", { members: [web] }, on);

// Remote nodes
new pacemaker.Node(
  "remote-db",
  {
    attributes: {
      rack: "a",
      "vault-token": config.requireSecret("remoteDbVaultToken"),
    },
  },
  { ...on, dependsOn: remoteDb },
);

// Constraints
new pacemaker.Location(
  "trusted",
  {
    resource: web,
    rules: [
      {
        score: 5,
        all: [
          {
            attribute: "vault-token",
            operation: "eq",
            value: config.requireSecret("trustedValue"),
          },
        ],
      },
    ],
  },
  on,
);
new pacemaker.Colocation("on", { resource: classGroup, with: web }, on);
`);
});

test("what no program may say is named, and left out", () => {
  expect(inventory(cib).refused).toEqual([
    "Tag 2-many: cibId must begin with a letter or _, followed by letters, digits, _ . - only",
  ]);
});

test("no secret is in what imports it, but a mark that there is one", async () => {
  const file = await importFile(hidden, { cib, identity: "key:0", settings });
  const text = JSON.stringify(file);
  for (const secret of ["hunter2", "swordfish", "open sesame", "xyzzy", "plugh"]) expect(text).not.toContain(secret);
  const { resources } = file as { resources: { name: string; type: string; inputs: Record<string, unknown> }[] };
  expect(resources[0]).toEqual({
    type: "pulumi:providers:pulumi-nodejs",
    name: "cluster",
    inputs: { "pacemaker:hosts": '["10.0.2.1"]' },
  });
  expect(resources.find(({ name }) => name === "web")?.inputs).toMatchObject({
    cibId: "web",
    params: { passwd: { plaintext: JSON.stringify(notExported) }, envfile: "/dev/null" },
    __company: ["class", "on", "remote-db:rack", "remote-db:vault-token", "trusted"],
    __secrets: ["params.passwd"],
  });
});

test("a fencing topology has a name that nothing else has, and its levels keep theirs", async () => {
  const fenced = documentOf(`
    <resources>
      <primitive id="fencing-node1" class="stonith" type="fence_legacy"/>
      <primitive id="pdu" class="stonith" type="fence_legacy"/>
      <primitive id="web" class="ocf" provider="pacemaker" type="Dummy"/>
    </resources>
    <constraints><rsc_location id="far" rsc="fencing-node1" node="node2" score="1"/></constraints>
    <fencing-topology>
      <fencing-level id="fencing" target="node1" index="1" devices="fencing-node1"/>
      <fencing-level id="fencing-1" target-pattern="a b" index="1" devices="pdu"/>
      <fencing-level id="fencing-2" target-pattern="a_b" index="1" devices="pdu"/>
      <fencing-level id="pdu-1" target="node2" index="1" devices="pdu"/>
    </fencing-topology>`);
  const { all, refused } = inventory(fenced);
  expect(refused).toEqual([]);
  const names = all.map(({ kind, args }) => `${kind.type} ${kind.name(args)}`);
  expect(names).toEqual([
    "Primitive fencing-node1",
    "Primitive pdu",
    "Primitive web",
    "Location far",
    "FencingTopology fencing-node1-2",
    "FencingTopology fencing-a_b",
    "FencingTopology fencing-a_b-2",
    "FencingTopology fencing-node2",
  ]);
  for (const { kind, args } of all) expect(kind.write(fenced, args)).toEqual(fenced);
  const { resources } = (await importFile(hideSecrets(settings, all), {
    cib: fenced,
    identity: "key:0",
    settings,
  })) as {
    resources: { id: string; inputs: Record<string, unknown> }[];
  };
  expect(resources.find(({ id }) => id === "fencing-node1-2")?.inputs).toMatchObject({
    cibId: "fencing-node1-2",
    node: "node1",
    levels: { 1: ["fencing-node1"] },
    ids: { 1: "fencing" },
  });
});

test.each([
  [["apache-ha"], "apacheHa"],
  [["rsc_SAPHana_HA1_HDB00"], "rscSAPHanaHA1HDB00"],
  [["DB", "passwd"], "dbPasswd"],
  [["0day"], "_0day"],
  [["..."], "_"],
])("%j is the variable %s", (words, name) => {
  expect(camelCase(...words)).toBe(name);
});

test("two things never have one name", () => {
  const names = new Names();
  const claimed = ["web", "web", "web", "class", "cluster"].map((name) => names.claim(name, "Tag"));
  expect(claimed).toEqual(["web", "webTag", "webTag2", "classTag", "clusterTag"]);
});
