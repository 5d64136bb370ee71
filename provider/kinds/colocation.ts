import { z } from "zod";
import { cibObject } from "./cib-object";
import { cibId, common, reference, score } from "./fields";
import { attribute, parts } from "./parts";

export const colocationSchema = z
  .strictObject({
    cibId,
    resource: reference("The resource that is placed where the other one is (rsc).").meta({ deletedWith: true }),
    with: reference("The resource that is placed first (with-rsc)."),
    score: score.default("INFINITY").meta({
      description: '"INFINITY": only on its node; "-INFINITY": never there; a number: a preference. Default: INFINITY.',
    }),
    ...common,
  })
  .meta({
    example: `new pacemaker.Colocation(
  "apache-with-ip",
  { resource: web, with: ip, score: "INFINITY" },
  { provider: cluster },
);`,
    crm: "colocation apache-with-ip inf: apache-ha failover-ip",
    see: "Pacemaker Explained, Placing Resources Relative to other Resources",
  });
export type ColocationArgs = z.infer<typeof colocationSchema>;

export const colocation = cibObject<ColocationArgs>({
  type: "Colocation",
  description: "Where a resource runs relative to another (crm's colocation).",
  schema: colocationSchema,
  section: "constraints",
  tag: "rsc_colocation",
  ...parts<ColocationArgs>({
    resource: attribute("rsc"),
    with: attribute("with-rsc"),
    score: attribute("score"),
  }),
  resources: (args) => [args.resource, args.with],
});
