import * as pacemaker from "../../../sdk";
import type { Life } from "./lives";

type Options = ConstructorParameters<typeof pacemaker.Group>[2];

/** A life's arguments are right for its own class: the tests see to that. */
const made =
  (Kind: new (name: string, args: never, on: Options) => pacemaker.ClusterResource, base: object) =>
  (args: object, name: string, on: Options) =>
    new Kind(name, { ...base, ...args } as never, on);

const modify = (section: string, xml: string) => `cibadmin --modify --scope ${section} --xml-text '${xml}'`;

/** What is made of other objects, or said of them. */
export const objectLives: readonly Life[] = [
  {
    type: "Group",
    id: "row",
    otherId: "line",
    declare: made(pacemaker.Group, { members: ["three", "four"] }),
    first: { args: { meta: { priority: 1 } }, shown: "group row three four meta priority=1" },
    same: { meta: { priority: "1" } },
    second: { args: { meta: { "is-managed": true } }, shown: "group row three four meta is-managed=true" },
    drift: { by: "crm_resource -r row --meta -p is-managed -v false", fields: "~meta" },
    fewer: {
      args: { members: ["four"] },
      beside: "crm_resource -r row --meta -p priority -v 7",
      shown: "group row four meta priority=7",
    },
    deleted: "crm -w -F resource stop row && crm -F configure delete row",
  },
  {
    type: "Clone",
    id: "spread",
    otherId: "wide",
    declare: made(pacemaker.Clone, { resource: "five" }),
    first: { args: { meta: { "clone-max": 2 } }, shown: "clone spread five meta clone-max=2" },
    same: { meta: { "clone-max": "2" } },
    second: {
      args: { meta: { "clone-max": 3, interleave: true } },
      shown: "clone spread five meta clone-max=3 interleave=true",
    },
    drift: { by: "crm_resource -r spread --meta -p clone-max -v 1", fields: "~meta" },
    fewer: {
      args: {},
      beside: "crm_resource -r spread --meta -p notify -v true",
      shown: "clone spread five meta notify=true",
    },
    deleted: "crm -w -F resource stop spread && crm -F configure delete spread",
  },
  {
    type: "Location",
    id: "at-home",
    otherId: "at-work",
    declare: made(pacemaker.Location, { resource: "one" }),
    first: { args: { node: "node1", score: 50 }, shown: "location at-home one 50: node1" },
    same: { node: "node1", score: "50" },
    second: {
      args: { rules: [{ score: 10, all: [{ attribute: "nosuch", operation: "eq", value: "x" }] }] },
      shown: "location at-home one rule 10: nosuch eq x",
    },
    drift: { by: modify("constraints", '<rule id="at-home-rule" score="20"/>'), fields: "~rules" },
    deleted: "crm configure delete at-home",
  },
  {
    type: "Ticket",
    id: "permit",
    otherId: "pass",
    declare: made(pacemaker.Ticket, { resource: "six" }),
    first: {
      args: { ticket: "ticketA", lossPolicy: "stop" },
      shown: "rsc_ticket permit ticketA: six loss-policy=stop",
    },
    second: {
      args: { ticket: "ticketB", lossPolicy: "freeze" },
      shown: "rsc_ticket permit ticketB: six loss-policy=freeze",
    },
    drift: { by: modify("constraints", '<rsc_ticket id="permit" loss-policy="demote"/>'), fields: "~lossPolicy" },
    deleted: "crm configure delete permit",
  },
  {
    type: "Tag",
    id: "things",
    otherId: "stuff",
    declare: made(pacemaker.Tag, {}),
    first: { args: { references: ["one", "two"] }, shown: "tag things one two" },
    second: { args: { references: ["two", "three"] }, shown: "tag things two three" },
    drift: {
      by: `cibadmin --delete --xpath "//obj_ref[@id='three']"`,
      fields: "~references",
    },
    deleted: "crm configure delete things",
  },
  {
    type: "ResourceTemplate",
    id: "model",
    otherId: "pattern",
    declare: made(pacemaker.ResourceTemplate, { agent: "ocf:pacemaker:Dummy" }),
    first: { args: { params: { fake: "a" } }, shown: "rsc_template model ocf:pacemaker:Dummy params fake=a" },
    second: {
      args: { agent: "ocf:pacemaker:Stateful", meta: { "failure-timeout": 3 } },
      shown: "rsc_template model ocf:pacemaker:Stateful meta failure-timeout=3",
    },
    drift: {
      by: modify("resources", '<nvpair id="model-meta_attributes-failure-timeout" value="4"/>'),
      fields: "~meta",
    },
    deleted: "crm configure delete model",
  },
  {
    type: "ClusterProperties",
    id: "own-properties",
    declare: made(pacemaker.ClusterProperties, {}),
    first: {
      args: { values: { "election-timeout": "3min" } },
      shown: "property own-properties: election-timeout=3min",
    },
    same: { values: { "election-timeout": 180 } },
    second: {
      args: { values: { "election-timeout": "4min", "batch-limit": 20 } },
      shown: "property own-properties: election-timeout=4min batch-limit=20",
    },
    drift: { by: modify("crm_config", '<nvpair id="own-properties-batch-limit" value="21"/>'), fields: "~values" },
    fewer: {
      args: { values: { "batch-limit": 20 } },
      beside: modify(
        "crm_config",
        '<cluster_property_set id="own-properties"><nvpair id="theirs" name="migration-limit" value="5"/></cluster_property_set>',
      ),
      shown: "property own-properties: batch-limit=20 migration-limit=5",
    },
    deleted: `cibadmin --delete --xpath "//cluster_property_set[@id='own-properties']"`,
  },
  {
    type: "ResourceDefaults",
    id: "own-defaults",
    otherId: "other-defaults",
    declare: made(pacemaker.ResourceDefaults, {}),
    first: { args: { values: { "multiple-active": "block" } }, shown: "multiple-active=block" },
    second: { args: { values: { "multiple-active": "stop_only" } }, shown: "multiple-active=stop_only" },
    drift: {
      by: modify("rsc_defaults", '<nvpair id="own-defaults-multiple-active" value="stop_start"/>'),
      fields: "~values",
    },
    deleted: `cibadmin --delete --xpath "//meta_attributes[@id='own-defaults']"`,
  },
  {
    type: "OperationDefaults",
    id: "own-op-defaults",
    otherId: "other-op-defaults",
    declare: made(pacemaker.OperationDefaults, {}),
    first: { args: { values: { "on-fail": "restart" } }, shown: "op_defaults own-op-defaults: on-fail=restart" },
    second: { args: { values: { "on-fail": "block" } }, shown: "op_defaults own-op-defaults: on-fail=block" },
    drift: { by: modify("op_defaults", '<nvpair id="own-op-defaults-on-fail" value="stop"/>'), fields: "~values" },
    deleted: `cibadmin --delete --xpath "//meta_attributes[@id='own-op-defaults']"`,
  },
  {
    type: "Bundle",
    id: "box",
    otherId: "crate",
    declare: made(pacemaker.Bundle, {}),
    first: {
      args: { docker: { image: "x" }, meta: { "target-role": "Stopped" } },
      shown: "bundle box docker image=x meta target-role=Stopped",
    },
    second: {
      args: { docker: { image: "y", replicas: 2 }, meta: { "target-role": "Stopped" } },
      shown: "bundle box docker image=y replicas=2 meta target-role=Stopped",
    },
    drift: {
      by: `cibadmin --modify --xpath "//bundle[@id='box']/docker" --xml-text '<docker replicas="3"/>'`,
      fields: "~docker",
    },
    fewer: {
      args: { docker: { image: "y" }, meta: { "target-role": "Stopped" } },
      beside: "crm_resource -r box --meta -p priority -v 7",
      shown: "bundle box docker image=y meta target-role=Stopped priority=7",
    },
    deleted: "crm configure delete box",
  },
  {
    type: "FencingTopology",
    id: "armour",
    declare: made(pacemaker.FencingTopology, { node: "nowhere" }),
    first: { args: { levels: { 1: ["shield"] } }, shown: "fencing_topology nowhere: shield" },
    second: {
      args: { levels: { 1: ["shield", "sword"], 2: ["sword"] } },
      shown: "fencing_topology nowhere: shield,sword sword",
    },
    drift: {
      by: modify("fencing-topology", '<fencing-level id="armour-2" devices="shield"/>'),
      fields: "~levels",
    },
    deleted: `cibadmin --delete-all --force --xpath "//fencing-level[@target='nowhere']"`,
  },
  {
    type: "AclTarget",
    id: "alice",
    otherId: "bob",
    declare: made(pacemaker.AclTarget, {}),
    first: { args: { roles: ["reader"] }, shown: "acl_target alice reader" },
    second: { args: { roles: ["writer"] }, shown: "acl_target alice writer" },
    drift: { by: `cibadmin --delete --xpath "//acl_target[@id='alice']/role[@id='writer']"`, fields: "~roles" },
    deleted: "crm configure delete alice",
  },
  {
    type: "AclGroup",
    id: "staff",
    otherId: "crew",
    declare: made(pacemaker.AclGroup, {}),
    first: { args: { roles: ["reader"] }, shown: "acl_group staff reader" },
    second: { args: { roles: ["writer"] }, shown: "acl_group staff writer" },
    drift: { by: `cibadmin --delete --xpath "//acl_group[@id='staff']/role[@id='writer']"`, fields: "~roles" },
    deleted: `cibadmin --delete --xpath "//acl_group[@id='staff']"`,
  },
  {
    type: "AclRole",
    id: "watcher",
    otherId: "looker",
    declare: made(pacemaker.AclRole, {}),
    first: { args: { permissions: [{ kind: "read", xpath: "//nodes" }] }, shown: 'role watcher read xpath:"//nodes"' },
    second: {
      args: {
        permissions: [
          { kind: "write", xpath: "//nodes" },
          { kind: "deny", xpath: "//acls" },
        ],
      },
      shown: 'role watcher write xpath:"//nodes" deny xpath:"//acls"',
    },
    drift: { by: modify("acls", '<acl_permission id="watcher-1" kind="read"/>'), fields: "~permissions" },
    deleted: "crm configure delete watcher",
  },
  {
    type: "Alert",
    id: "bell",
    otherId: "chime",
    declare: made(pacemaker.Alert, { path: "/bin/true" }),
    first: {
      args: { meta: { timeout: "10s" } },
      shown: 'alert bell "/bin/true" meta timeout=10s',
    },
    second: {
      args: { path: "/bin/false", params: { volume: "loud" } },
      shown: 'alert bell "/bin/false" attributes volume=loud',
    },
    drift: { by: modify("alerts", '<alert id="bell" path="/bin/echo"/>'), fields: "~path" },
    deleted: "crm configure delete bell",
  },
];
