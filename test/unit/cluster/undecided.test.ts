import { withObjects } from "../../fixtures/documents";
import { emptyCib, type Cib } from "../../../provider/cib/document";
import { parseXml } from "../../../provider/cib/element";
import { sayAttributes, undecided } from "../../../provider/cluster/undecided";
import type { ClusterStatus, ResourceStatus } from "../../../provider/crm/status";

const primitive = (id: string) => `<primitive id="${id}" class="ocf" provider="pacemaker" type="Dummy"/>`;

/** An address that goes where pingd is, a web server that goes with the address, and something else. */
const connected = `
  <resources>${["ip", "web", "other"].map(primitive).join("")}</resources>
  <constraints>
    <rsc_location id="ip-connected" rsc="ip">
      <rule id="ip-connected-rule" score="-INFINITY" boolean-op="or">
        <expression id="e1" attribute="pingd" operation="not_defined"/>
        <expression id="e2" attribute="#uname" operation="eq" value="node9"/>
        <expression id="e3" attribute="rack" operation="eq" value="b"/>
      </rule>
    </rsc_location>
    <rsc_colocation id="web-with-ip" rsc="web" with-rsc="ip" score="INFINITY"/>
  </constraints>
  <nodes><node id="1" uname="node1"><instance_attributes id="n1"><nvpair id="n1-rack" name="rack" value="a"/></instance_attributes></node></nodes>`;

/** Storage of which one copy is promoted, and a group that goes with that one. */
const promoted = `
  <resources>
    <clone id="copies">${primitive("storage")}</clone>
    <group id="services">${primitive("fs")}${primitive("ip")}</group>
  </resources>
  <constraints>
    <rsc_colocation id="with-copies" rsc="services" with-rsc="copies" with-rsc-role="Master" score="INFINITY"/>
    <rsc_order id="after-copies" first="copies" first-action="promote" then="services" then-action="start"/>
  </constraints>`;

/** The cluster's own part of the document: what agents wrote by node, what failed. */
function cibOf(objects: string, attributes: Record<string, Record<string, string>> = {}, failed?: string): Cib {
  const states = Object.entries(attributes).map(([node, pairs]) => {
    const written = Object.entries(pairs).map(
      ([name, value]) => `<nvpair id="${node}-${name}" name="${name}" value="${value}"/>`,
    );
    return `<node_state id="${node}" uname="${node}"><transient_attributes id="${node}"><instance_attributes id="status-${node}">${written.join("")}</instance_attributes></transient_attributes></node_state>`;
  });
  const failure = `<node_state id="f" uname="f"><lrm id="f"><lrm_resources><lrm_resource id="${failed ?? ""}"><lrm_rsc_op id="${failed ?? ""}_last_failure_0" operation="start" rc-code="1"/></lrm_resource></lrm_resources></lrm></node_state>`;
  const status = parseXml(`<status>${states.join("")}${failed === undefined ? "" : failure}</status>`);
  const cib = withObjects(emptyCib, objects);
  return { ...cib, children: cib.children.map((each) => (each.name === "status" ? status : each)) };
}

const node = (name: string, rest: object = {}) => ({ name, online: true, standby: false, maintenance: false, ...rest });
const runs = (id: string, role: string): ResourceStatus => ({
  id,
  role,
  active: role !== "Stopped",
  managed: true,
  blocked: false,
  pending: undefined,
  nodes: [],
});
const statusOf = (status: Partial<ClusterStatus> = {}): ClusterStatus => ({
  nodes: [node("node1"), node("node2")],
  resources: [],
  actions: [],
  ...status,
});

test.each(["ip", "web"])("%s waits for the node attribute on each node that can run it", (id) => {
  const written = { node1: { pingd: "1000" } };
  expect(undecided(cibOf(connected, written), statusOf(), id)).toEqual([
    "the node attribute pingd (ip-connected) on node2",
  ]);
});

test("an attribute that every node has decides, whatever it says; so nobody waits for it", () => {
  const cib = cibOf(connected, { node1: { pingd: "0" }, node2: { pingd: "0" } });
  expect(undecided(cib, statusOf(), "ip")).toEqual([]);
  expect(sayAttributes(cib, "web")).toEqual(["ip-connected asks for pingd, which is 0 on node1, 0 on node2"]);
});

test("nodes that are away or on standby need no attribute", () => {
  const nodes = [node("node1"), node("node2", { standby: true }), node("node3", { online: false })];
  expect(undecided(cibOf(connected, { node1: { pingd: "1" } }), statusOf({ nodes }), "ip")).toEqual([]);
});

test("what no rule is about waits for nothing", () => {
  expect(undecided(cibOf(connected), statusOf(), "other")).toEqual([]);
  expect(sayAttributes(cibOf(connected), "other")).toEqual([]);
});

test("a location by pattern is about all that fit", () => {
  const pattern = connected.replace('rsc="ip">', 'rsc-pattern="^oth">');
  expect(undecided(cibOf(pattern), statusOf(), "other")).toEqual([
    "the node attribute pingd (ip-connected) on node1, node2",
  ]);
});

test.each([
  ["one that runs", { resources: [runs("storage", "Unpromoted")] }, ["the promotion of copies"]],
  [
    "one that is about to start",
    { actions: [{ action: "start", resource: "storage", node: "node1", reason: undefined }] },
    ["the promotion of copies"],
  ],
  ["one that is promoted", { resources: [runs("storage", "Unpromoted"), runs("storage", "Promoted")] }, []],
  ["one that was promoted by Pacemaker 2.0", { resources: [runs("storage", "Master")] }, []],
  ["none that runs", { resources: [runs("storage", "Stopped")] }, []],
])("the promotion of %s", (_, status, expected) => {
  expect(undecided(cibOf(promoted), statusOf(status), "fs")).toEqual(expected);
});

test("the copies themselves do not wait for their promotion", () => {
  expect(undecided(cibOf(promoted), statusOf({ resources: [runs("storage", "Unpromoted")] }), "storage")).toEqual([]);
});

test("where one that it depends on has failed and runs nowhere, nothing more is waited for", () => {
  const failed = cibOf(promoted, {}, "storage");
  const about = { actions: [{ action: "start", resource: "storage", node: "node1", reason: undefined }] };
  expect(undecided(failed, statusOf(about), "fs")).toEqual([]);
  expect(undecided(failed, statusOf({ resources: [runs("storage", "Unpromoted")] }), "fs")).toHaveLength(1);
  expect(undecided(cibOf(connected, {}, "ip"), statusOf(), "web")).toEqual([]);
});
