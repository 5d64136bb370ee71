import { contain, dissolve, membersOf } from "../cib/containers";
import { findResource } from "../cib/document";
import { cibObject, type ObjectArgs, type ObjectKind } from "./cib-object";
import type { CibKind } from "./kind";

interface ContainerKind<Args extends ObjectArgs> extends Omit<ObjectKind<Args>, "section" | "resources"> {
  /** Does it run itself, beside what is in it? */
  readonly runs?: boolean;
  /** The ids of what is in it. */
  readonly members: (args: Args) => readonly string[];
  /** The arguments with other members. */
  readonly withMembers: (args: Args, members: readonly string[]) => Args;
}

/** A kind of object that holds resources: they are moved into it and out of it, and run on. */
export function container<Args extends ObjectArgs>(kind: ContainerKind<Args>): CibKind<Args> {
  const { members, withMembers } = kind;
  const own = cibObject<Args>({
    ...kind,
    section: "resources",
    resources: (args) => [...(kind.runs ? [args.cibId] : []), ...members(args)],
  });
  return {
    ...own,
    read(cib, args) {
      const found = own.read(cib, args);
      const live = findResource(cib, args.cibId);
      if (!found || !live) return undefined;
      const ids = membersOf(live).map(({ attributes }) => attributes["id"] ?? "");
      const wanted = members(args);
      const ours = ids.filter((id) => wanted.includes(id));
      return ours.join() === wanted.join() ? found : withMembers(found, ours);
    },
    write: (cib, args, former) =>
      own.write(contain(cib, kind.tag, args.cibId, members(args), former && members(former)), args, former),
    remove: (cib, args) => dissolve(cib, args.cibId),
  };
}
