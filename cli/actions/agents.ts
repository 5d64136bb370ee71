import { agentClasses, agentNames, describeAgent } from "../../provider/cluster/agents";
import type { Agent, AgentFilter, AgentParameter } from "../../provider/crm/agents";
import type { Session } from "../session";
import { printable, table, wrapped } from "../table";
import type { Done } from "./done";

export async function listClasses({ connections }: Session): Promise<Done> {
  const classes = await agentClasses(connections);
  return {
    text: classes.map((each) => [each.class, ...each.providers].map(printable).join("  ")).join("\n"),
    json: classes,
  };
}

export async function listAgents({ connections }: Session, filter: AgentFilter): Promise<Done> {
  const names = await agentNames(connections, filter);
  return { text: names.map(printable).join("\n"), json: names };
}

const parameterNotes = ({ required, unique, deprecated, values }: AgentParameter): string =>
  [
    required ? "required" : "",
    unique ? "unique" : "",
    deprecated ? "deprecated" : "",
    values ? `one of ${values.join(", ")}` : "",
  ]
    .filter((note) => note !== "")
    .join(", ");

const parameterLines = (parameter: AgentParameter): string[] => {
  const { name, type, default: value, summary, description } = parameter;
  const notes = parameterNotes(parameter);
  const head = `${name} (${type}${notes === "" ? "" : `, ${notes}`})${value ? `, default: ${value}` : ""}`;
  return [printable(`  ${head}`), ...wrapped(description || summary, "      ")];
};

function agentText({ name, summary, description, parameters, actions }: Agent): string {
  return [
    printable(`${name}: ${summary}`),
    "",
    ...wrapped(description, "  "),
    "",
    ...(parameters.length > 0 ? ["parameters", ...parameters.flatMap(parameterLines), ""] : []),
    ...table(
      ["ACTION", "TIMEOUT", "INTERVAL", "ROLE"],
      actions.map((each) => [each.name, each.timeout ?? "", each.interval ?? "", each.role ?? ""]),
    ),
  ].join("\n");
}

export async function showAgent({ connections }: Session, name: string): Promise<Done> {
  const agent = await describeAgent(connections, name);
  return { text: agentText(agent), json: agent };
}
