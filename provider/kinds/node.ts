import { z } from "zod";
import { changeSection, objectsOf, type Cib } from "../cib/document";
import type { Element } from "../cib/element";
import { readPair, sameMeaning, sameText, writePair, writePairs } from "../cib/pairs";
import { PacemakerError } from "../errors";
import { asPairs, common, named, pairs, readScalars, text } from "./fields";
import type { CibKind } from "./kind";

export const nodeSchema = z
  .strictObject({
    name: named(text.min(1), "The node's name in the cluster (`crm_node --list`)."),
    standby: z.boolean().optional().meta({ description: "true: the node runs no resources (crm node standby)." }),
    maintenance: z
      .boolean()
      .optional()
      .meta({ description: "true: the cluster leaves what runs there alone (crm node maintenance)." }),
    attributes: pairs.optional().meta({ description: "Permanent node attributes (crm node attribute)." }),
    ...common,
  })
  .meta({
    example: `new pacemaker.Node(
  "node3",
  { standby: true, attributes: { rack: "b" } },
  { provider: cluster },
);`,
    crm: "node node3 attributes standby=on rack=b",
    see: "Pacemaker Explained, Node Attributes",
  });
export type NodeArgs = z.infer<typeof nodeSchema>;

const tag = "instance_attributes";
const switches = ["standby", "maintenance"] as const;

const find = (cib: Cib, name: string): Element | undefined =>
  objectsOf(cib, "nodes").find((each) => each.attributes["uname"] === name);

function readSwitch(live: Element, name: (typeof switches)[number], wanted: boolean): boolean {
  const value = readPair(live, tag, name);
  // standby=off is how crm writes what was never set.
  return value === undefined ? false : sameMeaning(name, value, String(wanted)) ? wanted : !wanted;
}

const pairNames = (args: NodeArgs): string[] => [
  ...switches.filter((name) => args[name] !== undefined),
  ...Object.keys(args.attributes ?? {}),
];

const onOff = (value: boolean) => (value ? "on" : "off");

function writeNode(live: Element, args: NodeArgs, former?: NodeArgs): Element {
  const setId = `nodes-${live.attributes["id"] ?? args.name}`;
  const withSwitches = switches.reduce((made, name) => {
    const wanted = args[name];
    if (wanted === undefined) return former?.[name] === undefined ? made : writePair(made, tag, setId, name, undefined);
    const unset = readPair(made, tag, name) === undefined;
    return unset && !wanted ? made : writePair(made, tag, setId, name, onOff(wanted));
  }, live);
  return writePairs(withSwitches, tag, setId, asPairs(args.attributes), asPairs(former?.attributes), sameText);
}

export const node: CibKind<NodeArgs> = {
  place: "cib",
  type: "Node",
  description: "What the cluster knows of one of its nodes (crm's node). Deleting it restores what was before.",
  schema: nodeSchema,
  former: {
    capture(cib, args) {
      const live = find(cib, args.name);
      return Object.fromEntries(pairNames(args).map((name) => [name, (live && readPair(live, tag, name)) ?? null]));
    },
    restore(cib, args, former) {
      const live = find(cib, args.name);
      if (!live) return cib;
      const setId = `nodes-${live.attributes["id"] ?? args.name}`;
      const made = Object.entries(former).reduce(
        (each, [name, value]) => writePair(each, tag, setId, name, value ?? undefined, sameText),
        live,
      );
      return changeSection(cib, "nodes", (all) => all.map((each) => (each === live ? made : each)));
    },
  },
  name: (args) => args.name,
  resources: () => "all",
  read(cib, args) {
    const live = find(cib, args.name);
    return (
      live && {
        ...args,
        ...(args.standby !== undefined && { standby: readSwitch(live, "standby", args.standby) }),
        ...(args.maintenance !== undefined && { maintenance: readSwitch(live, "maintenance", args.maintenance) }),
        ...(args.attributes && { attributes: readScalars(live, tag, args.attributes, sameText) }),
      }
    );
  },
  write(cib, args, former) {
    const live = find(cib, args.name);
    if (!live) {
      const known = objectsOf(cib, "nodes").map((each) => each.attributes["uname"]);
      throw new PacemakerError("NOT_FOUND", `the cluster has no node ${args.name}; its nodes are ${known.join(", ")}`);
    }
    const made = writeNode(live, args, former);
    return changeSection(cib, "nodes", (all) => all.map((each) => (each === live ? made : each)));
  },
  // A node is never taken out of the cluster from here: `former` gives back what was there before.
  remove: (cib) => cib,
};
