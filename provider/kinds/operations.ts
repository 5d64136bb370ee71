import { z } from "zod";
import { child, element, replaceChild, withAttributes, type Element } from "../cib/element";
import { attributeValue, sameValue, todays } from "../cib/meaning";
import { sameText, writePairs } from "../cib/pairs";
import { asPairs, boolean, operationName, pairs, readScalars, role, text, time, type Scalar } from "./fields";

/** Our names of an operation's attributes and Pacemaker's. */
const operationAttributes = {
  interval: "interval",
  timeout: "timeout",
  role: "role",
  onFail: "on-fail",
  startDelay: "start-delay",
  enabled: "enabled",
  recordPending: "record-pending",
  description: "description",
} as const;

const operation = z
  .strictObject({
    interval: time.optional().meta({ description: "How often a recurring operation runs. Default: once (0)." }),
    timeout: time.optional().meta({ description: "How long it may take. Default: op_defaults, else 20s." }),
    role: role.optional().meta({ description: "Run it only where the resource has this role." }),
    onFail: z
      .enum(["ignore", "block", "stop", "restart", "fence", "standby", "demote", "restart-container"])
      .optional()
      .meta({
        description:
          "What the cluster does when it fails (on-fail). Default: restart; for a stop fence, or block without fencing.",
      }),
    startDelay: time
      .optional()
      .meta({ description: "Wait before it runs for the first time (start-delay). Default: 0." }),
    enabled: boolean.optional().meta({ description: "false: the operation is kept but not run. Default: true." }),
    recordPending: boolean
      .optional()
      .meta({ description: "Record that it has begun (record-pending). Default: true." }),
    description: text.optional().meta({ description: "A comment." }),
    params: pairs.optional().meta({ description: "The agent's parameters for this operation alone." }),
  })
  .meta({
    description: "One operation (op) of a resource.",
    name: "Operation",
    see: "Pacemaker Explained, Operation Properties",
  });
type Operation = z.infer<typeof operation>;

export const operations = z.record(operationName, z.union([operation, z.array(operation).min(1)])).meta({
  description:
    "Operations by name: one, or a list where an operation is there more than once (a monitor for each role).",
  see: "Pacemaker Explained, Resource Operations",
});

const attributesOf = (wanted: Operation): Record<string, string> =>
  Object.fromEntries(
    Object.entries(operationAttributes).flatMap(([ours, theirs]) => {
      const value = wanted[ours as keyof typeof operationAttributes];
      return value === undefined ? [] : [[theirs, attributeValue(theirs, String(value))]];
    }),
  );

