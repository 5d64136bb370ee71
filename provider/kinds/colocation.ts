import { z } from "zod";
import { cibObject } from "./cib-object";
import { readFields, writeFields } from "./constraints";
import { cibId, common, reference, score } from "./fields";

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

const fields = { resource: "rsc", with: "with-rsc", score: "score" };

export const colocation = cibObject<ColocationArgs>({
  type: "Colocation",
  description: "Where a resource runs relative to another (crm's colocation).",
  schema: colocationSchema,
  section: "constraints",
  tag: "rsc_colocation",
  read: (live, args) => readFields(fields, live, args),
  write: (live, id, args, former) => writeFields("rsc_colocation", fields, live, id, args, former),
  resources: (args) => [args.resource, args.with],
});
