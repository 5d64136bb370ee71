import { objectsOf, type Cib } from "../cib/document";
import { propertyOf } from "../cib/properties";

interface Identity {
  /** The digest of Corosync's key, which the members share and no other cluster has; unless the user may not read it. */
  key: string | undefined;
  members: readonly string[];
  name: string;
}

/** As one text that state keeps. */
const say = ({ key, members, name }: Identity): string =>
  `${key === undefined ? "" : `key ${key}; `}members ${members.join(",")}; name ${name}`;

function parse(text: string): Identity {
  const [, key, members = "", name = ""] = /^(?:key (\w+); )?members ([^;]*); name (.*)$/s.exec(text) ?? [];
  return { key, members: members.split(","), name };
}

/** Which cluster this is. */
export function identityOf(cib: Cib, keyDigest: string): string {
  const members = objectsOf(cib, "nodes")
    .filter(({ attributes }) => attributes["type"] !== "remote")
    .map(({ attributes }) => `${attributes["id"] ?? ""}=${attributes["uname"] ?? ""}`);
  return say({
    key: /^[0-9a-f]{16}$/.test(keyDigest) ? keyDigest : undefined,
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
  if (ours.key !== undefined && theirs.key !== undefined) return ours.key === theirs.key;
  return ours.name === theirs.name && ours.members.some((each) => theirs.members.includes(each));
}
