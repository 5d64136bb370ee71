import { walk, type Element } from "./element";
import { findId, findRunnable, objectsOf, runnables, type Cib } from "./document";

/** The address that a primitive brings up, if it is one that does. */
function addressOf(primitive: Element): string | undefined {
  const { type, class: kind } = primitive.attributes;
  if (kind !== "ocf" || (type !== "IPaddr2" && type !== "IPaddr")) return undefined;
  const ip = [...walk(primitive)].find(({ name, attributes }) => name === "nvpair" && attributes["name"] === "ip");
  return ip?.attributes["value"];
}

/** One spelling for all of an IPv6 address. */
function canonicalAddress(address: string): string {
  const url = `http://[${address}]/`;
  return address.includes(":") && URL.canParse(url) ? new URL(url).hostname : address;
}

/** Why this primitive cannot be beside the others: two resources with one address bring it up on two nodes. */
export function addressConflict(cib: Cib, id: string): string | undefined {
  const mine = findRunnable(cib, id);
  const address = mine && addressOf(mine);
  if (address === undefined) return undefined;
  const same = canonicalAddress(address);
  const other = runnables(cib).find((each) => each !== mine && canonicalAddress(addressOf(each) ?? "") === same);
  return other && `the address ${address} belongs to ${other.attributes["id"] ?? ""} already`;
}

const ends = ["rsc", "with-rsc", "first", "then"];

/** What a constraint names and the document does not have: such a document is no CIB. */
export const missingResources = (cib: Cib): { constraint: string; resource: string }[] =>
  objectsOf(cib, "constraints").flatMap((each) =>
    ends
      .flatMap((key) => each.attributes[key] ?? [])
      .filter((resource) => findId(cib, resource) === undefined)
      .map((resource) => ({ constraint: each.attributes["id"] ?? "", resource })),
  );
