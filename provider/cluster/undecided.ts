import { childrenNamed, child, idOf, walk, type Element } from "../cib/element";
import { containersOf, namedBy, objectsOf, runnablesOf, type Cib } from "../cib/document";
import { failures } from "../cib/failures";
import { sameValue } from "../cib/meaning";
import { patternFits } from "../cib/pattern";
import { readTransient } from "../cib/transient";
import { tiedTo } from "../cib/ties";
import type { ClusterStatus } from "../crm/status";
import { isRunning } from "./progress";

/** What a location asks of a node, and which location that is. */
interface Asked {
  attribute: string;
  by: string;
}

/** Attributes that Pacemaker itself knows, or that are in the configuration. */
function isSettled(cib: Cib, attribute: string): boolean {
  const configured = objectsOf(cib, "nodes").flatMap((node) => [...walk(node)]);
  return attribute.startsWith("#") || configured.some(({ attributes }) => attributes["name"] === attribute);
}

const namesAny = (constraint: Element, ids: ReadonlySet<string>): boolean => {
  const pattern = constraint.attributes["rsc-pattern"];
  return (
    namedBy(constraint).some((id) => ids.has(id)) || (pattern !== undefined && [...ids].some(patternFits(pattern)))
  );
};

const askedOf = (cib: Cib, ids: ReadonlySet<string>): Asked[] =>
  objectsOf(cib, "constraints")
    .filter((each) => each.name === "rsc_location" && namesAny(each, ids))
    .flatMap((location) =>
      [...walk(location)]
        .filter(({ name }) => name === "expression")
        .map(({ attributes }) => ({ attribute: attributes["attribute"] ?? "", by: idOf(location) })),
    )
    .filter(({ attribute }) => !isSettled(cib, attribute));

const isPromoted = (role: string | undefined) => role !== undefined && sameValue("role", role, "Promoted");

/** Resources of which a constraint wants an instance that is promoted. */
function promotedBy(constraint: Element): string[] {
  const { attributes } = constraint;
  const single = [
    [attributes["rsc"], isPromoted(attributes["rsc-role"])],
    [attributes["with-rsc"], isPromoted(attributes["with-rsc-role"])],
    [attributes["first"], attributes["first-action"] === "promote"],
  ] as const;
  const sets = childrenNamed(constraint, "resource_set")
    .filter((set) => isPromoted(set.attributes["role"]) || set.attributes["action"] === "promote")
    .flatMap((set) => childrenNamed(set, "resource_ref").map(idOf));
  return [...single.flatMap(([id, wanted]) => (id !== undefined && wanted ? [id] : [])), ...sets];
}

/** Some of it runs or is about to, and nothing of it is promoted. */
const isYetToBePromoted = ({ resources, actions }: ClusterStatus, primitives: readonly string[]): boolean => {
  const instances = resources.filter(({ id }) => primitives.includes(id));
  const isComing = actions.some(({ resource }) => primitives.includes(resource));
  return (
    (isComing || instances.some(({ active, pending }) => active || pending !== undefined)) &&
    !instances.some(({ role }) => isPromoted(role))
  );
};

/** What decides where a primitive goes: itself, what it is tied to, and what those are in. */
const deciding = (cib: Cib, id: string): Set<string> =>
  new Set([...tiedTo(cib, id)].flatMap((each) => [each, ...containersOf(cib, each).map(idOf)]));

/** What agents have written of these nodes. */
const writtenOn = (cib: Cib, nodes: readonly string[]) =>
  [...nodes].sort().map((node) => ({ node, written: readTransient(cib, node) }));

/**
 * What must come before it is decided whether a resource has a place, and no change of the configuration brings: node
 * attributes that agents write (ocf:pacemaker:ping and the like), promotions. Nothing where one that it depends on has
 * failed and runs nowhere.
 */
export function undecided(cib: Cib, status: ClusterStatus, id: string): string[] {
  const ids = deciding(cib, id);
  if (failures(cib).some(({ resource }) => ids.has(resource) && !isRunning(status, resource))) return [];
  const nodes = writtenOn(
    cib,
    status.nodes.flatMap(({ name, online, standby }) => (online && !standby ? [name] : [])),
  );
  const attributes = askedOf(cib, ids).flatMap(({ attribute, by }) => {
    const without = nodes.flatMap(({ node, written }) => (written[attribute] === undefined ? [node] : []));
    return without.length > 0 ? [`the node attribute ${attribute} (${by}) on ${without.join(", ")}`] : [];
  });
  const promotions = objectsOf(cib, "constraints")
    .filter((each) => namesAny(each, ids))
    .flatMap(promotedBy)
    .filter((each) =>
      isYetToBePromoted(
        status,
        runnablesOf(cib, each).filter((instance) => instance !== id),
      ),
    )
    .map((each) => `the promotion of ${each}`);
  return [...new Set([...attributes, ...promotions])];
}

/** What the locations that a resource depends on ask for, and what the nodes have: why it may have no place. */
export const sayAttributes = (cib: Cib, id: string): string[] => {
  const nodes = writtenOn(
    cib,
    childrenNamed(child(cib, "status"), "node_state").map(({ attributes }) => attributes["uname"] ?? ""),
  );
  return askedOf(cib, deciding(cib, id)).map(({ attribute, by }) => {
    const values = nodes.map(({ node, written }) => `${written[attribute] ?? "not set"} on ${node}`);
    return `${by} asks for ${attribute}, which is ${values.join(", ")}`;
  });
};
