import { z } from "zod";
import { changeSection, objectsOf, type Cib, type Section } from "../cib/document";
import { element, idOf, type Element } from "../cib/element";
import { sameValue, scalarOf } from "../cib/meaning";
import { findPair, pairsOf, readPair, writePair } from "../cib/pairs";
import { decisiveProperties } from "../cib/terms";
import { common, named, pairName, scalar } from "./fields";
import type { CibKind, Schema } from "./kind";

const schema = (nameDescription: string, valueDescription: string, source: Readonly<Record<string, string>>) =>
  z
    .strictObject({
      name: named(pairName, nameDescription),
      value: scalar.meta({ description: valueDescription }),
      ...common,
    })
    .meta(source);
type ValueArgs = z.infer<ReturnType<typeof schema>>;

interface ValueKind {
  type: string;
  description: string;
  schema: Schema<ValueArgs>;
  section: Section;
  tag: string;
  /** The set that a new value goes into where the section has none: the id that crm uses. */
  setId: string;
  decidesStart?(args: ValueArgs): readonly string[];
}

/** A kind that is a single value of a section: a cluster property, a default. */
function singleValue({ section, tag, setId, ...kind }: ValueKind): CibKind<ValueArgs> {
  // The section itself is the parent of its sets, as a primitive is of its own.
  const parent = (cib: Cib) => element(section, {}, objectsOf(cib, section));
  const set = (cib: Cib, name: string, value: string | undefined) =>
    changeSection(cib, section, (sets) => {
      const written = (among: readonly Element[]) =>
        writePair(element(section, {}, among), tag, setId, name, value).children;
      if (findPair(parent(cib), tag, name)) return [...written(sets)];
      // A new value goes into the usual set: any other one is somebody's own.
      return sets.some((each) => idOf(each) === setId)
        ? sets.flatMap((each) => (idOf(each) === setId ? written([each]) : [each]))
        : [...sets, ...written([])];
    });
  return {
    place: "cib",
    ...kind,
    name: (args) => args.name,
    resources: () => "all",
    read(cib, args) {
      const live = readPair(parent(cib), tag, args.name);
      return live === undefined
        ? undefined
        : { ...args, value: sameValue(args.name, live, String(args.value)) ? args.value : live };
    },
    list(cib) {
      const names = new Set(objectsOf(cib, section).flatMap((each) => Object.keys(pairsOf(each))));
      return [...names].flatMap((name) => {
        const value = readPair(parent(cib), tag, name);
        return value === undefined ? [] : [{ name, value: scalarOf(value) }];
      });
    },
    write: (cib, args) => set(cib, args.name, String(args.value)),
    remove: (cib, args) => set(cib, args.name, undefined),
  };
}

export const clusterProperty = singleValue({
  type: "ClusterProperty",
  description: "One cluster-wide option (crm's property).",
  schema: schema("The property's name, such as stonith-enabled.", "Its value.", {
    example: `new pacemaker.ClusterProperty("stonith-enabled", { value: false }, { provider: cluster });`,
    limits:
      "Which set it stands in is not said here: where none has it, it goes into cib-bootstrap-options. Options under a rule need ClusterProperties.",
    crm: "property cib-bootstrap-options: stonith-enabled=false",
    see: "Pacemaker Explained, Cluster Options",
  }),
  section: "crm_config",
  tag: "cluster_property_set",
  setId: "cib-bootstrap-options",
  decidesStart: ({ name }) => decisiveProperties.filter((each) => each === name),
});

export const resourceDefault = singleValue({
  type: "ResourceDefault",
  description: "The default of one meta attribute for all resources (crm's rsc_defaults).",
  schema: schema("The meta attribute's name, such as resource-stickiness.", "Its default.", {
    example: `new pacemaker.ResourceDefault("resource-stickiness", { value: 100 }, { provider: cluster });`,
    limits:
      "Which set it stands in is not said here: where none has it, it goes into rsc-options. Defaults under a rule need ResourceDefaults.",
    crm: "rsc_defaults rsc-options: resource-stickiness=100",
    see: "Pacemaker Explained, Setting Global Defaults for Resource Meta-Attributes",
  }),
  section: "rsc_defaults",
  tag: "meta_attributes",
  setId: "rsc-options",
});

export const operationDefault = singleValue({
  type: "OperationDefault",
  description: "The default of one attribute for all operations (crm's op_defaults).",
  schema: schema("The operation attribute's name, such as timeout.", "Its default.", {
    example: `new pacemaker.OperationDefault("timeout", { value: "30s" }, { provider: cluster });`,
    limits:
      "Which set it stands in is not said here: where none has it, it goes into op-options. Defaults under a rule need OperationDefaults.",
    crm: "op_defaults op-options: timeout=30s",
    see: "Pacemaker Explained, Setting Global Defaults for Operations",
  }),
  section: "op_defaults",
  tag: "meta_attributes",
  setId: "op-options",
});
