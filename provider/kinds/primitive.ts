import { z } from "zod";
import { element, withAttributes, type Element } from "../cib/element";
import { sameMeaning, sameText, writePairs } from "../cib/pairs";
import { cibObject } from "./cib-object";
import { agent, asPairs, cibId, common, pairs, readScalars, text } from "./fields";
import { operations, readOperations, writeOperations } from "./operations";

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

export function writePrimitive(
  live: Element | undefined,
  id: string,
  args: PrimitiveArgs,
  former?: PrimitiveArgs,
): Element {
  const base = live ?? element("primitive", { id });
  const gone = former?.description !== undefined && args.description === undefined;
  const named = withAttributes(base, {
    ...agentAttributes(args.agent),
    ...(gone ? { description: undefined } : args.description !== undefined && { description: args.description }),
  });
  const withParams = writePairs(
    named,
    "instance_attributes",
    `${id}-instance_attributes`,
    asPairs(args.params),
    asPairs(former?.params),
    sameText,
  );
  const withMeta = writePairs(
    withParams,
    "meta_attributes",
    `${id}-meta_attributes`,
    asPairs(args.meta),
    asPairs(former?.meta),
  );
  return writeOperations(withMeta, args.operations, former?.operations);
}

export function readPrimitive(live: Element, args: PrimitiveArgs): PrimitiveArgs {
  return {
    ...args,
    agent: agentOf(live),
    ...(args.description !== undefined && { description: live.attributes["description"] }),
    ...(args.params && { params: readScalars(live, "instance_attributes", args.params, sameText) }),
    ...(args.meta && { meta: readScalars(live, "meta_attributes", args.meta, sameMeaning) }),
    ...(args.operations && { operations: readOperations(live, args.operations) }),
  };
}

export const primitive = cibObject<PrimitiveArgs>({
  type: "Primitive",
  description: "A resource that one agent runs on one node (crm's primitive).",
  schema: primitiveSchema,
  section: "resources",
  tag: "primitive",
  read: readPrimitive,
  write: writePrimitive,
  resources: (args) => [args.cibId],
  decidesFencing: ({ agent }) => /^stonith:/.test(agent),
});
