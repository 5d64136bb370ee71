import type { Section } from "../cib/document";
import type { Element } from "../cib/element";
import { canCarry, pair, word } from "./words";
import { own } from "../own";

/**
 * An element of the CIB as a statement of crm's language, or undefined where the language would lose something of it:
 * a second set of attributes, a rule, a reference, a character beyond ASCII. Such an object goes into the CIB as the
 * element itself (see check.ts). Only what is listed here is printed, so nothing is lost by being forgotten.
 */
export function statement(section: Section, object: Element): string | undefined {
  try {
    return own(printers, `${section}/${object.name}`)?.(object);
  } catch (error) {
    if (error instanceof CannotCarry) return undefined;
    throw error;
  }
}

class CannotCarry extends Error {}

function only(object: Element, attributes: readonly string[], children: readonly string[] = []): void {
  const known =
    Object.keys(object.attributes).every((name) => attributes.includes(name)) &&
    object.children.every(({ name }) => children.includes(name)) &&
    Object.values(object.attributes).every(canCarry);
  if (!known) throw new CannotCarry();
}

function attribute(object: Element, name: string): string {
  const value = object.attributes[name];
  if (value === undefined) throw new CannotCarry();
  return value;
}

/** The sets with that tag. Their ids are named: crm keeps them then. */
function sets(object: Element, tag: string, keyword: string): string[] {
  return object.children
    .filter((each) => each.name === tag)
    .flatMap((each) => {
      const { score } = each.attributes;
      const ranked = score === undefined ? [] : [`${score}:`];
      return [keyword, `$id=${attribute(each, "id")}`, ...ranked, ...pairsOf(each)];
    });
}

function pairsOf(each: Element): string[] {
  only(each, ["id", "score"], ["nvpair"]);
  return each.children.map((nvpair) => {
    only(nvpair, ["id", "name", "value"]);
    return pair(attribute(nvpair, "name"), attribute(nvpair, "value"));
  });
}

const operationAttributes = [
  "id",
  "name",
  "interval",
  "timeout",
  "role",
  "on-fail",
  "start-delay",
  "enabled",
  "record-pending",
];

function operation(op: Element): string[] {
  only(op, operationAttributes);
  const { id: _, name: __, ...others } = op.attributes;
  const own = `$id=${attribute(op, "id")}`;
  return ["op", attribute(op, "name"), own, ...Object.entries(others).map(([name, value]) => pair(name, value))];
}

function agent(primitive: Element): string {
  const { provider } = primitive.attributes;
  const parts = [
    attribute(primitive, "class"),
    ...(provider === undefined ? [] : [provider]),
    attribute(primitive, "type"),
  ];
  return word(parts.join(":"));
}

const valueSet = (keyword: string, object: Element): string => {
  only(object, ["id"], ["nvpair"]);
  if (object.children.length === 0) throw new CannotCarry();
  return `${keyword} $id=${attribute(object, "id")} ${pairsOf(object).join(" ")}`;
};

/** An attribute that may be missing. */
function ifSaid({ attributes }: Element, name: string): string[] {
  const value = attributes[name];
  return value === undefined ? [] : [pair(name, value)];
}

/** `web`, or `web:Promoted`: a resource with the role or action of it that is meant. */
const withWord = (object: Element, name: string, more: string): string =>
  [attribute(object, name), ...[object.attributes[more] ?? []].flat()].join(":");

const printers: Readonly<Record<string, (object: Element) => string>> = {
  "resources/primitive": (object) => {
    only(
      object,
      ["id", "class", "provider", "type", "description"],
      ["instance_attributes", "meta_attributes", "operations"],
    );
    const operations = object.children.filter((each) => each.name === "operations");
    for (const each of operations) only(each, [], ["op"]);
    return [
      "primitive",
      attribute(object, "id"),
      agent(object),
      ...ifSaid(object, "description"),
      ...sets(object, "instance_attributes", "params"),
      ...sets(object, "meta_attributes", "meta"),
      ...operations.flatMap((each) => each.children.flatMap(operation)),
    ].join(" ");
  },
  "constraints/rsc_location": (object) => {
    only(object, ["id", "rsc", "score", "node", "resource-discovery", "role"]);
    return [
      `location ${attribute(object, "id")} ${attribute(object, "rsc")}`,
      ...ifSaid(object, "resource-discovery"),
      ...ifSaid(object, "role"),
      `${attribute(object, "score")}: ${word(attribute(object, "node"))}`,
    ].join(" ");
  },
  "constraints/rsc_colocation": (object) => {
    only(object, ["id", "score", "rsc", "with-rsc", "rsc-role", "with-rsc-role", "node-attribute"]);
    const words = [
      `colocation ${attribute(object, "id")} ${attribute(object, "score")}:`,
      withWord(object, "rsc", "rsc-role"),
      withWord(object, "with-rsc", "with-rsc-role"),
    ];
    return [...words, ...ifSaid(object, "node-attribute")].join(" ");
  },
  "constraints/rsc_order": (object) => {
    only(object, ["id", "kind", "first", "then", "symmetrical", "first-action", "then-action"]);
    const words = [
      `order ${attribute(object, "id")} ${attribute(object, "kind")}:`,
      withWord(object, "first", "first-action"),
      withWord(object, "then", "then-action"),
    ];
    return [...words, ...ifSaid(object, "symmetrical")].join(" ");
  },
  "constraints/rsc_ticket": (object) => {
    only(object, ["id", "rsc", "rsc-role", "ticket", "loss-policy"]);
    const words = [
      `rsc_ticket ${attribute(object, "id")} ${attribute(object, "ticket")}:`,
      withWord(object, "rsc", "rsc-role"),
    ];
    return [...words, ...ifSaid(object, "loss-policy")].join(" ");
  },
  "tags/tag": (object) => {
    only(object, ["id"], ["obj_ref"]);
    return [`tag ${attribute(object, "id")}:`, ...object.children.map((each) => attribute(each, "id"))].join(" ");
  },
  "nodes/node": (object) => {
    only(object, ["id", "uname"], ["instance_attributes", "utilization"]);
    const attributes = sets(object, "instance_attributes", "attributes");
    const utilization = sets(object, "utilization", "utilization");
    return [`node ${attribute(object, "id")}: ${attribute(object, "uname")}`, ...attributes, ...utilization].join(" ");
  },
  "crm_config/cluster_property_set": (object) => valueSet("property", object),
  "rsc_defaults/meta_attributes": (object) => valueSet("rsc_defaults", object),
  "op_defaults/meta_attributes": (object) => valueSet("op_defaults", object),
};
