import { existsSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { parseStringPromise } from "xml2js";
import { LabError } from "./error";
import { isRunning } from "./machines";
import { address, machineName } from "./names";
import { sshRun } from "./ssh";
import { logFile, type Lab } from "./state";

const bootLimit = 60_000;
const clusterLimit = 90_000;

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    const end = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.on("connect", end(true)).on("error", end(false)).on("timeout", end(false));
  });
}

export function lastWords(lab: Lab, machine: number): string {
  const log = logFile(lab.name, machine);
  return existsSync(log) ? `\n${readFileSync(log, "utf8").trim().split("\n").slice(-8).join("\n")}` : "";
}

/** Waits until a machine answers on SSH and systemd has started all it is to start. */
export async function waitForMachine(lab: Lab, machine: number): Promise<void> {
  const name = machineName(machine);
  const deadline = Date.now() + bootLimit;
  while (!(await answers(address(lab.net, machine), 22))) {
    if (!isRunning(lab, machine)) throw new LabError(`${name} ended while it booted${lastWords(lab, machine)}`);
    if (Date.now() > deadline)
      throw new LabError(`${name} does not answer on ${address(lab.net, machine)} port 22${lastWords(lab, machine)}`);
    await sleep(100);
  }
  const state = await sshRun(lab, machine, "systemctl is-system-running --wait", { timeout: bootLimit });
  const word = state.stdout.trim();
  if (word === "running") return;
  if (word !== "degraded") throw new LabError(`${name}: systemd is not up but "${word}" ${state.stderr.trim()}`);
  const failed = await sshRun(lab, machine, "systemctl --failed --plain --no-legend");
  throw new LabError(`${name} booted, but units failed:\n${failed.stdout.trim()}`);
}

export interface ClusterState {
  quorum: boolean;
  /** The designated controller's name. */
  dc?: string;
  online: string[];
  /** How the others are: "pending", "unclean" or "offline". */
  others: Record<string, string>;
}

interface CrmMon {
  "pacemaker-result"?: {
    summary?: { current_dc?: { $: Record<string, string> }[] }[];
    nodes?: ("" | { node?: { $: Record<string, string> }[] })[];
  };
}

/** What `crm_mon --output-as=xml` says of the cluster as a whole. */
export async function parseCrmMon(xml: string): Promise<ClusterState> {
  const result = ((await parseStringPromise(xml)) as CrmMon)["pacemaker-result"];
  const dc = result?.summary?.[0]?.current_dc?.[0]?.$;
  const nodes = result?.nodes?.[0];
  const states = ((nodes === "" ? undefined : nodes?.node) ?? []).map(({ $: node }) => ({
    name: node.name ?? "",
    how:
      ["pending", "unclean"].find((each) => node[each] === "true") ?? (node.online === "true" ? "online" : "offline"),
  }));
  return {
    quorum: dc?.with_quorum === "true",
    ...(dc?.name === undefined ? {} : { dc: dc.name }),
    online: states.flatMap(({ name, how }) => (how === "online" ? [name] : [])),
    others: Object.fromEntries(states.flatMap(({ name, how }) => (how === "online" ? [] : [[name, how]]))),
  };
}

/** Asks one machine about the cluster; in words why it cannot say. */
export async function clusterState(lab: Lab, machine: number): Promise<ClusterState | string> {
  const { status, stdout, stderr } = await sshRun(lab, machine, "crm_mon -1 --output-as=xml", { timeout: 10_000 });
  return status === 0 ? parseCrmMon(stdout) : stderr.trim() || stdout.trim() || `crm_mon exited with ${status}`;
}

/** Waits until each of these machines says that they are one cluster: quorum, a DC, all of them online. */
export async function waitForCluster(lab: Lab, machines: readonly number[]): Promise<void> {
  const nodes = machines.map(machineName);
  const deadline = Date.now() + clusterLimit;
  for (;;) {
    // Each for itself: a node that was just killed is still online for the others.
    const lacking = await Promise.all(
      machines.map(async (machine) => {
        const reason = lacks(await clusterState(lab, machine), nodes);
        return reason === undefined ? [] : [`${machineName(machine)} says: ${reason}`];
      }),
    );
    const reasons = lacking.flat();
    if (reasons.length === 0) return;
    if (Date.now() > deadline)
      throw new LabError(
        [`the cluster did not form in ${clusterLimit / 1000} s`, ...reasons, await account(lab, machines)].join("\n"),
      );
    await sleep(500);
  }
}

/** What one of the machines knows of nodes, resources and failures. */
async function account(lab: Lab, [machine]: readonly number[]): Promise<string> {
  if (machine === undefined) return "";
  const { stdout, stderr } = await sshRun(lab, machine, "crm_mon -1 -r -f", { timeout: 10_000 });
  return stdout + stderr;
}

/** What a cluster of these nodes still lacks. */
export function lacks(state: ClusterState | string, nodes: readonly string[]): string | undefined {
  if (typeof state === "string") return state;
  const missing = nodes.filter((node) => !state.online.includes(node));
  if (missing.length > 0) return missing.map((node) => `${node} is ${state.others[node] ?? "unknown"}`).join(", ");
  if (state.dc === undefined) return "no designated controller yet";
  return state.quorum ? undefined : "no quorum";
}
