import { z } from "zod";
import { changeSection, objectsOf, type Cib } from "../cib/document";
import { element, freeId, idOf, walk, withAttributes, type Element } from "../cib/element";
import {
  cibId,
  common,
  evenIfWrong,
  exactlyOne,
  id,
  nodeName,
  pairName,
  pattern,
  references,
  unquoted,
} from "./fields";
import type { CibKind } from "./kind";

const level = z.string().regex(/^[1-9]$/, "must be a level from 1 to 9");
const levels = z.record(level, references("The devices that must all succeed."));

export const fencingTopologySchema = z
  .strictObject({
    cibId,
    node: nodeName.optional().meta({ description: "The node that is fenced (target)." }),
    pattern: pattern
      .optional()
      .meta({ description: "Instead of `node`: all nodes whose names fit this regular expression (target-pattern)." }),
    attribute: z
      .strictObject({
        name: pairName.meta({ description: "A permanent node attribute (target-attribute)." }),
        value: unquoted.min(1).meta({ description: "Its value (target-value)." }),
      })
      .optional()
      .meta({ description: "Instead of `node`: all nodes with this attribute.", name: "FencingTarget" }),
    levels: levels.meta({
      description: "By level, 1 to 9: the devices that must all succeed; the next level is tried when one does not.",
    }),
    ids: z
      .record(level, id)
      .optional()
      .meta({ description: "The levels' ids in the CIB, by level, when they are made. Default: made from its own." }),
    ...common,
  })
  .superRefine(exactlyOne(["node", "pattern", "attribute"], "a node, a pattern or an attribute"), evenIfWrong)
  .meta({
    example: `const config = new pulumi.Config();
const ipmi = new pacemaker.Primitive(
  "ipmi-node1",
  {
    agent: "stonith:fence_ipmilan",
    params: {
      ip: "10.0.3.1",
      username: "fencer",
      password: config.requireSecret("ipmiPassword"),
      pcmk_host_list: "node1",
    },
    operations: { monitor: { interval: "60s" } },
  },
  { provider: cluster },
);
const outlet = new pacemaker.Primitive(
  "outlet-node1",
  {
    agent: "stonith:fence_apc",
    params: {
      ip: "10.0.3.9",
      plug: 1,
      username: "fencer",
      password: config.requireSecret("pduPassword"),
      pcmk_host_list: "node1",
    },
    operations: { monitor: { interval: "60s" } },
  },
  { provider: cluster },
);
new pacemaker.FencingTopology(
  "fence-node1",
  { node: "node1", levels: { 1: [ipmi], 2: [outlet] } },
  { provider: cluster },
);`,
    limits: "The devices of a level are one value. Levels that the program does not name stay as they are.",
    crm: "fencing_topology node1: ipmi-node1 outlet-node1",
    see: "Pacemaker Explained, Fencing Topologies",
  });
export type FencingTopologyArgs = z.infer<typeof fencingTopologySchema>;

const target = ({ node, pattern, attribute }: Target): Record<string, string | undefined> => ({
  target: node,
  "target-pattern": pattern,
  "target-attribute": attribute?.name,
  "target-value": attribute?.value,
});

type Target = Pick<FencingTopologyArgs, "node" | "pattern" | "attribute">;

const targetOf = ({ attributes }: Element): Target => ({
  ...(attributes["target"] !== undefined && { node: attributes["target"] }),
  ...(attributes["target-pattern"] !== undefined && { pattern: attributes["target-pattern"] }),
  ...(attributes["target-attribute"] !== undefined && {
    attribute: { name: attributes["target-attribute"], value: attributes["target-value"] ?? "" },
  }),
});

