import type { TestCluster } from "./cluster";

/** One attribute of the CIB, and what was written there. */
export interface Change {
  /** An XPath of it, of which elements may have one, or none. */
  at: string;
  /** None where its element was deleted. */
  value?: string;
}

/** A change that its writer was told is made. */
export interface Entry extends Change {
  by: string;
}

/** Where several have written to one place, one after the other, the last word counts. */
const lastOf = (changes: readonly Change[]): Change[] => [...new Map(changes.map((each) => [each.at, each])).values()];

/** What the CIB has at each place, a line of JSON for each. */
const look = (places: readonly string[]) => `cibadmin --query > /tmp/cib.$$
python3 -c '
import json, sys, xml.etree.ElementTree as tree
cib = tree.parse(sys.argv[1])
for place in sys.stdin.read().splitlines():
    path, attribute = place.rsplit("/@", 1)
    print(json.dumps([each.get(attribute) for each in cib.findall(path)]))
' /tmp/cib.$$ <<'END'
${places.join("\n")}
END
rm /tmp/cib.$$`;

/** Every change that does not stand in the cluster as it was made last, with what is there instead. */
export async function lost(cluster: TestCluster, changes: readonly Change[]): Promise<string[]> {
  const last = lastOf(changes);
  const found = (await cluster.ask(1, look(last.map(({ at }) => at)))).trim().split("\n");
  return last.flatMap(({ at, value }, i) => {
    const wanted = JSON.stringify(value === undefined ? [] : [value]);
    const is = JSON.stringify(JSON.parse(found[i] ?? "") as unknown);
    return is === wanted ? [] : [`${at} is ${is}, was written as ${wanted}`];
  });
}
