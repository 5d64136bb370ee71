import { z } from "zod";
import { changeElement, findId, type Section } from "../cib/document";
import { sameMeaning } from "../cib/pairs";
import { decisiveProperties } from "../cib/terms";
import { setParts } from "./attribute-sets";
import { cibObject } from "./cib-object";
import { common, id, named, pairs, score } from "./fields";
import type { CibKind } from "./kind";
import { parts } from "./parts";
import { operationRule, resourceRule, rule as anyRule } from "./rules";

const schema = (usual: string, what: string, rule: typeof anyRule, source: Readonly<Record<string, string>>) =>
  z
    .strictObject({
      cibId: named(id, `The set's id; the usual one is ${usual}.`),
      values: pairs.meta({ description: `${what} by name.` }),
      rule: rule.optional().meta({ description: "Where or when they hold. Default: always." }),
      score: score
        .optional()
        .meta({ description: "Of sets that name the same, the one with the highest score holds. Default: 0." }),
      ...common,
    })
    .meta(source);
type ValueSetArgs = z.infer<ReturnType<typeof schema>>;

interface ValueSetKind {
  type: string;
  description: string;
  schema: ReturnType<typeof schema>;
  section: Section;
  tag: string;
  decidesStart?(args: ValueSetArgs): readonly string[];
}

/** A kind that is a set of values of a section; the set may hold values of others as well. */
function valueSet(kind: ValueSetKind): CibKind<ValueSetArgs> {
  const own = parts<ValueSetArgs>(setParts(sameMeaning));
  const object = cibObject<ValueSetArgs>({ ...kind, ...own, resources: () => "all" });
  return {
    ...object,
    read(cib, args) {
      const found = object.read(cib, args);
      return found && Object.keys(found.values).length > 0 ? found : undefined;
    },
    list: (cib) => object.list(cib).filter(({ values }) => Object.keys(values).length > 0),
    remove(cib, args) {
      const live = findId(cib, args.cibId);
      if (!live) return cib;
      const left = own.write(live, { cibId: args.cibId } as ValueSetArgs, args);
      return changeElement(cib, live, left.children.length > 0 ? left : undefined);
    },
  };
}

export const clusterProperties = valueSet({
  type: "ClusterProperties",
  description:
    "Several cluster-wide options in one set (crm's property). What one program says of an option it says once, here or in a ClusterProperty.",
  schema: schema("cib-bootstrap-options", "The properties", anyRule, {
    example: `new pacemaker.ClusterProperties(
  "cib-bootstrap-options",
  { values: { "stonith-enabled": false, "cluster-recheck-interval": "5min" } },
  { provider: cluster },
);`,
    limits: "The cluster's own values (dc-version, cluster-infrastructure, …) are never taken out.",
    crm: "property cib-bootstrap-options: stonith-enabled=false cluster-recheck-interval=5min",
    see: "Pacemaker Explained, Cluster Options",
  }),
  section: "crm_config",
  tag: "cluster_property_set",
  decidesStart: ({ values }) => decisiveProperties.filter((name) => name in ((values as object | undefined) ?? {})),
});

export const resourceDefaults = valueSet({
  type: "ResourceDefaults",
  description:
    "Defaults of several meta attributes for all resources, or for those that a rule names (crm's rsc_defaults).",
  schema: schema("rsc-options", "The meta attributes", resourceRule, {
    example: `new pacemaker.ResourceDefaults(
  "sticky-databases",
  {
    values: { "resource-stickiness": 1000, "migration-threshold": 3 },
    rule: { all: [{ resource: { type: "pgsql" } }] },
  },
  { provider: cluster },
);`,
    limits: "crm has no words for rules by agent: such a set goes in as an element, checked by crm_verify.",
    see: "Pacemaker Explained, Setting Global Defaults for Resource Meta-Attributes",
  }),
  section: "rsc_defaults",
  tag: "meta_attributes",
});

export const operationDefaults = valueSet({
  type: "OperationDefaults",
  description: "Defaults of several attributes for all operations, or for those that a rule names (crm's op_defaults).",
  schema: schema("op-options", "The attributes", operationRule, {
    example: `new pacemaker.OperationDefaults(
  "slow-monitors",
  {
    values: { timeout: "60s" },
    rule: { all: [{ operationName: "monitor" }] },
  },
  { provider: cluster },
);`,
    limits: "crm has no words for rules by operation: such a set goes in as an element, checked by crm_verify.",
    see: "Pacemaker Explained, Setting Global Defaults for Operations",
  }),
  section: "op_defaults",
  tag: "meta_attributes",
});
