import { z } from "zod";
import { agentOf } from "../cib/agent-values";
import { withAttributes } from "../cib/element";
import { sameMeaning, sameText } from "../cib/pairs";
import { attributeSets, attributeSetsIn } from "./attribute-sets";
import { cibObject } from "./cib-object";
import {
  agent,
  cibId,
  common,
  evenIfWrong,
  exactlyOne,
  integer,
  pairName,
  pairs,
  partIds,
  reference,
  text,
} from "./fields";
import { operationsPart } from "./operation-parts";
import { operations } from "./operations";
import { clearMoves } from "./moves";
import { pairsIn } from "./pair-parts";
import { attribute, parts, type Part } from "./parts";

export const meta = pairs.meta({
  description: 'Meta attributes under Pacemaker\'s own names, such as "target-role" or "migration-threshold".',
  see: "Pacemaker Explained, Resource Meta-Attributes",
});

const agentField = agent.meta({
  description: "The resource agent, with its class: `crm ra classes`, `crm ra list`.",
  see: "Pacemaker Explained, Resource Classes",
});

/** What a primitive and a template for primitives say alike. */
const body = {
  description: text.optional().meta({ description: "A comment in the CIB." }),
  params: pairs.optional().meta({
    description: "The agent's parameters under its own names (`crm ra info`, `pulumi-pacemaker agents show`).",
    see: "Pacemaker Explained, Resource Instance Attributes",
  }),
  paramSets: attributeSets
    .optional()
    .meta({ description: "More sets of parameters by their ids, each with a rule or a score." }),
  meta: meta.optional(),
  metaSets: attributeSets
    .optional()
    .meta({ description: "More sets of meta attributes by their ids, each with a rule or a score." }),
  utilization: z.record(pairName, integer).optional().meta({
    description: "What of a node's capacity it takes, by name.",
    see: "Pacemaker Explained, Utilization and Placement Strategy",
  }),
  operations: operations.optional(),
  ids: partIds("PrimitiveIds", ["params", "meta", "utilization", "operations"]),
  ...common,
};

export const primitiveSchema = z
  .strictObject({
    cibId,
    agent: agentField.optional(),
    template: reference("Instead of `agent`: the template that says what this does not.").optional(),
    ...body,
    clearMoves,
  })
  .superRefine(exactlyOne(["agent", "template"], "an agent, or a template"), evenIfWrong)
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
    limits:
      "Sets and operations that refer to another resource's (id-ref) are kept, not declared. Several parameters of one name, each under a rule, are sets of their own (paramSets). A parameter that the agent does not have is refused; meta attributes and utilization are not looked up.",
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

const agentPart: Part<string> = {
  read: agentOf,
  write: (live, wanted, former) =>
    wanted !== undefined
      ? withAttributes(live, agentAttributes(wanted))
      : former === undefined
        ? live
        : withAttributes(live, { class: undefined, provider: undefined, type: undefined }),
  whole: (live) => (live.attributes["type"] === undefined ? undefined : { value: agentOf(live) }),
};

const bodyParts = {
  agent: agentPart,
  description: attribute("description"),
  params: pairsIn("instance_attributes", sameText, "paramSets"),
  paramSets: attributeSetsIn("instance_attributes"),
  meta: pairsIn("meta_attributes", sameMeaning, "metaSets"),
  metaSets: attributeSetsIn("meta_attributes", sameMeaning),
  utilization: pairsIn("utilization", sameText),
  operations: operationsPart,
};

export const primitiveParts = parts<PrimitiveArgs>({ template: attribute("template"), ...bodyParts }, [
  [["agent"], ["template"]],
]);

export const primitive = cibObject<PrimitiveArgs>({
  type: "Primitive",
  description: "A resource that one agent runs on one node (crm's primitive).",
  schema: primitiveSchema,
  section: "resources",
  tag: "primitive",
  ...primitiveParts,
  resources: (args) => [args.cibId],
  decidesStart: ({ cibId, agent }) => (/^stonith:/.test(agent ?? "") ? [cibId] : []),
  agent: ({ agent }) => agent,
});

const templateSchema = z.strictObject({ cibId, agent: agentField, ...body }).meta({
  example: `const model = new pacemaker.ResourceTemplate(
  "web-server",
  {
    agent: "ocf:heartbeat:apache",
    operations: { monitor: { interval: "1min" } },
  },
  { provider: cluster },
);`,
  limits: "It goes after the primitives that use it: Pacemaker has none without its template.",
  crm: "rsc_template web-server ocf:heartbeat:apache op monitor interval=1min",
  see: "Pacemaker Explained, Reusing Resource Definitions",
});
type ResourceTemplateArgs = z.infer<typeof templateSchema>;

export const resourceTemplate = cibObject<ResourceTemplateArgs>({
  type: "ResourceTemplate",
  description: "What several primitives have in common (crm's rsc_template).",
  schema: templateSchema,
  section: "resources",
  tag: "template",
  ...parts<ResourceTemplateArgs>(bodyParts),
  agent: ({ agent }) => agent,
  resources: () => "all",
});
