import { z } from "zod";
import { changeElement, changeSection, objectsOf, putObject, type Cib } from "../cib/document";
import { element, type Element } from "../cib/element";
import { readPair, sameMeaning, sameText, writePair, writePairs } from "../cib/pairs";
import { remoteNodes } from "../cib/remote";
import { readTransient, type Transient } from "../cib/transient";
import { PacemakerError } from "../errors";
import {
  asPairs,
  asSpelled,
  common,
  integer,
  named,
  pairName,
  pairs,
  partIds,
  problem,
  readScalars,
  scalar,
  text,
  type Scalar,
} from "./fields";
import type { CibKind, Former } from "./kind";
import { wholeSet } from "./pair-parts";
import { own } from "../own";

/** The daemon that keeps them calculates with such a value instead of storing it (`value++`, `value+=2`). */
const isSum = (value: unknown): boolean => typeof value === "string" && /^.{5}\+[+=]/.test(value);

const transient = z.record(
  pairName,
  scalar
    .refine((value) => value !== "", "must not be empty")
    .refine((value) => !isSum(value), {
      message: "has + and + or = as its sixth and seventh characters, which Pacemaker takes for a sum",
    }),
);

export const nodeSchema = z
  .strictObject({
    name: named(text.min(1), "The node's name in the cluster (`crm_node --list`), also a remote or guest node's."),
    standby: z.boolean().optional().meta({ description: "true: the node runs no resources (crm node standby)." }),
    maintenance: z
      .boolean()
      .optional()
      .meta({ description: "true: the cluster leaves what runs there alone (crm node maintenance)." }),
    attributes: pairs.optional().meta({ description: "Permanent node attributes (crm node attribute)." }),
    utilization: z.record(pairName, integer).optional().meta({
      description: "The node's capacity by name, of which resources take what they declare (crm node utilization).",
      see: "Pacemaker Explained, Utilization and Placement Strategy",
    }),
    transientAttributes: transient.optional().meta({
      description:
        "Node attributes that last until the node leaves the cluster (crm node status-attr). When it is back without them, a refresh shows that and the next up sets them again. Never a secret: Pacemaker takes them as words of a command.",
      noSecret: true,
    }),
    ids: partIds("NodeIds", ["attributes", "utilization"]),
    ...common,
  })
  .superRefine(({ attributes = {} }, context) => {
    for (const name of switches.filter((each) => each in attributes))
      problem(context, "attributes", `${name}: is an argument of its own`);
  })
  .meta({
    example: `new pacemaker.Node(
  "node3",
  { standby: true, attributes: { rack: "b" }, utilization: { memory: 64000 } },
  { provider: cluster },
);`,
    limits: "Neither adds a node to the cluster nor takes one out.",
    crm: "node node3 attributes standby=on rack=b utilization memory=64000",
    see: "Pacemaker Explained, Node Attributes",
  });
export type NodeArgs = z.infer<typeof nodeSchema>;

const switches = ["standby", "maintenance"] as const;

/** Where each kind of values is in a node, and what their names begin with among the former ones. */
const attributesIn = { tag: "instance_attributes", setId: (id: string) => `nodes-${id}`, prefix: "" };
const utilizationIn = { tag: "utilization", setId: (id: string) => `nodes-${id}-utilization`, prefix: "utilization " };
const transientPrefix = "transient ";
/** Among the former values: there was no such node, only a resource that is one. */
const noNode = "no node";

const find = (cib: Cib, name: string): Element | undefined =>
  objectsOf(cib, "nodes").find((each) => each.attributes["uname"] === name);

const idOf = (live: Element, args: NodeArgs): string => live.attributes["id"] ?? args.name;

function readSwitch(live: Element, name: (typeof switches)[number], wanted: boolean): boolean {
  const value = readPair(live, attributesIn.tag, name);
  // standby=off is how crm writes what was never set.
  return value === undefined ? false : sameMeaning(name, value, String(wanted)) ? wanted : !wanted;
}

/** The names of what is the program's, each in its place. */
const ownNames = (args: NodeArgs) => [
  { ...attributesIn, names: [...switches.filter((name) => args[name] !== undefined), ...keys(args.attributes)] },
  { ...utilizationIn, names: keys(args.utilization) },
];
const keys = (record: object = {}): string[] => Object.keys(record);

const onOff = (value: boolean) => (value ? "on" : "off");

function writeNode(live: Element, args: NodeArgs, former?: NodeArgs): Element {
  const attributesId = args.ids?.attributes ?? attributesIn.setId(idOf(live, args));
  const utilizationId = args.ids?.utilization ?? utilizationIn.setId(idOf(live, args));
  const { tag } = attributesIn;
  const withSwitches = switches.reduce((made, name) => {
    const wanted = args[name];
    if (wanted === undefined)
      return former?.[name] === undefined ? made : writePair(made, tag, attributesId, name, undefined);
    const unset = readPair(made, tag, name) === undefined;
    return unset && !wanted ? made : writePair(made, tag, attributesId, name, onOff(wanted));
  }, live);
  const withAttributes = writePairs(
    withSwitches,
    tag,
    attributesId,
    asPairs(args.attributes),
    asPairs(former?.attributes),
    sameText,
  );
  return writePairs(
    withAttributes,
    utilizationIn.tag,
    utilizationId,
    asPairs(args.utilization),
    asPairs(former?.utilization),
    sameText,
  );
}

