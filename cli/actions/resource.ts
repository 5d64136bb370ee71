import { replace } from "../../provider/cluster/replace";
import { readReport } from "../../provider/cluster/report";
import type { Settled } from "../../provider/cluster/settle";
import type { FailureReport, Report } from "../../provider/crm/report";
import { PacemakerError, type ErrorCode } from "../../provider/errors";
import type { Session } from "../session";
import { actedOn, primitivesIn, writeRole } from "../target-role";
import type { Done } from "./done";

const whatItIs = (report: Report, ids: readonly string[]): string[] =>
  report.resources
    .filter(({ id }) => ids.includes(id))
    .map(({ id, nodes, role }) =>
      nodes.length > 0 ? `${id} runs on ${nodes.join(", ")}` : `${id} is ${role.toLowerCase()}`,
    );

/** The words of the cluster stay; the way out is another one here than in a program. */
const hints: Partial<Record<ErrorCode, (id: string) => string>> = {
  FAILED_IN_CLUSTER: (id) => `Mend the cause, then \`pulumi-pacemaker cleanup ${id}\`.`,
  NOT_SETTLED: () => "Look at `pulumi-pacemaker status`; a longer limit is --timeout.",
  HELD_BACK: () => "Its target-role is written, and counts when that ends.",
};

function hinted(error: unknown, id: string): unknown {
  const hint = error instanceof PacemakerError ? hints[error.code]?.(id) : undefined;
  if (!(error instanceof PacemakerError) || hint === undefined) return error;
  return new PacemakerError(error.code, error.what, { ...error.detail, hint });
}

async function tell(session: Session, id: string, role: "Started" | "Stopped"): Promise<Settled & { ids: string[] }> {
  const { cluster, deadline, progress } = session;
  const { host } = await cluster.observe();
  const before = await replace(host, (cib) => writeRole(cib, id, role));
  const ids = primitivesIn(actedOn(before, id));
  const until = role === "Stopped" ? "stopped" : "settled";
  try {
    return { ...(await cluster.settle({ resources: ids, until, before, deadline, progress })), ids };
  } catch (error) {
    throw hinted(error, id);
  }
}

/** `crm resource stop`: returns when it runs nowhere any more. */
export async function stopResource(session: Session, id: string): Promise<Done> {
  const { warnings, ids } = await tell(session, id, "Stopped");
  return { text: `${id} is stopped`, json: { resource: id, stopped: ids }, warnings };
}

/** `crm resource start`: returns when it runs. */
export async function startResource(session: Session, id: string): Promise<Done> {
  const { warnings, ids } = await tell(session, id, "Started");
  const report = await readReport(session.connections);
  const idle = report.resources.filter((each) => ids.includes(each.id) && each.nodes.length === 0);
  if (idle.length === ids.length && ids.length > 0)
    throw new PacemakerError("HELD_BACK", [`${id} is told to start and does not run`, ...warnings].join(": "), {
      hint: "It starts when that ends.",
    });
  const nodes = [...new Set(report.resources.filter((each) => ids.includes(each.id)).flatMap((each) => each.nodes))];
  return { text: whatItIs(report, ids).join("\n"), json: { resource: id, nodes }, warnings };
}

const script = `
if [ -s resource ]; then crm_resource --cleanup --resource "$(cat resource)"; else crm_resource --cleanup; fi
`;

const sayFailure = ({ resource, operation, node, why }: FailureReport): string =>
  `${resource}: ${operation} failed on ${node}: ${why}`;

const sameFailure = (a: FailureReport, b: FailureReport): boolean =>
  a.time === b.time && sayFailure(a) === sayFailure(b);

/** `crm resource cleanup`: the cluster forgets failures and tries again; returns when it has. */
export async function cleanUp(session: Session, id: string | undefined): Promise<Done> {
  const { cluster, connections, deadline, progress } = session;
  const { cib, host } = await cluster.observe();
  const ids = id === undefined ? undefined : primitivesIn(actedOn(cib, id));
  const before = await readReport(connections);
  progress("waiting for the nodes to forget failures");
  const answer = await host.run({ name: "crm_resource --cleanup", script, files: { resource: id ?? "" } });
  if (answer.status !== 0)
    throw new PacemakerError("FAILED_IN_CLUSTER", `crm_resource --cleanup: ${answer.stderr.trim()}`, {
      host: host.address,
    });
  await cluster.settle({ resources: "all", until: "settled", before: cib, deadline, progress });
  const after = await readReport(connections);
  const left = after.failures.filter(({ resource }) => !ids || ids.includes(resource));
  const again = left.filter((each) => !before.failures.some((former) => sameFailure(each, former)));
  if (again.length > 0)
    throw new PacemakerError("FAILED_IN_CLUSTER", `failed again: ${again.map(sayFailure).join("; ")}`, {
      hint: "Mend the cause first.",
    });
  const lines = ids ? whatItIs(after, ids) : [];
  return {
    text: [id === undefined ? "all failures are forgotten" : `failures of ${id} are forgotten`, ...lines].join("\n"),
    json: { resource: id ?? null, failures: after.failures },
    warnings: left.map((each) => `not forgotten: ${sayFailure(each)}`),
  };
}
