import { z } from "zod";
import { boolean, id, operationName, pairs, role, text, time } from "./fields";

/** Our names of an operation's attributes and Pacemaker's. */
export const operationAttributes = {
  interval: "interval",
  timeout: "timeout",
  role: "role",
  onFail: "on-fail",
  startDelay: "start-delay",
  enabled: "enabled",
  recordPending: "record-pending",
  description: "description",
} as const;

const operation = z
  .strictObject({
    interval: time.optional().meta({ description: "How often a recurring operation runs. Default: once (0)." }),
    timeout: time.optional().meta({ description: "How long it may take. Default: op_defaults, else 20s." }),
    role: role.optional().meta({ description: "Run it only where the resource has this role." }),
    onFail: z
      .enum(["ignore", "block", "stop", "restart", "fence", "standby", "demote", "restart-container"])
      .optional()
      .meta({
        description:
          "What the cluster does when it fails (on-fail). Default: restart; for a stop fence, or block without fencing.",
      }),
    startDelay: time
      .optional()
      .meta({ description: "Wait before it runs for the first time (start-delay). Default: 0." }),
    enabled: boolean.optional().meta({ description: "false: the operation is kept but not run. Default: true." }),
    recordPending: boolean
      .optional()
      .meta({ description: "Record that it has begun (record-pending). Default: true." }),
    description: text.optional().meta({ description: "A comment." }),
    params: pairs.optional().meta({ description: "The agent's parameters for this operation alone." }),
    id: id
      .optional()
      .meta({ description: "Its id in the CIB, when it is made. Default: as crm calls it, such as web-monitor-10s." }),
  })
  .meta({
    description: "One operation (op) of a resource.",
    name: "Operation",
    see: "Pacemaker Explained, Operation Properties",
  });
export type Operation = z.infer<typeof operation>;

export const operations = z.record(operationName, z.union([operation, z.array(operation).min(1)])).meta({
  description:
    "Operations by name: one, or a list where an operation is there more than once (a monitor for each role).",
  see: "Pacemaker Explained, Resource Operations",
});
export type Operations = z.infer<typeof operations> | undefined;