/** All that is said of it and lasts. */
function wholeNode(live: Element): NodeArgs[] {
  const [attributes, utilization] = [attributesIn, utilizationIn].map(({ tag, setId }) =>
    wholeSet(live, tag, setId(live.attributes["id"] ?? "")),
  );
  const [said, capacity] = [attributes, utilization].map((each) => Object.entries(each?.value ?? {})) as [Said, Said];
  if (said.length + capacity.length === 0) return [];
  const others = said.filter(([name]) => !isSwitch(name));
  const ids = Object.entries({ attributes: attributes?.id, utilization: utilization?.id }).filter(([, id]) => id);
  return [
    {
      name: live.attributes["uname"] ?? "",
      ...Object.fromEntries(
        said.flatMap(([name, value]) => (isSwitch(name) ? [[name, sameMeaning(name, String(value), "true")]] : [])),
      ),
      ...(others.length > 0 && { attributes: Object.fromEntries(others) }),
      ...(capacity.length > 0 && { utilization: Object.fromEntries(capacity) as NodeArgs["utilization"] }),
      ...(ids.length > 0 && { ids: Object.fromEntries(ids) }),
    },
  ];
}

type Said = [string, Scalar][];
const isSwitch = (name: string) => switches.some((each) => each === name);

const replaced = (cib: Cib, live: Element, made: Element): Cib =>
  changeSection(cib, "nodes", (all) => all.map((each) => (each === live ? made : each)));

export const node: CibKind<NodeArgs> = {
  place: "cib",
  type: "Node",
  description: "What the cluster knows of one of its nodes (crm's node). Deleting it restores what was before.",
  schema: nodeSchema,
  former: {
    capture(cib, args, known = {}) {
      const live = find(cib, args.name);
      const values = ownNames(args).flatMap(({ tag, prefix, names }) =>
        names.map((name) => [prefix + name, (live && readPair(live, tag, name)) ?? null] as const),
      );
      const lasting = readTransient(cib, args.name);
      const passing = keys(args.transientAttributes).map(
        (name) => [transientPrefix + name, own(lasting, name) ?? null] as const,
      );
      const now = [...values, ...passing].map(
        ([name, value]) => [name, Object.hasOwn(known, name) ? known[name] : value] as const,
      );
      const isNew = !live || noNode in known;
      return Object.fromEntries([...now, ...(isNew ? [[noNode, null] as const] : [])]) as Former;
    },
    restore(cib, args, former) {
      const live = find(cib, args.name);
      if (!live) return cib;
      const made = Object.entries(former).reduce((each, [key, value]) => {
        if (key === noNode || key.startsWith(transientPrefix)) return each;
        const { tag, setId, prefix } = key.startsWith(utilizationIn.prefix) ? utilizationIn : attributesIn;
        return writePair(each, tag, setId(idOf(live, args)), key.slice(prefix.length), value ?? undefined, sameText);
      }, live);
      if (noNode in former && made.children.length === 0) return changeElement(cib, live, undefined);
      return replaced(cib, live, made);
    },
  },
  transient: {
    wanted: (args, before) => ({
      node: args.name,
      values: {
        ...Object.fromEntries(keys(before?.transientAttributes).map((name) => [name, null])),
        ...asPairs(args.transientAttributes),
      },
    }),
    former: (args, former): Transient => ({
      node: args.name,
      values: Object.fromEntries(
        Object.entries(former).flatMap(([key, value]) =>
          key.startsWith(transientPrefix) ? [[key.slice(transientPrefix.length), value]] : [],
        ),
      ),
    }),
  },
  name: (args) => args.name,
  resources: () => "all",
  decidesStart: ({ name, attributes, ...args }) =>
    [...switches.filter((each) => args[each] === true), ...keys(attributes)].map((each) => `${name}:${each}`),
  read(cib, args) {
    const live = find(cib, args.name);
    if (!live) return undefined;
    const { standby, maintenance, attributes, utilization, transientAttributes } = args;
    return {
      ...args,
      ...(standby !== undefined && { standby: readSwitch(live, "standby", standby) }),
      ...(maintenance !== undefined && { maintenance: readSwitch(live, "maintenance", maintenance) }),
      ...(attributes && { attributes: readScalars(live, attributesIn.tag, attributes, sameText) }),
      ...(utilization && {
        utilization: readScalars(live, utilizationIn.tag, utilization, sameText) as typeof utilization,
      }),
      ...(transientAttributes && {
        transientAttributes: asSpelled(readTransient(cib, args.name), transientAttributes),
      }),
    };
  },
  list: (cib) => objectsOf(cib, "nodes").flatMap(wholeNode),
  write(cib, args, former) {
    const live = find(cib, args.name);
    if (live) return replaced(cib, live, writeNode(live, args, former));
    if (!remoteNodes(cib).has(args.name)) {
      const known = objectsOf(cib, "nodes").map((each) => each.attributes["uname"] ?? "");
      throw new PacemakerError(
        "NOT_FOUND",
        `the cluster has no node ${args.name}; its nodes are ${known.sort().join(", ")}`,
      );
    }
    // Pacemaker would make it when the resource starts.
    const made = element("node", { id: args.name, type: "remote", uname: args.name });
    return putObject(cib, "nodes", undefined, writeNode(made, args, former));
  },
  // A node is never taken out of the cluster from here: `former` gives back what was there before.
  remove: (cib) => cib,
};
