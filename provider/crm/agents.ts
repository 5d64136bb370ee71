import { parseString } from "xml2js";
import { PacemakerError } from "../errors";
import type { Command, CommandOutput } from "../ssh/types";
import { parseSections, sectionShell } from "./sections";

export interface AgentClass {
  /** ocf, systemd, stonith … */
  class: string;
  /** Only the class ocf has providers. */
  providers: string[];
}

export interface AgentFilter {
  class?: string | undefined;
  /** Of the class ocf: heartbeat, pacemaker … */
  provider?: string | undefined;
}

export interface AgentParameter {
  name: string;
  type: string;
  default?: string;
  required: boolean;
  /** No two resources should have the same value. */
  unique: boolean;
  deprecated: boolean;
  /** The values that it may have, where there is a list. */
  values?: string[];
  /** In a few words. */
  summary: string;
  description: string;
}

/** An operation of the agent, with the times that it advises. */
export interface AgentAction {
  name: string;
  timeout?: string;
  interval?: string;
  role?: string;
}

export interface Agent {
  name: string;
  summary: string;
  description: string;
  parameters: AgentParameter[];
  actions: AgentAction[];
}

const installed = "command -v crm_resource >/dev/null || exit 127";

/** Classes and providers, and the agents of those that are wanted ("-" wants none, "*" all). */
const listScript = `
${installed}
${sectionShell}
fits() { [ "$2" = "*" ] || [ "$1" = "$2" ]; }
class=$(cat class)
provider=$(cat provider)
section standards
crm_resource --list-standards
section providers
crm_resource --list-ocf-providers
for standard in $(crm_resource --list-standards); do
  fits "$standard" "$class" || continue
  if [ "$standard" != ocf ]; then
    if [ "$provider" = "*" ]; then section "agents $standard"; crm_resource --list-agents "$standard" 2>/dev/null; fi
    continue
  fi
  for each in $(crm_resource --list-ocf-providers); do
    fits "$each" "$provider" || continue
    section "agents ocf:$each"
    crm_resource --list-agents "ocf:$each" 2>/dev/null
  done
done
`;

export const listCommand = (filter: AgentFilter | "classes"): Command => ({
  name: "crm_resource --list-agents",
  script: listScript,
  files:
    filter === "classes"
      ? { class: "-", provider: "-" }
      : { class: filter.class ?? (filter.provider === undefined ? "*" : "ocf"), provider: filter.provider ?? "*" },
});

