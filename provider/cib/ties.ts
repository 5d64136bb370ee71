import { namedBy, objectsOf, runnablesIn, runnablesOf, taggedBy, type Cib } from "./document";

/** Resources that belong together: what a constraint names, and what is in one group. */
export const ties = (cib: Cib): string[][] => [
  ...objectsOf(cib, "constraints").map((each) =>
    namedBy(each).flatMap((id) => [id, ...taggedBy(cib, id)].flatMap((one) => runnablesOf(cib, one))),
  ),
  ...objectsOf(cib, "resources").map(runnablesIn),
];

/** A resource and all that it belongs together with, directly or by way of others. */
export function tiedTo(cib: Cib, id: string): Set<string> {
  const found = new Set([id]);
  const all = ties(cib);
  let before = 0;
  while (found.size > before) {
    before = found.size;
    for (const tied of all) if (tied.some((each) => found.has(each))) for (const each of tied) found.add(each);
  }
  return found;
}