/** All levels of one target. What they have in common says what they are called, where it says it of each. */
function wholeTarget(all: readonly Element[], taken: ReadonlySet<string>): FencingTopologyArgs {
  const [first = element("fencing-level")] = all;
  const { node, pattern, attribute } = targetOf(first);
  const common = idOf(first).replace(/-\d$/, "");
  // crm counts all levels of the cluster, in which case it says nothing.
  const isUsual =
    common !== "fencing" &&
    !taken.has(common) &&
    all.every((each) => idOf(each) === idOfLevel({ cibId: common }, indexOf(each)));
  // The CIB knows levels only: what they are together is called may be the name of a device.
  const about = node ?? pattern ?? `${attribute?.name ?? ""}-${attribute?.value ?? ""}`;
  return {
    cibId: isUsual ? common : freeId(`fencing-${about.replace(/[^\w.-]/g, "_")}`, (id) => taken.has(id)),
    ...targetOf(first),
    levels: Object.fromEntries(all.map((each) => [indexOf(each), devicesOf(each)])),
    ...(!isUsual && { ids: Object.fromEntries(all.map((each) => [indexOf(each), idOf(each)])) }),
  };
}

const isFor = ({ attributes }: Element, args: FencingTopologyArgs): boolean =>
  Object.entries(target(args)).every(([name, value]) => attributes[name] === value);

const idOfLevel = ({ cibId, ids }: Pick<FencingTopologyArgs, "cibId" | "ids">, index: string): string =>
  ids?.[index] ?? `${cibId}-${index}`;

const indexOf = ({ attributes }: Element) => attributes["index"] ?? "";
const devicesOf = ({ attributes }: Element) => (attributes["devices"] ?? "").split(",").filter((each) => each !== "");

const liveLevels = (cib: Cib, args: FencingTopologyArgs): Element[] =>
  objectsOf(cib, "fencing-topology").filter((each) => isFor(each, args));

/** The program owns the levels that it names, of the target that it names. */
export const fencingTopology: CibKind<FencingTopologyArgs> = {
  place: "cib",
  type: "FencingTopology",
  description: "Which devices fence a node, and in which order they are tried (crm's fencing_topology).",
  schema: fencingTopologySchema,
  name: (args) => args.cibId,
  resources: () => [],
  read(cib, args) {
    const live = liveLevels(cib, args).filter((each) => indexOf(each) in args.levels);
    if (live.length === 0) return undefined;
    return { ...args, levels: Object.fromEntries(live.map((each) => [indexOf(each), devicesOf(each)])) };
  },
  list(cib) {
    const all = objectsOf(cib, "fencing-topology");
    const targets = [...new Set(all.map((each) => JSON.stringify(target(targetOf(each)))))];
    const taken = new Set([...walk(cib)].map(idOf));
    return targets.map((text) => {
      const levels = all.filter((each) => JSON.stringify(target(targetOf(each))) === text);
      const made = wholeTarget(levels, taken);
      taken.add(made.cibId);
      return made;
    });
  },
  write(cib, args, former) {
    const cleared = former
      ? withoutLevels(cib, former, (index) => !(index in args.levels) || !sameTarget(args, former))
      : cib;
    return Object.entries(args.levels).reduce((made, [index, devices]) => {
      const live = liveLevels(made, args).find((each) => indexOf(each) === index);
      const wanted = devices.join(",");
      if (live && live.attributes["devices"] === wanted) return made;
      return changeSection(made, "fencing-topology", (all) =>
        live
          ? all.map((each) => (each === live ? withAttributes(each, { devices: wanted }) : each))
          : [...all, element("fencing-level", { id: idOfLevel(args, index), ...target(args), index, devices: wanted })],
      );
    }, cleared);
  },
  remove: (cib, args) => withoutLevels(cib, args, () => true),
};

const sameTarget = (a: FencingTopologyArgs, b: FencingTopologyArgs) =>
  JSON.stringify(target(a)) === JSON.stringify(target(b));

const withoutLevels = (cib: Cib, args: FencingTopologyArgs, goes: (index: string) => boolean): Cib =>
  changeSection(cib, "fencing-topology", (all) =>
    all.filter((each) => !(isFor(each, args) && indexOf(each) in args.levels && goes(indexOf(each)))),
  );
