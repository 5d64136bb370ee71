import { child, childrenNamed, element, idOf, replaceChild, withAttributes, type Element } from "../cib/element";
import { attributeValue, sameValue, spelled, todays } from "../cib/meaning";
import { sameText } from "../cib/pairs";
import { PacemakerError } from "../errors";
import type { Scalar } from "./fields";
import { operationAttributes, type Operation, type Operations } from "./operations";
import { pairsIn } from "./pair-parts";
import type { Part } from "./parts";
import { own } from "../own";

const attributesOf = (wanted: Operation): Record<string, string> =>
  Object.fromEntries(
    Object.entries(operationAttributes).flatMap(([ours, theirs]) => {
      const value = wanted[ours as keyof typeof operationAttributes];
      return value === undefined ? [] : [[theirs, attributeValue(theirs, String(value))]];
    }),
  );

const asList = (value: Operation | Operation[] | undefined): Operation[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

const params = pairsIn("instance_attributes", sameText);

/** What crm writes for once. */
const once = "0s";

const hasId = ({ attributes }: Element, { id }: Operation) => id !== undefined && attributes["id"] === id;
const isOfRole = (op: Element, { role }: Operation) =>
  sameValue("role", op.attributes["role"] ?? "Started", role ?? "Started");
const isAsOften = (op: Element, { interval = 0 }: Operation) =>
  sameValue("interval", op.attributes["interval"] ?? "0", String(interval));

/** What makes a live operation the one that a program means, the surest sign first. */
const signs: readonly ((op: Element, wanted: Operation) => boolean)[] = [
  hasId,
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
  const base = live ?? element("op", { name, interval: attributes["interval"] ?? once, id });
  const changed = Object.entries(attributes).filter(([key, value]) => !sameValue(key, base.attributes[key], value));
  const made = withAttributes(base, {
    ...Object.fromEntries(gone.map((key) => [key, key === "interval" ? once : undefined])),
    ...Object.fromEntries(changed),
  });
  return params.write(made, wanted.params, former?.params);
}

/** As crm calls it, after the resource or the id that its operations have as a whole. */
const usualId = (holder: string, name: string, { interval = once }: Operation): string =>
  [holder, name, interval].join("-").replace(/[^\w.-]/g, "_");

/** The one that it is to have, or with a number where that id is taken. */
function newId(holder: string, name: string, operation: Operation, taken: ReadonlySet<string>): string {
  const wanted = operation.id ?? usualId(holder, name, operation);
  let id = wanted;
  for (let n = 1; taken.has(id); n++) id = `${wanted}-${n}`;
  return id;
}

/** Written into a reference they would be nobody's; in its place, what it refers to would silently run no more. */
function refuseReference(primitive: Element, live: Element | undefined): void {
  const other = live?.attributes["id-ref"];
  if (other === undefined) return;
  throw new PacemakerError("CONFLICT", `the operations of ${idOf(primitive)} are those of ${other} (id-ref)`, {
    hint: `Leave \`operations\` out and they stay so; or take <operations id-ref="${other}"/> out of ${idOf(primitive)} first (\`crm configure edit ${idOf(primitive)}\`).`,
  });
}

function writeOperations(
  primitive: Element,
  wanted: Operations = {},
  former: Operations = {},
  wantedId?: string,
): Element {
  const live = child(primitive, "operations");
  const names = new Set([...Object.keys(former), ...Object.keys(wanted)]);
  if (names.size === 0) return primitive;
  if (Object.keys(wanted).length > 0) refuseReference(primitive, live);
  const held = live ? live.attributes : element("operations", { id: wantedId }).attributes;
  const holder = held["id"] ?? idOf(primitive);
  let ops = [...(live?.children ?? [])];
  for (const name of names) {
    const old = asList(own(former, name));
    const mine = asList(own(wanted, name));
    const here = ops.filter((op) => isHere(op, name));
    const olds = matchOperations(here, old);
    const matched = matchOperations(here, mine);
    const taken = new Set(ops.map((op) => op.attributes["id"] ?? ""));
    const made = mine.map((each, i) => {
      const id = newId(holder, name, each, taken);
      if (!matched[i]) taken.add(id);
      return writeOperation(name, id, matched[i], each, old[olds.indexOf(matched[i])]);
    });
    const gone = olds.filter((op) => op && !matched.includes(op));
    ops = [
      ...ops.flatMap((op) => (gone.includes(op) ? [] : [made[matched.indexOf(op)] ?? op])),
      ...made.filter((_, i) => matched[i] === undefined),
    ];
  }
  const isNothing = ops.length === 0 && Object.keys(live?.attributes ?? {}).length === 0;
  const after = isNothing ? undefined : element("operations", held, ops);
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
  const mine = wanted.params && { params: params.read(live, wanted.params) };
  const { id } = wanted;
  return { ...Object.fromEntries(attributes), ...mine, ...(id !== undefined && { id }) } as Operation;
}

function readOperations(primitive: Element, wanted: NonNullable<Operations>): Operations {
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

function wholeOperation(op: Element, holder: string): Operation {
  const attributes = Object.entries(operationAttributes).flatMap(([ours, theirs]) => {
    const text = op.attributes[theirs];
    return text === undefined || (ours === "interval" && text === once) ? [] : [[ours, spelled(theirs, text)]];
  });
  const found = params.whole(op);
  const made = { ...Object.fromEntries(attributes), ...(found && { params: found.value }) } as Operation;
  return idOf(op) === usualId(holder, op.attributes["name"] ?? "", made) ? made : { ...made, id: idOf(op) };
}

function wholeOperations(primitive: Element) {
  const live = child(primitive, "operations");
  const { id } = live?.attributes ?? {};
  // One that refers to another has no name.
  const ops = childrenNamed(live, "op").filter(({ attributes }) => attributes["name"] !== undefined);
  const names = [...new Set(ops.map(({ attributes }) => attributes["name"] ?? ""))];
  const value = names.map((name) => {
    const here = ops.filter((op) => isHere(op, name)).map((op) => wholeOperation(op, id ?? idOf(primitive)));
    return [name, here.length === 1 ? here[0] : here];
  });
  return value.length > 0 ? { value: Object.fromEntries(value) as unknown, id } : undefined;
}

export const operationsPart: Part<NonNullable<Operations>> = {
  read: readOperations,
  write: writeOperations,
  whole: wholeOperations,
};
