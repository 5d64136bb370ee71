import { z } from "zod";
import { child, element, replaceChild, type Element } from "../cib/element";
import { sameText } from "../cib/pairs";
import { cibObject } from "./cib-object";
import { cibId, common, id, pairName, pairs, partIds, text } from "./fields";
import { byId } from "./child-parts";
import { pairsIn } from "./pair-parts";
import { attribute, parts, type Part } from "./parts";

const path = text.regex(/^\//, "must be an absolute path");

const recipient = z
  .strictObject({
    value: text.min(1).meta({ description: "Who is told, in the agent's words: an address, a file." }),
    description: text.optional().meta({ description: "A comment in the CIB." }),
    params: pairs.optional().meta({ description: "Environment variables of the agent for this one." }),
    meta: pairs.optional().meta({ description: 'For this one: "timeout", "timestamp-format", "enabled".' }),
    ids: partIds("AlertRecipientIds", ["params", "meta"]),
  })
  .meta({ description: "Who is told by an alert (recipient).", name: "AlertRecipient" });
type Recipient = z.infer<typeof recipient>;

const kinds = ["nodes", "fencing", "resources", "attributes"] as const;
const flag = z.boolean().optional();
const select = z
  .strictObject({
    nodes: flag.meta({ description: "Nodes that come and go (select_nodes)." }),
    fencing: flag.meta({ description: "Fencing (select_fencing)." }),
    resources: flag.meta({ description: "Operations of resources (select_resources)." }),
    attributes: z
      .union([z.boolean(), z.array(pairName).min(1)])
      .optional()
      .meta({ description: "Node attributes that change: all, or those named (select_attributes)." }),
  })
  .meta({ description: "Which events an alert is for.", name: "AlertSelect" });
type Select = z.infer<typeof select>;

export const alertSchema = z
  .strictObject({
    cibId,
    path: path.meta({ description: "The alert agent, a program on every node." }),
    description: text.optional().meta({ description: "A comment in the CIB." }),
    params: pairs.optional().meta({ description: "Environment variables of the agent." }),
    meta: pairs.optional().meta({ description: '"timeout" (default 30s), "timestamp-format", "enabled".' }),
    select: select.optional().meta({ description: "Which events it is for. Default: nodes, fencing and resources." }),
    recipients: z
      .record(id, recipient)
      .optional()
      .meta({ description: "Who is told, by their ids. Default: the agent is called once, for nobody." }),
    ids: partIds("AlertIds", ["params", "meta"]),
    ...common,
  })
  .meta({
    example: `// On every node: install /usr/share/pacemaker/alerts/alert_file.sh.sample /usr/local/bin/alert_file.sh
new pacemaker.Alert(
  "log-changes",
  {
    path: "/usr/local/bin/alert_file.sh",
    recipients: { "log-changes-recipient-1": { value: "/var/log/pacemaker/alerts.log" } },
  },
  { provider: cluster },
);`,
    limits: "Puts no program onto the nodes. What its recipients are called in the CIB is the program's to say.",
    crm: "alert log-changes /usr/local/bin/alert_file.sh to /var/log/pacemaker/alerts.log",
    see: "Pacemaker Explained, Alerts",
  });
export type AlertArgs = z.infer<typeof alertSchema>;

const env = {
  params: pairsIn("instance_attributes", sameText),
  meta: pairsIn("meta_attributes"),
};

const printSelect = (wanted: Select, alert: string): Element =>
  element(
    "select",
    {},
    kinds.flatMap((kind) => {
      const value = wanted[kind];
      if (value === undefined || value === false) return [];
      const names = Array.isArray(value) ? value : [];
      return element(
        `select_${kind}`,
        {},
        names.map((name, i) => element("attribute", { id: `${alert}-${i}`, name })),
      );
    }),
  );

function readSelect(live: Element | undefined): Select {
  const found = kinds.flatMap((kind): [string, unknown][] => {
    const each = child(live, `select_${kind}`);
    if (!each) return [];
    const names = each.children.flatMap(({ attributes }) => attributes["name"] ?? []);
    return [[kind, names.length > 0 ? names : true]];
  });
  return Object.fromEntries(found);
}

/** The order of attributes says nothing. */
const sameSelect = (a: Element | undefined, b: Element | undefined): boolean => {
  const [one, other] = [a, b].map((each) => {
    const { attributes, ...others } = readSelect(each);
    return JSON.stringify([others, Array.isArray(attributes) ? attributes.toSorted() : attributes]);
  });
  return one === other;
};

const selectPart: Part<Select> = {
  read(live, wanted) {
    const found = child(live, "select");
    return sameSelect(found, printSelect(wanted, "")) ? wanted : readSelect(found);
  },
  write(live, wanted, former) {
    const before = child(live, "select");
    if (wanted === undefined) return former === undefined || !before ? live : replaceChild(live, before, undefined);
    const made = printSelect(wanted, live.attributes["id"] ?? "");
    if (before && sameSelect(before, made)) return live;
    return replaceChild(live, before, made);
  },
  whole(live) {
    const found = child(live, "select");
    return found && { value: readSelect(found) };
  },
};

export const alert = cibObject<AlertArgs>({
  type: "Alert",
  description: "A program that is called when something happens in the cluster (crm's alert).",
  schema: alertSchema,
  section: "alerts",
  tag: "alert",
  ...parts<AlertArgs>({
    path: attribute("path"),
    description: attribute("description"),
    ...env,
    select: selectPart,
    recipients: byId<Recipient>("recipient", {
      value: attribute("value"),
      description: attribute("description"),
      ...env,
    }),
  }),
  resources: () => [],
});