const lines = (text: string | undefined): string[] =>
  (text ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

export interface Listed {
  classes: AgentClass[];
  /** Full names: `ocf:heartbeat:apache`. */
  agents: string[];
}

export function parseList({ stdout }: CommandOutput): Listed {
  const answers = parseSections(stdout);
  const providers = lines(answers["providers"]);
  return {
    classes: lines(answers["standards"])
      .sort()
      .map((each) => ({ class: each, providers: each === "ocf" ? providers : [] })),
    agents: Object.entries(answers).flatMap(([section, text]) => {
      const prefix = /^agents (.*)$/.exec(section)?.[1];
      return prefix === undefined ? [] : lines(text).map((agent) => `${prefix}:${agent}`);
    }),
  };
}

export const metadataCommand = (agent: string): Command => ({
  name: "crm_resource --show-metadata",
  script: `${installed}\ncrm_resource --show-metadata "$(cat agent)"`,
  files: { agent },
});

/**
 * Which of these agents a host has, and on request what they say of themselves: of all of them in one round trip. A
 * unit of systemd describes itself also where there is none, so what is installed is asked apart.
 */
const knowScript = `
${installed}
${sectionShell}
listed() {
  list="list-$(echo "$1" | tr : -)"
  [ -e "$list" ] || crm_resource --list-agents "$1" > "$list" 2>/dev/null
  grep -qxF -e "$2" "$list"
}
unit() { systemctl cat -- "$1" >/dev/null 2>&1; }
has() {
  case $1 in
    ocf:*) listed "\${1%:*}" "\${1##*:}" ;;
    systemd:*) unit "\${1#*:}" ;;
    service:*) listed lsb "\${1#*:}" || unit "\${1#*:}" ;;
    *) listed "\${1%%:*}" "\${1#*:}" ;;
  esac
}
section node
crm_node --name
while read -r agent; do
  has "$agent" || continue
  section "agent $agent"
  [ ! -s describe ] || crm_resource --show-metadata "$agent" 2>/dev/null
done < agents
if [ -s describe ] && grep -q '^stonith:' agents; then
  for folder in /usr/libexec/pacemaker /usr/lib/pacemaker /usr/lib64/pacemaker; do
    [ -x $folder/pacemaker-fenced ] || continue
    section fencing
    $folder/pacemaker-fenced metadata 2>/dev/null
    break
  done
fi
`;

export const knowCommand = (agents: readonly string[], describe: boolean): Command => ({
  name: "crm_resource --show-metadata",
  script: knowScript,
  files: { agents: agents.map((each) => `${each}\n`).join(""), describe: describe ? "yes" : "" },
});

/** What one host knows of the agents that it was asked for. */
export interface Known {
  /** The name of the node that the host is; empty where its cluster does not run. */
  node: string;
  /** Those that are installed there, with what they say of themselves where that was asked and can be read. */
  agents: Map<string, Agent | undefined>;
}

/** What every fencing device takes beside its agent's own parameters. */
function withFencing(agent: Agent, fencing: Agent | undefined): Agent {
  if (!fencing || !agent.name.startsWith("stonith:")) return agent;
  const own = new Set(agent.parameters.map(({ name }) => name));
  return { ...agent, parameters: [...agent.parameters, ...fencing.parameters.filter(({ name }) => !own.has(name))] };
}

export function parseKnown({ stdout }: CommandOutput): Known {
  const answers = parseSections(stdout);
  const fencing = readable("stonith", answers["fencing"]);
  const agents = Object.entries(answers).flatMap(([section, text]): [string, Agent | undefined][] => {
    const name = /^agent (.*)$/.exec(section)?.[1];
    const agent = name === undefined ? undefined : readable(name, text);
    return name === undefined ? [] : [[name, agent && withFencing(agent, fencing)]];
  });
  return { node: (answers["node"] ?? "").trim(), agents: new Map(agents) };
}

/** What xml2js makes of an element: its attributes, its text, its children by name. */
interface Node {
  $?: Record<string, string>;
  _?: string;
  [child: string]: unknown;
}

const nodes = (parent: Node | undefined, name: string): Node[] =>
  ((parent?.[name] ?? []) as (Node | string)[]).map((each) => (typeof each === "string" ? { _: each } : each));

/** Agents indent and wrap as they like: paragraphs stay, lines do not. */
const prose = (parent: Node, name: string): string =>
  (nodes(parent, name)[0]?._ ?? "")
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");

const isYes = (value: string | undefined): boolean => /^(1|true|yes)$/i.test(value ?? "");

const present = <Value extends object>(value: Value): Partial<Value> =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Partial<Value>;

function parameterOf(node: Node): AgentParameter {
  const content = nodes(node, "content")[0];
  const options = nodes(content, "option").flatMap(({ $ }) => $?.["value"] ?? []);
  return {
    name: node.$?.["name"] ?? "",
    type: content?.$?.["type"] ?? "string",
    ...present({ default: content?.$?.["default"] }),
    required: isYes(node.$?.["required"]),
    unique: isYes(node.$?.["unique"]),
    deprecated: isYes(node.$?.["deprecated"]) || node["deprecated"] !== undefined,
    ...(options.length > 0 && { values: options }),
    summary: prose(node, "shortdesc"),
    description: prose(node, "longdesc"),
  };
}

function actionOf({ $ = {} }: Node): AgentAction {
  return { name: $["name"] ?? "", ...present({ timeout: $["timeout"], interval: $["interval"], role: $["role"] }) };
}

/** Some agents cannot describe themselves where they are not set up: nothing can be said of what they take then. */
function readable(name: string, text: string | undefined): Agent | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  try {
    return parseMetadata(name, text);
  } catch (error) {
    if (error instanceof PacemakerError) return undefined;
    throw error;
  }
}

const unreadable = (name: string, why: string) =>
  new PacemakerError("NOT_FOUND", `the agent ${name} describes itself in a way that cannot be read: ${why}`, {
    hint: "Look at `crm ra info` there.",
  });

export function parseMetadata(name: string, text: string): Agent {
  let outcome: { error: Error | null; root?: Node } | undefined;
  parseString(text, { explicitRoot: false, async: false }, (error: Error | null, root?: Node | string) => {
    outcome ??= { error, ...(typeof root === "object" && { root }) };
  });
  const root = outcome?.root;
  if (!root) throw unreadable(name, outcome?.error?.message.split("\n")[0] ?? "it says nothing");
  return {
    name,
    summary: prose(root, "shortdesc"),
    description: prose(root, "longdesc"),
    parameters: nodes(nodes(root, "parameters")[0], "parameter").map(parameterOf),
    actions: nodes(nodes(root, "actions")[0], "action").map(actionOf),
  };
}
