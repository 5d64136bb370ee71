import { emptyCib } from "../../../provider/cib/document";
import { nodeNames, placesOf } from "../../../provider/cluster/places";
import { withObjects } from "../../fixtures/documents";

const cib = (constraints: string, more = "") =>
  withObjects(
    emptyCib,
    `<nodes><node id="1" uname="a"/><node id="2" uname="b"/><node id="3" uname="c"/></nodes>
     <resources>
       <clone id="clone"><group id="group"><primitive id="web" class="ocf" provider="heartbeat" type="Dummy"/></group></clone>
       <primitive id="other" class="ocf" provider="heartbeat" type="Dummy"/>
     </resources>
     <constraints>${constraints}</constraints>
     <tags><tag id="tagged"><obj_ref id="group"/></tag></tags>${more}`,
  );

const ban = (rsc: string, node: string, id = "ban", more = "") =>
  `<rsc_location id="${id}" rsc="${rsc}" node="${node}" score="-INFINITY" ${more}/>`;
const uname = (operation: string, value: string) =>
  `<expression id="e" attribute="#uname" operation="${operation}" value="${value}"/>`;
const rule = (expressions: string, score = "-INFINITY") =>
  `<rsc_location id="ban" rsc="web"><rule id="rule" score="${score}">${expressions}</rule></rsc_location>`;
const asymmetric = `<crm_config><cluster_property_set id="s"><nvpair id="n" name="symmetric-cluster" value="no"/></cluster_property_set></crm_config>`;

test.each<[string, string, string, string, boolean?]>([
  ["everywhere", "", "", "a b c"],
  ["a ban of its own", ban("web", "a"), "", "b c"],
  ["of what it is in", ban("group", "a") + ban("clone", "b", "ban2"), "", "c"],
  ["of a tag", ban("tagged", "a"), "", "b c"],
  ["of another", ban("other", "a"), "", "a b c"],
  ["of a pattern", `<rsc_location id="ban" rsc-pattern="^w" node="a" score="-INFINITY"/>`, "", "b c"],
  [
    "of a set",
    `<rsc_location id="ban" node="a" score="-INFINITY"><resource_set id="s"><resource_ref id="web"/></resource_set></rsc_location>`,
    "",
    "b c",
  ],
  ["of one role only", ban("web", "a", "ban", 'role="Promoted"'), "", "a b c"],
  ["a preference", `<rsc_location id="p" rsc="web" node="a" score="100"/>`, "", "a b c"],
  ["a rule by the node's name", rule(uname("eq", "b")), "", "a c"],
  ["a rule by all other names", rule(uname("ne", "b")), "", "b"],
  ["a rule by an attribute", rule(`<expression id="e" attribute="pingd" operation="not_defined"/>`), "", "a b c", true],
  ["a rule that prefers", rule(`<expression id="e" attribute="pingd" operation="defined"/>`, "100"), "", "a b c"],
  [
    "a place that is exclusive",
    `<rsc_location id="x" rsc="web" node="b" score="0" resource-discovery="exclusive"/>`,
    "",
    "b",
  ],
  [
    "a cluster in which nothing is allowed by itself",
    `<rsc_location id="x" rsc="web" node="b" score="0"/>`,
    asymmetric,
    "b",
  ],
])("where it may run: %s", (_what, constraints, more, nodes, byRule = false) => {
  const places = placesOf(cib(constraints, more), "web");
  expect(places.nodes.join(" ")).toBe(nodes);
  expect(places.byRule).toBe(byRule);
});

test("what keeps it from a node has a name", () => {
  expect([...placesOf(cib(ban("web", "a", "first") + ban("group", "b", "second")), "web").banned]).toEqual([
    ["a", "first"],
    ["b", "second"],
  ]);
  expect([...placesOf(cib("", asymmetric), "web").banned.values()]).toContain("symmetric-cluster=false");
});

test("nodes are named in one order, whichever joined first", () => {
  const joined = withObjects(
    emptyCib,
    '<nodes><node id="3" uname="c"/><node id="1" uname="a"/><node id="2" uname="b"/></nodes>',
  );
  expect(nodeNames(joined)).toEqual(["a", "b", "c"]);
});

test("remote and guest nodes are nodes", () => {
  const joined = withObjects(
    emptyCib,
    `<resources>
       <primitive id="far" class="ocf" provider="pacemaker" type="remote"/>
       <primitive id="vm" class="ocf" provider="heartbeat" type="VirtualDomain">
         <meta_attributes id="m"><nvpair id="n" name="remote-node" value="guest"/></meta_attributes>
       </primitive>
     </resources>`,
  );
  expect(nodeNames(joined)).toEqual(["far", "guest"]);
});
