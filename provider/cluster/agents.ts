import {
  listCommand,
  metadataCommand,
  parseList,
  parseMetadata,
  type Agent,
  type AgentClass,
  type AgentFilter,
  type Listed,
} from "../crm/agents";
import { PacemakerError } from "../errors";
import { firstHost } from "../ssh";
import type { Command, CommandOutput, Connections, Host } from "../ssh/types";

/** Agents are files of a machine: any host that has Pacemaker's tools can say what it has. */
async function ask(connections: Connections, command: Command): Promise<{ output: CommandOutput; host: Host }> {
  const answers: CommandOutput[] = [];
  const host = await firstHost(connections, async (each) => {
    const output = await each.run(command);
    if (output.status === 127)
      throw new PacemakerError("NO_CRM", "not installed there: crm_resource", {
        host: each.address,
        hint: "Install pacemaker-cli-utils (package pacemaker), or name a member of the cluster in hosts.",
      });
    answers.push(output);
  });
  const [output] = answers;
  if (!output) throw new PacemakerError("INTERNAL", "a host was chosen that nobody asked");
  return { output, host };
}

const list = async (connections: Connections, filter: AgentFilter | "classes"): Promise<Listed> =>
  parseList((await ask(connections, listCommand(filter))).output);

export const agentClasses = async (connections: Connections): Promise<AgentClass[]> =>
  (await list(connections, "classes")).classes;

const wordForm = /^[A-Za-z0-9_][\w.-]*$/;
const agentForm = /^[A-Za-z0-9_][\w.@:/-]*$/;

function requireForm(form: RegExp, what: string, value: string | undefined): void {
  if (value !== undefined && !form.test(value))
    throw new PacemakerError("INVALID_ARGUMENT", `${JSON.stringify(value)} is not ${what}`);
}

function requireKnown(what: string, value: string | undefined, known: readonly string[]): void {
  if (value !== undefined && !known.includes(value))
    throw new PacemakerError("NOT_FOUND", `there is no ${what} ${value}; there are ${known.join(", ")}`);
}

/** The agents' full names. */
export async function agentNames(connections: Connections, filter: AgentFilter): Promise<string[]> {
  requireForm(wordForm, "a class of agents (ocf, systemd, stonith …)", filter.class);
  requireForm(wordForm, "a provider of agents (heartbeat, pacemaker …)", filter.provider);
  if (filter.provider !== undefined && (filter.class ?? "ocf") !== "ocf")
    throw new PacemakerError("INVALID_ARGUMENT", `the class ${filter.class ?? ""} has no providers, only ocf has`);
  const { classes, agents } = await list(connections, filter);
  requireKnown(
    "class of agents",
    filter.class,
    classes.map((each) => each.class),
  );
  requireKnown(
    "provider of agents",
    filter.provider,
    classes.flatMap(({ providers }) => providers),
  );
  return agents;
}

/** What an agent says of itself. */
export async function describeAgent(connections: Connections, name: string): Promise<Agent> {
  if (!agentForm.test(name))
    throw new PacemakerError("INVALID_ARGUMENT", `${JSON.stringify(name)} is not an agent's name`, {
      hint: "Give it with its class, such as ocf:heartbeat:apache or systemd:nginx.",
    });
  const { output, host } = await ask(connections, metadataCommand(name));
  if (output.status === 0) return parseMetadata(name, output.stdout);
  const words = output.stderr.split("\n")[0]?.replace(/^crm_resource: /, "") ?? "";
  throw new PacemakerError("NOT_FOUND", words, {
    host: host.address,
    hint: "`npx pulumi-pacemaker agents list` names the agents that are installed there.",
  });
}
