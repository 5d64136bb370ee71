import { walk, type Element } from "./element";
import { primitives, type Cib } from "./document";

/** The address that a primitive brings up, if it is one that does. */
function addressOf(primitive: Element): string | undefined {
  const { type, class: kind } = primitive.attributes;
  if (kind !== "ocf" || (type !== "IPaddr2" && type !== "IPaddr")) return undefined;
  const ip = [...walk(primitive)].find(({ name, attributes }) => name === "nvpair" && attributes["name"] === "ip");
  return ip?.attributes["value"];
}

/** Why this primitive cannot be beside the others: two resources with one address bring it up on two nodes. */
export function addressConflict(cib: Cib, id: string): string | undefined {
  const all = primitives(cib);
  const mine = all.find((each) => each.attributes["id"] === id);
  const address = mine && addressOf(mine);
  if (address === undefined) return undefined;
  const other = all.find((each) => each !== mine && addressOf(each)?.toLowerCase() === address.toLowerCase());
  return other && `the address ${address} belongs to ${other.attributes["id"] ?? ""} already`;
}
