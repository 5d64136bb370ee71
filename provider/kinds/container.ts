import { contain, dissolve, membersOf } from "../cib/containers";
import { changeElement, findResource, type Cib } from "../cib/document";
import { idOf, replaceChildren } from "../cib/element";
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

/** As crm writes it: first what is said of it. */
function membersLast(cib: Cib, id: string): Cib {
  const made = findResource(cib, id);
  if (!made) return cib;
  const members = membersOf(made);
  return changeElement(cib, made, { ...made, children: [...replaceChildren(made, members, []).children, ...members] });
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
    list: (cib) =>
      own.list(cib).map((args) => {
        const live = findResource(cib, args.cibId);
        return withMembers(args, live ? membersOf(live).map(idOf) : []);
      }),
    read(cib, args) {
      const found = own.read(cib, args);
      const live = findResource(cib, args.cibId);
      if (!found || !live) return undefined;
      const ids = membersOf(live).map(idOf);
      const wanted = members(args);
      const ours = ids.filter((id) => wanted.includes(id));
      return ours.join() === wanted.join() ? found : withMembers(found, ours);
    },
    write(cib, args, former) {
      const filled = contain(cib, kind.tag, args.cibId, members(args), former && members(former));
      const made = own.write(filled, args, former);
      return findResource(cib, args.cibId) ? made : membersLast(made, args.cibId);
    },
    remove: (cib, args) => dissolve(cib, args.cibId),
  };
}
