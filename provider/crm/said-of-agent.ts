import { parseBoolean, parseTime, sameValue } from "../cib/meaning";
import { orNearest, unknownValue } from "../problems";
import type { Agent, AgentParameter } from "./agents";
import { own } from "../own";

interface SaidOperation {
  name: string;
  interval?: string | undefined;
  timeout?: string | undefined;
  role?: string | undefined;
}

/** What a program says of a resource's agent. */
export interface Said {
  /** `path`: where in its arguments it stands. */
  parameters: readonly { path: string; name: string; value: string }[];
  operations: readonly SaidOperation[];
  /** Does it have that parameter in the cluster, whoever set it? Undefined where others may add more (a template). */
  isGiven: ((name: string) => boolean) | undefined;
}

export interface Judged {
  errors: string[];
  warnings: string[];
}

/** Pacemaker's and crm's own, which are handed to every agent. */
const general = /^(\$|CRM_meta_|OCF_CHECK_LEVEL$|trace_(ra|file|dir)$)/;

/** What these declare is not what they take. */
const mistaken = new Set(["ocf:heartbeat:rabbitmq-server-ha erlang_cookie"]);

/** Pacemaker fills these in for a device of that family. */
const filledIn = (agent: string, parameter: string): boolean =>
  /^stonith:fence_/.test(agent) && ["action", "port", "plug"].includes(parameter);

interface Form {
  words: string;
  fits(value: string): boolean;
}

const number: Form = {
  words: "a number",
  // A time is what some of them mean.
  fits: (value) => /^[+-]?\d+(\.\d+)?$/.test(value) || /^[+-]?INFINITY$/i.test(value) || parseTime(value) !== undefined,
};
const boolean: Form = {
  words: "true or false",
  fits: (value) => parseBoolean(value) !== undefined || /^(ja|nein)$/i.test(value),
};
const time: Form = {
  words: 'a time such as "10s"',
  fits: (value) => parseTime(value) !== undefined || /^[+-]?\d+(\.\d+)?$/.test(value),
};

/** Types of the OCF standard, and those of fencing agents. */
const forms: Readonly<Record<string, Form>> = { integer: number, boolean, time, second: time };

const words = (text: string): Set<string> => new Set(text.split(/[^\w.+-]+|\.(?=\s|$)/));

/** What the agent says in words counts as much as what it declares. */
const describes = ({ summary, description }: AgentParameter, value: string): boolean =>
  words(`${summary} ${description}`).has(value);

/**
 * Agents declare types carelessly: many a number may be a time, and a name is called a boolean. An error is only what
 * the agent's own default shows to be meant so.
 */
function judgeValue(
  agent: Agent,
  parameter: AgentParameter,
  { path, value }: Said["parameters"][number],
  judged: Judged,
): void {
  const { name, type, values, default: otherwise } = parameter;
  if (value === "" || value === unknownValue || mistaken.has(`${agent.name} ${name}`)) return;
  if (describes(parameter, value)) return;
  const say = (what: string) => `${path}: ${agent.name} takes ${what}`;
  if (values) {
    if (!values.includes(value)) judged.errors.push(say(`one of ${values.join(", ")}`));
    return;
  }
  const form = own(forms, type);
  if (!form || form.fits(value)) return;
  const meant = otherwise !== undefined && otherwise !== "" && form.fits(otherwise);
  (meant ? judged.errors : judged.warnings).push(say(form.words));
}

/** The cluster asks for these, whether an agent says so or not. */
const always = ["start", "stop", "monitor"];
/** The cluster asks for these where there is reason to, and never where the agent has none. */
const sometimes = ["promote", "demote", "notify", "reload", "reload-agent", "migrate_to", "migrate_from"];
/** Not for the cluster to run. */
const never = new Set(["meta-data", "validate-all", "methods", "usage"]);

/** These are described by Pacemaker itself, with times that are nobody's advice. */
const isGeneric = ({ name }: Agent): boolean => /^(systemd|service|lsb|upstart):/.test(name);

function judgeOperation(agent: Agent, said: SaidOperation, judged: Judged): void {
  const { name, interval = "0", timeout, role } = said;
  const known = [...new Set([...always, ...agent.actions.map((each) => each.name)])].filter((each) => !never.has(each));
  if (!known.includes(name)) {
    // What is in nobody's way is in many configurations, and crm 4 takes it.
    const isIdle = sometimes.includes(name) && parseTime(interval) === 0;
    (isIdle ? judged.warnings : judged.errors).push(
      `operations.${name}: ${agent.name} has no such operation${orNearest(name, known)}`,
    );
    return;
  }
  const same = agent.actions.filter((each) => each.name === name);
  const ofRole = same.filter((each) => each.role !== undefined && sameValue("role", each.role, role ?? "Started"));
  const advised = (ofRole.length > 0 ? ofRole : same).flatMap((each) => each.timeout ?? []);
  const least = advised.sort((a, b) => (parseTime(a) ?? 0) - (parseTime(b) ?? 0))[0];
  const [limit, wanted] = [parseTime(timeout ?? ""), parseTime(least ?? "")];
  if (limit !== undefined && limit > 0 && wanted !== undefined && limit < wanted && !isGeneric(agent))
    judged.warnings.push(
      `operations.${name}: the timeout ${timeout ?? ""} is shorter than the ${least ?? ""} that ${agent.name} advises`,
    );
}

/** What is wrong with what a program says of a resource, as far as its agent knows. Values are never repeated. */
export function judgeSaid(agent: Agent, said: Said): Judged {
  const judged: Judged = { errors: [], warnings: [] };
  const known = new Map(agent.parameters.map((each) => [each.name, each]));
  for (const each of said.parameters) {
    const parameter = known.get(each.name);
    if (parameter) judgeValue(agent, parameter, each, judged);
    else if (!general.test(each.name))
      judged.errors.push(`${each.path}: ${agent.name} has no such parameter${orNearest(each.name, known.keys())}`);
  }
  for (const { name, required, deprecated } of agent.parameters)
    if (required && !deprecated && said.isGiven?.(name) === false && !filledIn(agent.name, name))
      judged.errors.push(`params.${name}: ${agent.name} requires it`);
  for (const each of said.operations) judgeOperation(agent, each, judged);
  return judged;
}
