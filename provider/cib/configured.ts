import { changeSection, sections, type Cib } from "./document";
import { idOf, type Element } from "./element";
import { parseBoolean } from "./meaning";
import { isMove } from "./moves";
import { isMark, pairSetTags } from "./pairs";

/** Pacemaker writes these properties itself; they say what the cluster is. */
export const ofPacemaker = ["cluster-infrastructure", "cluster-name", "dc-version", "have-watchdog"];

/** crm writes it to have the cluster look again. */
const ofTools = ["last-lrm-refresh"];

/** In these property sets and node attributes agents keep what they know: those of MySQL, Redis, SAP HANA. */
const setsOfAgents = ["mysql_replication", "redis_replication", "SAPHanaSR"];
const attributesOfAgents = /^(hana|lpa)_/;

/** How crm and Pacemaker leave a node that was on standby, or in maintenance. */
const isOff = ({ attributes: { name = "", value = "" } }: Element): boolean =>
  (name === "standby" || name === "maintenance") && parseBoolean(value) === false;

const setTags = new Set(["cluster_property_set", ...pairSetTags]);

function isTheirs(each: Element, parent: Element): boolean {
  const { name = "" } = each.attributes;
  if (each.name === "nvpair" && parent.name === "cluster_property_set")
    return ofPacemaker.includes(name) || ofTools.includes(name);
  if (setTags.has(each.name)) return each.children.length === 0 || isMark(each) || setsOfAgents.includes(idOf(each));
  return isMove(each);
}

function withoutTheirs(parent: Element, isNode: boolean): Element {
  const saysNothing = (each: Element) =>
    isNode && (attributesOfAgents.test(each.attributes["name"] ?? "") || isOff(each));
  const children = parent.children
    .filter((each) => !saysNothing(each))
    .map((each) => withoutTheirs(each, isNode))
    .filter((each) => !isTheirs(each, parent));
  return { ...parent, children };
}

/**
 * The document with what somebody has configured: without what the cluster, its agents and moves by hand wrote, and
 * without what says nothing.
 */
export const configured = (cib: Cib): Cib =>
  sections.reduce(
    (made, section) =>
      changeSection(made, section, (all) => {
        const { children } = withoutTheirs({ name: section, attributes: {}, children: all }, section === "nodes");
        return [...children];
      }),
    cib,
  );