const asList = (value: Operation | Operation[] | undefined): Operation[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

const isOfRole = (op: Element, { role }: Operation) =>
  sameValue("role", op.attributes["role"] ?? "Started", role ?? "Started");
const isAsOften = (op: Element, { interval = 0 }: Operation) =>
  sameValue("interval", op.attributes["interval"] ?? "0", String(interval));

/** What makes a live operation the one that a program means, the surest sign first. */
const signs: readonly ((op: Element, wanted: Operation) => boolean)[] = [
  (op, wanted) => isOfRole(op, wanted) && isAsOften(op, wanted),
  isOfRole,
  () => true,
];

/** Each wanted operation of one name with the live one that it is. */
function matchOperations(live: readonly Element[], wanted: readonly Operation[]): (Element | undefined)[] {
  const found = new Map<Operation, Element>();
  for (const fits of signs)
    for (const each of wanted.filter((one) => !found.has(one))) {
      const taken = [...found.values()];
      const op = live.find((one) => !taken.includes(one) && fits(one, each));
      if (op) found.set(each, op);
    }
  return wanted.map((each) => found.get(each));
}

const isHere = (op: Element, name: string) => op.name === "op" && op.attributes["name"] === name;

function writeOperation(
  name: string,
  id: string,
  live: Element | undefined,
  wanted: Operation,
  former?: Operation,
): Element {
  const attributes = attributesOf(wanted);
  const gone = Object.keys(former ? attributesOf(former) : {}).filter((key) => !(key in attributes));
  const base = live ?? element("op", { name, interval: attributes["interval"] ?? "0", id });
  const changed = Object.entries(attributes).filter(([key, value]) => !sameValue(key, base.attributes[key], value));
  const made = withAttributes(base, {
    ...Object.fromEntries(gone.map((key) => [key, key === "interval" ? "0" : undefined])),
    ...Object.fromEntries(changed),
  });
  const setId = `${made.attributes["id"] ?? ""}-instance_attributes`;
  return writePairs(made, "instance_attributes", setId, asPairs(wanted.params), asPairs(former?.params), sameText);
}

/** As crm would call it, or with a number where that id is taken. */
function newId(resource: string, name: string, { interval = 0, role }: Operation, taken: ReadonlySet<string>): string {
  const plain = [resource, name, interval, role ?? []]
    .flat()
    .join("-")
    .replace(/[^\w.-]/g, "_");
  let id = plain;
  for (let n = 1; taken.has(id); n++) id = `${plain}-${n}`;
  return id;
}

type Operations = z.infer<typeof operations> | undefined;

export function writeOperations(primitive: Element, wanted: Operations = {}, former: Operations = {}): Element {
  const resource = primitive.attributes["id"] ?? "";
  const live = child(primitive, "operations");
  let ops = [...(live?.children ?? [])];
  for (const name of new Set([...Object.keys(former), ...Object.keys(wanted)])) {
    const old = asList(former[name]);
    const mine = asList(wanted[name]);
    const here = ops.filter((op) => isHere(op, name));
    const olds = matchOperations(here, old);
    const matched = matchOperations(here, mine);
    const taken = new Set(ops.map((op) => op.attributes["id"] ?? ""));
    const made = mine.map((each, i) => {
      const id = newId(resource, name, each, taken);
      if (!matched[i]) taken.add(id);
      return writeOperation(name, id, matched[i], each, old[olds.indexOf(matched[i])]);
    });
    const gone = olds.filter((op) => op && !matched.includes(op));
    ops = [
      ...ops.flatMap((op) => (gone.includes(op) ? [] : [made[matched.indexOf(op)] ?? op])),
      ...made.filter((_, i) => matched[i] === undefined),
    ];
  }
  const after = ops.length === 0 && !live?.attributes["id"] ? undefined : element("operations", live?.attributes, ops);
  return live || after ? replaceChild(primitive, live, after) : primitive;
}

const spell = (value: Scalar | undefined, name: string, live: string | undefined) =>
  value !== undefined && sameValue(name, live, String(value)) ? value : live && todays(name, live);

function readOperation(live: Element, wanted: Operation): Operation {
  const attributes = Object.entries(operationAttributes).flatMap(([ours, theirs]) => {
    const value = wanted[ours as keyof typeof operationAttributes];
    const found = spell(value, theirs, live.attributes[theirs]);
    return value === undefined || found === undefined ? [] : [[ours, found]];
  });
  const params = wanted.params && { params: readScalars(live, "instance_attributes", wanted.params, sameText) };
  return { ...Object.fromEntries(attributes), ...params } as Operation;
}

export function readOperations(primitive: Element, wanted: NonNullable<Operations>): Operations {
  const ops = child(primitive, "operations")?.children ?? [];
  const read = Object.entries(wanted).flatMap(([name, value]) => {
    const mine = asList(value);
    const matched = matchOperations(
      ops.filter((op) => isHere(op, name)),
      mine,
    );
    const found = mine.flatMap((each, i) => (matched[i] ? [readOperation(matched[i], each)] : []));
    return found.length === 0 ? [] : [[name, Array.isArray(value) ? found : found[0]]];
  });
  return Object.fromEntries(read) as Operations;
}
