import { objectsOf, type Cib } from "../cib/document";

/**
 * Which cluster this is, as one text that state keeps: the digest of Corosync's key, which the members share and no
 * other cluster has, or, where the user may not read it, the names and ids of the members.
 */
export function identityOf(cib: Cib, keyDigest: string): string {
  if (/^[0-9a-f]{16}$/.test(keyDigest)) return `key:${keyDigest}`;
  const members = objectsOf(cib, "nodes").map(
    ({ attributes }) => `${attributes["id"] ?? ""}=${attributes["uname"] ?? ""}`,
  );
  return `members:${members.sort().join(",")}`;
}

const membersOf = (identity: string): string[] | undefined =>
  identity.startsWith("members:") ? identity.slice("members:".length).split(",") : undefined;

/** Members come and go one at a time: two lists that share one are the same cluster. */
export function sameCluster(a: string, b: string): boolean {
  const [ours, theirs] = [membersOf(a), membersOf(b)];
  return a === b || (ours !== undefined && theirs !== undefined && ours.some((each) => theirs.includes(each)));
}
