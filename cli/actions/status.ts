import { readReport } from "../../provider/cluster/report";
import type { Session } from "../session";
import { statusText } from "../status-text";
import type { Done } from "./done";

export async function showStatus({ connections }: Session): Promise<Done> {
  const report = await readReport(connections);
  return { text: statusText(report), json: report };
}
