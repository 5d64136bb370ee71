import { z } from "zod";
import { configured } from "../cib/configured";
import { objectsOf, type Cib } from "../cib/document";
import { idOf, type Element } from "../cib/element";
import { remoteNodes } from "../cib/remote";
import { issuesOf } from "../problems";
import { kinds } from "./index";
import type { CibKind, CommonArgs } from "./kind";
import { referencesIn } from "./references";

/** One object of a configuration as a program declares it. */
export interface Declared {
  kind: CibKind;
  /** What it is about. */
  chapter: string;
  args: CommonArgs;
  /** The resource that it needs although it does not name it. */
  after?: string;
}

export interface Inventory {
  /** In an order that reads well, each after what it refers to. */
  all: Declared[];
  /** What a program cannot say, and why. */
  refused: string[];
}

/** Nodes that are resources: what is said of them comes after those. */
const remote = "Remote nodes";

/** Of several kinds that can say the same the first one does. A set stands for each of its values. */
const chapters: Readonly<Record<string, readonly object[]>> = {
  "Cluster properties": [kinds.clusterProperties],
  Defaults: [kinds.resourceDefaults, kinds.operationDefaults],
  Nodes: [kinds.node],
  Resources: [kinds.resourceTemplate, kinds.failoverIp, kinds.primitive, kinds.bundle, kinds.group, kinds.clone],
  [remote]: [kinds.node],
  Constraints: [kinds.location, kinds.colocation, kinds.order, kinds.ticket],
  Fencing: [kinds.fencingTopology],
  "Access control": [kinds.aclRole, kinds.aclTarget, kinds.aclGroup],
  Alerts: [kinds.alert],
  Tags: [kinds.tag],
};

type Fields = Readonly<Record<string, unknown>>;

const without = (fields: Fields, name: string): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));

const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** One value of a record can be left out; of what means something only as a whole, all of it. */
function withoutPlace(args: Fields, [field = "", key]: readonly string[]): Fields {
  const value = args[field];
  const left = isRecord(value) && key !== undefined ? without(value, key) : {};
  return Object.keys(left).length > 0 ? { ...args, [field]: left } : without(args, field);
}

/** What the schema refuses is left out and named; undefined where nothing is left without it. */
function accepted(kind: CibKind, args: CommonArgs, refuse: (why: string) => void): CommonArgs | undefined {
  const [issue] = issuesOf(kind.schema, args);
  if (!issue) return args;
  const path = issue.path.map(String);
  const left = withoutPlace(args as Fields, path);
  const isSame = Object.keys(left).length === Object.keys(args).length && path.length < 2;
  const isLeftOut = isSame || kind.name(left) !== kind.name(args);
  refuse(`${kind.type} ${kind.name(args)}: ${path.join(".")} ${issue.message}`);
  return isLeftOut ? undefined : accepted(kind, left, refuse);
}

/** Members before what they are in, else as the document has them. */
function positions(cib: Cib): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const visit = (each: Element) => {
    each.children.forEach(visit);
    // References come after what they name.
    if (!found.has(idOf(each))) found.set(idOf(each), found.size);
  };
  for (const section of ["resources", "constraints"] as const) objectsOf(cib, section).forEach(visit);
  return found;
}

const inChapter = (cib: Cib, chapter: string, about: readonly object[]): Declared[] => {
  const at = positions(cib);
  const machines = remoteNodes(cib);
  const all = (about as readonly CibKind[]).flatMap((kind) =>
    kind.list(cib).flatMap((args) => {
      const name = kind.name(args);
      const after = kind.type === "Node" ? machines.get(name) : undefined;
      const isHere = kind.type !== "Node" || (after !== undefined) === (chapter === remote);
      return isHere ? [{ kind, chapter, args, name, ...(after !== undefined && { after }) }] : [];
    }),
  );
  const place = (name: string) => at.get(name) ?? 0;
  return all
    .filter(({ name, chapter }, i) => chapter !== "Resources" || all.findIndex((each) => each.name === name) === i)
    .sort((a, b) => place(a.name) - place(b.name));
};

/** Each after what it refers to. */
function inOrder(all: readonly Declared[]): Declared[] {
  const byName = new Map(all.map((each) => [each.kind.name(each.args), each]));
  const done = new Set<Declared>();
  const visit = (each: Declared) => {
    if (done.has(each)) return;
    done.add(each);
    for (const { id } of referencesIn(each.kind.schema, each.args)) {
      const other = byName.get(id);
      if (other) visit(other);
    }
    ordered.push(each);
  };
  const ordered: Declared[] = [];
  all.forEach(visit);
  return ordered;
}

const isDefault = (field: unknown, value: unknown) =>
  field instanceof z.ZodType && field.safeParse(undefined).data === value;

/** In the schema's order, and without what it means anyway. */
const asSaid = ({ schema }: CibKind, args: CommonArgs): CommonArgs =>
  Object.fromEntries(
    Object.entries(schema.shape).flatMap(([name, field]) => {
      const value = (args as Fields)[name];
      return isDefault(field, value) ? [] : [[name, value]];
    }),
  );

/** Everything that is configured, as a program would declare it. */
export function inventory(cib: Cib): Inventory {
  const refused: string[] = [];
  const own = configured(cib);
  const all = Object.entries(chapters)
    .flatMap(([chapter, about]) => inChapter(own, chapter, about))
    .flatMap((each) => {
      const args = accepted(each.kind, each.args, (why) => refused.push(why));
      return args ? [{ ...each, args: asSaid(each.kind, args) }] : [];
    });
  return { all: inOrder(all), refused };
}
