import { changeElement, findId, objectsOf, putObject, type Cib, type Section } from "../cib/document";
import { element, walk, type Element } from "../cib/element";
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
  resources(args: Args): readonly string[] | "all";
  decidesFencing?(args: Args): string | undefined;
}

/** A kind of object that has an id and an element of its own: how it is found, written and removed follows. */
export function cibObject<Args extends ObjectArgs>(kind: ObjectKind<Args>): CibKind<Args> {
  const find = (cib: Cib, id: string): Element | undefined => {
    for (const top of objectsOf(cib, kind.section))
      for (const each of walk(top)) if (each.name === kind.tag && each.attributes["id"] === id) return each;
    return undefined;
  };
  return {
    place: "cib",
    type: kind.type,
    description: kind.description,
    schema: kind.schema,
    name: (args) => args.cibId,
    resources: (args) => kind.resources(args),
    decidesFencing: (args) => kind.decidesFencing?.(args),
    read(cib, args) {
      const live = find(cib, args.cibId);
      return live && kind.read(live, args);
    },
    write(cib, args, former) {
      const live = find(cib, args.cibId);
      const made = kind.write(live ?? element(kind.tag, { id: args.cibId }), args, former);
      if (live) return changeElement(cib, live, made);
      const other = findId(cib, args.cibId);
      if (other)
        throw new PacemakerError("CONFLICT", `the id ${args.cibId} is taken by a ${other.name} of the cluster`, {
          hint: "Choose another cibId.",
        });
      return putObject(cib, kind.section, undefined, made);
    },
    remove(cib, args) {
      const live = find(cib, args.cibId);
      if (!live) return cib;
      return kind.section === "resources" ? withoutResource(cib, live) : changeElement(cib, live, undefined);
    },
  };
}
