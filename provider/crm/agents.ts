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
