import { changeElement, changeSection, containersOf, isResource, type Cib } from "./document";
import { childrenNamed, idOf, walk, type Element } from "./element";

/** What cannot be without a resource in it. */
const holders = new Set(["group", "clone", "master"]);

/** What goes with a resource: the clone around it, the group of which it is the last member. */
function outermost(cib: Cib, going: Element): Element {
  const [holder] = containersOf(cib, idOf(going));
  const isEmptied =
    holder && holders.has(holder.name) && holder.children.every((each) => each === going || !isResource(each));
  return isEmptied ? outermost(cib, holder) : going;
}

const ends = ["rsc", "with-rsc", "first", "then"];

/** A constraint without these resources; undefined where nothing is left that it could say. */
function constraintWithout(constraint: Element, ids: ReadonlySet<string>): Element | undefined {
  if (ends.some((key) => ids.has(constraint.attributes[key] ?? ""))) return undefined;
  const references = [...walk(constraint)].filter(({ name }) => name === "resource_ref");
  const left = references.filter(({ attributes }) => !ids.has(attributes["id"] ?? ""));
  if (left.length === references.length) return constraint;
  const needed = constraint.name === "rsc_colocation" || constraint.name === "rsc_order" ? 2 : 1;
  if (left.length < needed) return undefined;
  const children = constraint.children
    .map((each) => ({
      ...each,
      children: each.children.filter((ref) => !references.includes(ref) || left.includes(ref)),
    }))
    .filter((each) => each.name !== "resource_set" || childrenNamed(each, "resource_ref").length > 0);
  return { ...constraint, children };
}

/** Tags without these resources; one that named nothing else goes. */
const tagsWithout = (cib: Cib, ids: ReadonlySet<string>): Cib =>
  changeSection(cib, "tags", (tags) =>
    tags.flatMap((tag) => {
      const children = tag.children.filter((each) => !ids.has(idOf(each)));
      return children.length === tag.children.length ? tag : children.length > 0 ? { ...tag, children } : [];
    }),
  );

/** The document without what constraints and tags say of these. */
export function withoutConstraintsOn(cib: Cib, gone: Iterable<string>): Cib {
  const ids = new Set(gone);
  return changeSection(tagsWithout(cib, ids), "constraints", (all) =>
    all.flatMap((each) => constraintWithout(each, ids) ?? []),
  );
}

/** The document without a resource, what cannot be without it, and what constraints and tags say of it. */
export function withoutResource(cib: Cib, resource: Element): Cib {
  const going = outermost(cib, resource);
  const ids = [...walk(going)].filter(isResource).map(({ attributes }) => attributes["id"] ?? "");
  return withoutConstraintsOn(changeElement(cib, going, undefined), ids);
}
