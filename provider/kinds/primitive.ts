import { z } from "zod";
import { withAttributes, type Element } from "../cib/element";
import { sameText } from "../cib/pairs";
import { cibObject } from "./cib-object";
import { agent, cibId, common, pairs, text } from "./fields";
import { operations, readOperations, writeOperations } from "./operations";
import { attribute, pairsIn, parts, type Part } from "./parts";

export const meta = pairs.meta({
  description: 'Meta attributes under Pacemaker\'s own names, such as "target-role" or "migration-threshold".',
  see: "Pacemaker Explained, Resource Meta-Attributes",
});

export const primitiveSchema = z
  .strictObject({
    cibId,
    agent: agent.meta({
      description: "The resource agent, with its class: `crm ra classes`, `crm ra list`.",
      see: "Pacemaker Explained, Resource Classes",
    }),
    description: text.optional().meta({ description: "A comment in the CIB." }),
    params: pairs.optional().meta({
      description: "The agent's parameters under its own names (`crm ra info`, `pulumi-pacemaker agents show`).",
      see: "Pacemaker Explained, Resource Instance Attributes",
    }),
    meta: meta.optional(),
    operations: operations.optional(),
    ...common,
  })
  .meta({
    example: `const web = new pacemaker.Primitive(
  "apache-ha",
  {
    agent: "ocf:heartbeat:apache",
    params: { configfile: "/etc/apache2/apache2.conf" },
    operations: { monitor: { interval: "1min" } },
  },
  { provider: cluster },
);`,
    crm: "primitive apache-ha ocf:heartbeat:apache params configfile=/etc/apache2/apache2.conf op monitor interval=1min",
    see: "Pacemaker Explained, Resource Properties",
  });
export type PrimitiveArgs = z.infer<typeof primitiveSchema>;

const agentAttributes = (name: string): Record<string, string | undefined> => {
  const [kind = "", ...rest] = name.split(":");
  return kind === "ocf"
    ? { class: kind, provider: rest[0], type: rest.slice(1).join(":") }
    : { class: kind, provider: undefined, type: rest.join(":") };
};

export const agentOf = ({ attributes }: Element): string =>
  ["class", "provider", "type"].flatMap((key) => attributes[key] ?? []).join(":");

const agentPart: Part<string> = {
  read: agentOf,
  write: (live, wanted) => (wanted === undefined ? live : withAttributes(live, agentAttributes(wanted))),
};

export const primitiveParts = parts<PrimitiveArgs>({
  agent: agentPart,
  description: attribute("description"),
  params: pairsIn("instance_attributes", sameText),
  meta: pairsIn("meta_attributes"),
  operations: { read: readOperations, write: writeOperations },
});

export const primitive = cibObject<PrimitiveArgs>({
  type: "Primitive",
  description: "A resource that one agent runs on one node (crm's primitive).",
  schema: primitiveSchema,
  section: "resources",
  tag: "primitive",
  ...primitiveParts,
  resources: (args) => [args.cibId],
  decidesFencing: ({ agent }) => /^stonith:/.test(agent),
});
