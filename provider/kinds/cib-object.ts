import { allObjects, changeElement, objectsOf, perElement, putObject, type Cib, type Section } from "../cib/document";
import { element, idOf, walk, type Element } from "../cib/element";
import { withoutResource } from "../cib/removal";
import { PacemakerError } from "../errors";
import type { CibKind, CommonArgs, Schema } from "./kind";

export interface ObjectArgs extends CommonArgs {
  cibId: string;
}

export interface ObjectKind<Args extends ObjectArgs> {
  type: string;
  description: string;
  schema: Schema<Args>;
  section: Section;
  tag: string;
  /** The live values of the fields that `args` names. */
  read(live: Element, args: Args): Args;
  /** `live` (or an element that has only its id) overlaid with `args`; what `former` had and `args` has not goes. */
  write(live: Element, args: Args, former?: Args): Element;
  /** All that the element says. */
  whole(live: Element): Partial<Args>;
  resources(args: Args): readonly string[] | "all";
  decidesStart?(args: Args): readonly string[];
  agent?: (args: Args) => string | undefined;
}

/** These name what is elsewhere. */
const references = new Set(["resource_ref", "obj_ref", "role"]);

/** What in an object has an id of its own, by it. Kept for each object: a document has many, and a change is of few. */
const identified = perElement((object) => {
  const own = [...walk(object)].filter((each) => idOf(each) !== "" && !references.has(each.name));
  return new Map(own.map((each) => [idOf(each), each]));
});

/** Something of the cluster that has an id which is new in `made`: ids are unique in the whole CIB. */
function takenId(cib: Cib, live: Element | undefined, made: Element): Element | undefined {
  const known = live && identified(live);
  const fresh = [...identified(made).keys()].filter((id) => !known?.has(id));
  for (const object of allObjects(cib)) {
    const taken = identified(object);
    for (const id of fresh) if (taken.has(id)) return taken.get(id);
  }
  return undefined;
}

/** A kind of object that has an id and an element of its own: how it is found, written and removed follows. */
export function cibObject<Args extends ObjectArgs>(kind: ObjectKind<Args>): CibKind<Args> {
  const all = (cib: Cib): Element[] =>
    objectsOf(cib, kind.section).flatMap((object) => [...walk(object)].filter(({ name }) => name === kind.tag));
  const find = (cib: Cib, id: string): Element | undefined => {
    for (const object of objectsOf(cib, kind.section)) {
      const found = identified(object).get(id);
      if (found?.name === kind.tag) return found;
    }
    return undefined;
  };
  return {
    place: "cib",
    type: kind.type,
    description: kind.description,
    schema: kind.schema,
    name: (args) => args.cibId,
    resources: (args) => kind.resources(args),
    decidesStart: (args) => kind.decidesStart?.(args) ?? [],
    ...(kind.agent && { agent: kind.agent }),
    read(cib, args) {
      const live = find(cib, args.cibId);
      return live && kind.read(live, args);
    },
    list: (cib) => all(cib).map((each) => ({ cibId: idOf(each), ...kind.whole(each) }) as Args),
    write(cib, args, former) {
      const live = find(cib, args.cibId);
      const made = kind.write(live ?? element(kind.tag, { id: args.cibId }), args, former);
      const taken = takenId(cib, live, made);
      if (taken)
        throw new PacemakerError("CONFLICT", `the id ${idOf(taken)} is taken by a ${taken.name} of the cluster`, {
          hint: idOf(taken) === args.cibId ? "Choose another cibId." : "Give that part of it another id.",
        });
      return live ? changeElement(cib, live, made) : putObject(cib, kind.section, undefined, made);
    },
    remove(cib, args) {
      const live = find(cib, args.cibId);
      if (!live) return cib;
      return kind.section === "resources" ? withoutResource(cib, live) : changeElement(cib, live, undefined);
    },
  };
}
