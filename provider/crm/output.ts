import { child, parseXml, type Element } from "../cib/element";
import { PacemakerError } from "../errors";

/**
 * What one of Pacemaker's tools prints with `--output-as=xml`. That it could not ask the cluster it says in XML as well:
 * without `part` there is no answer.
 */
export function parseOutput(tool: string, printed: string, part: string): Element {
  const start = printed.indexOf("<");
  const root = start === -1 ? undefined : parseXml(printed.slice(start));
  if (root && child(root, part)) return root;
  const complaint = child(root, "status")?.attributes["message"];
  throw new PacemakerError("CLUSTER_DOWN", `${tool}: ${complaint ?? printed.trim()}`, {
    hint: "Look at `systemctl status corosync pacemaker` there.",
  });
}
