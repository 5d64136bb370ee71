import { objectsOf, type Cib } from "../cib/document";
import { propertyOf } from "../cib/properties";

interface Identity {
  /**
   * Digests of Corosync's key, which the members share and no other cluster has, today's and those before it; none where
   * the user may not read it.
   */
  keys: readonly string[];
  members: readonly string[];
  name: string;
}

/** As one text that state keeps. */
const say = ({ keys, members, name }: Identity): string =>
  `${keys.length === 0 ? "" : `key ${keys.join(",")}; `}members ${members.join(",")}; name ${name}`;

function parse(text: string): Identity {
  const [, keys, members = "", name = ""] = /^(?:key ([\w,]+); )?members ([^;]*); name (.*)$/s.exec(text) ?? [];
  return { keys: keys?.split(",") ?? [], members: members.split(","), name };
}

/** Digests of the keys that a cluster is known by. */
export const keysIn = (identity: string | undefined): readonly string[] =>
  identity === undefined ? [] : parse(identity).keys;

/** Which cluster this is. */
export function identityOf(cib: Cib, digests: string): string {
  const members = objectsOf(cib, "nodes")
    .filter(({ attributes }) => attributes["type"] !== "remote")
    .map(({ attributes }) => `${attributes["id"] ?? ""}=${attributes["uname"] ?? ""}`);
  return say({
    keys: digests.split("\n").filter((each) => /^[0-9a-f]{16}$/.test(each)),
    name: propertyOf(cib, "cluster-name") ?? "",
    members: members.sort(),
  });
}

/**
 * Where one of the two users may not read the key, by the clusters' names and members: these come and go one at a time,
 * so that two lists that share one are the same cluster.
 */
export function sameCluster(a: string, b: string): boolean {
  const [ours, theirs] = [parse(a), parse(b)];
  if (ours.keys.length > 0 && theirs.keys.length > 0) return ours.keys.some((each) => theirs.keys.includes(each));
  return ours.name === theirs.name && ours.members.some((each) => theirs.members.includes(each));
}
