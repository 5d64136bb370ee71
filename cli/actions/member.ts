import { removeMember } from "../../provider/members/remove";
import type { Session } from "../session";
import type { Done } from "./done";

/** `crm node delete`, the same on every version: drained, stopped, and out of Corosync and Pacemaker on all others. */
export async function deleteNode({ connections, deadline, progress }: Session, name: string): Promise<Done> {
  const warnings: string[] = [];
  const warn = (what: string) => {
    warnings.push(what);
  };
  await removeMember(name, connections, { deadline, progress, warn });
  return { text: `${name} is no member any more`, json: { node: name, deleted: true }, warnings };
}
