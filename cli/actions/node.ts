import { node } from "../../provider/kinds/node";
import { replace } from "../../provider/cluster/replace";
import { readReport, sayStuck } from "../../provider/cluster/report";
import type { Report } from "../../provider/crm/report";
import { PacemakerError } from "../../provider/errors";
import { UsageError } from "../failure";
import type { Session } from "../session";
import type { Done } from "./done";

/** Without a name it is the node of the one host that is named: crm's "here". */
async function nodeHere({ settings, connections }: Session): Promise<string> {
  const [address, another] = settings.hosts;
  if (address === undefined || another !== undefined)
    throw new UsageError(
      "which node? It can be left out only where --hosts names a single host: that one's node is meant then.",
    );
  const host = await connections.host(address);
  const { status, stdout, stderr } = await host.run({ name: "crm_node --name", script: "crm_node --name" });
  if (status === 0) return stdout.trim();
  throw new PacemakerError("CLUSTER_DOWN", `crm_node --name: ${stderr.trim()}`, { host: address });
}

const running = ({ resources }: Report) => resources.filter(({ nodes }) => nodes.length > 0);

function requireSwitched(report: Report, name: string, standby: boolean): void {
  const found = report.nodes.find((each) => each.name === name);
  if (found?.standby === !standby)
    throw new PacemakerError(
      "NOT_SETTLED",
      standby
        ? `${name} is not on standby although its attribute says so`
        : `${name} is still on standby, by an attribute that lasts until its next start or by a failure with on-fail=standby`,
      {
        hint: standby ? "Look at `crm status`." : "See `crm_attribute --lifetime reboot --name standby` and `cleanup`.",
      },
    );
  const stuck = standby ? running(report).filter(({ nodes }) => nodes.includes(name)) : [];
  if (stuck.length > 0)
    throw new PacemakerError(
      "FAILED_IN_CLUSTER",
      `${name} is on standby, and still runs ${stuck.map((each) => sayStuck(report, each)).join("; ")}`,
      { hint: "End what keeps the cluster from stopping them there." },
    );
}

/** `crm node standby` and `crm node online`: returns when everything has moved. */
export async function switchNode(session: Session, given: string | undefined, standby: boolean): Promise<Done> {
  const { cluster, connections, deadline, progress } = session;
  const name = given ?? (await nodeHere(session));
  const before = await readReport(connections);
  const known = before.nodes.map((each) => each.name);
  if (!known.includes(name))
    throw new PacemakerError(
      "NOT_FOUND",
      `the cluster has no node ${JSON.stringify(name)}; its nodes are ${known.join(", ")}`,
    );
  const { host } = await cluster.observe();
  const cib = await replace(host, (live) => node.write(live, { name, standby }));
  const { warnings } = await cluster.settle({
    resources: "all",
    until: "settled",
    before: cib,
    deadline,
    progress,
  });
  const after = await readReport(connections);
  requireSwitched(after, name, standby);
  const online = after.nodes.find((each) => each.name === name)?.online === true;
  const lost = running(before).filter(({ id }) => !running(after).some((each) => each.id === id));
  const moved = running(after).flatMap(({ id, nodes }) => {
    const former = before.resources.find((each) => each.id === id)?.nodes ?? [];
    return former.join() === nodes.join() ? [] : [`${id} runs on ${nodes.join(", ")}`];
  });
  return {
    text: [
      `${name} is ${standby ? "on standby" : online ? "online" : "no longer on standby, but offline"}`,
      ...moved,
    ].join("\n"),
    json: { node: name, standby, online, moved: moved.length },
    warnings: [...warnings, ...lost.map(({ id }) => `${id} runs nowhere now`)],
  };
}
