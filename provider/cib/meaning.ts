import { todaysRole } from "./terms";
import { own } from "../own";

/**
 * The same thing, written differently: `60s` and `1min`, `inf` and `INFINITY`, `true` and `yes`. Which names hold a
 * time, a score, a boolean or a role is data.
 */
type Form = "time" | "score" | "boolean" | "role" | "text";

const forms: Readonly<Record<string, Form>> = {
  // op attributes
  interval: "time",
  timeout: "time",
  "start-delay": "time",
  enabled: "boolean",
  "record-pending": "boolean",
  role: "role",
  // meta attributes
  "target-role": "role",
  "is-managed": "boolean",
  maintenance: "boolean",
  "allow-migrate": "boolean",
  "allow-unhealthy-nodes": "boolean",
  critical: "boolean",
  interleave: "boolean",
  ordered: "boolean",
  notify: "boolean",
  promotable: "boolean",
  "globally-unique": "boolean",
  "failure-timeout": "time",
  "resource-stickiness": "score",
  "migration-threshold": "score",
  priority: "score",
  // constraints
  score: "score",
  symmetrical: "boolean",
  sequential: "boolean",
  "require-all": "boolean",
  influence: "boolean",
  "rsc-role": "role",
  "with-rsc-role": "role",
  // bundles
  "add-host": "boolean",
  // cluster properties
  "stonith-enabled": "boolean",
  "fencing-enabled": "boolean",
  "stonith-timeout": "time",
  "fencing-timeout": "time",
  "symmetric-cluster": "boolean",
  "maintenance-mode": "boolean",
  "stop-all-resources": "boolean",
  "stop-orphan-resources": "boolean",
  "stop-orphan-actions": "boolean",
  "start-failure-is-fatal": "boolean",
  "enable-startup-probes": "boolean",
  "enable-acl": "boolean",
  "startup-fencing": "boolean",
  "shutdown-lock": "boolean",
  "concurrent-fencing": "boolean",
  "remove-after-stop": "boolean",
  "cluster-recheck-interval": "time",
  "dc-deadtime": "time",
  "election-timeout": "time",
  "shutdown-escalation": "time",
  "transition-delay": "time",
  "cluster-delay": "time",
  "join-integration-timeout": "time",
  "join-finalization-timeout": "time",
  "shutdown-lock-limit": "time",
  "priority-fencing-delay": "time",
  "node-pending-timeout": "time",
  "node-health-base": "score",
  "node-health-green": "score",
  "node-health-yellow": "score",
  "node-health-red": "score",
  // node attributes
  standby: "boolean",
};

const units: Readonly<Record<string, number>> = {
  us: 1e-3,
  usec: 1e-3,
  ms: 1,
  msec: 1,
  "": 1e3,
  s: 1e3,
  sec: 1e3,
  m: 6e4,
  min: 6e4,
  h: 36e5,
  hr: 36e5,
};

/** Milliseconds of a time as Pacemaker reads it (`10`, `10s`, `500ms`, `1min`, `2h`), or undefined. */
export function parseTime(text: string): number | undefined {
  const match = /^\s*(\d+)\s*([a-z]*)\s*$/i.exec(text);
  const unit = match ? own(units, (match[2] ?? "").toLowerCase()) : undefined;
  return match && unit !== undefined ? Number(match[1]) * unit : undefined;
}

const infinity = 1_000_000;

/** A score as a number within ±1000000, or undefined. */
export function parseScore(text: string): number | undefined {
  const word = text.trim().toLowerCase();
  const infinite = /^([+-]?)(infinity|inf)$/.exec(word);
  if (infinite) return infinite[1] === "-" ? -infinity : infinity;
  if (!/^[+-]?\d+$/.test(word)) return undefined;
  return Math.max(-infinity, Math.min(infinity, Number(word)));
}

export function parseBoolean(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (["true", "on", "yes", "y", "1"].includes(word)) return true;
  if (["false", "off", "no", "n", "0"].includes(word)) return false;
  return undefined;
}

const role = (text: string): string => todaysRole(text).toLowerCase();

const readers: Readonly<Record<Form, (text: string) => string | number | boolean | undefined>> = {
  time: parseTime,
  score: parseScore,
  boolean: parseBoolean,
  role,
  text: (text) => text,
};

/** A value of a program as the CIB has it: text, and numbers and booleans as their text. */
export const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const isInteger = (text: string) => /^(0|-?[1-9]\d{0,14})$/.test(text);
const isWord = (text: string) => text === "true" || text === "false";

/** Text of the CIB as a program says it: a number or boolean where that becomes the very same text. */
export const scalarOf = (text: string): string | number | boolean =>
  isWord(text) ? text === "true" : isInteger(text) ? Number(text) : text;

/** The same of an element's own attribute: most are text to a program, whatever they look like. */
export const spelled = (name: string, text: string): string | number | boolean => {
  const form = own(forms, name);
  const isScalar = form === "boolean" ? isWord(text) : (form === "score" || form === "time") && isInteger(text);
  return isScalar ? scalarOf(text) : todays(name, text);
};

/** One spelling for all values of that name that mean the same. */
export function canonicalValue(name: string, value: string): string {
  const meaning = readers[own(forms, name) ?? "text"](value);
  return meaning === undefined ? value : String(meaning);
}

/** A value in today's terms. */
export const todays = (name: string, value: string): string =>
  own(forms, name) === "role" ? todaysRole(value) : value;

/** In an nvpair: Pacemaker reads crm's `inf` as 0 there. */
export const pairValue = (name: string, value: string): string =>
  own(forms, name) === "score"
    ? value
        .trim()
        .replace(/^\+?inf$/i, "INFINITY")
        .replace(/^-inf$/i, "-INFINITY")
    : todays(name, value);

/** As an element's own attribute: the CIB's schema takes fewer spellings there than Pacemaker does in an nvpair. */
export function attributeValue(name: string, value: string): string {
  if (own(forms, name) === "boolean") return String(parseBoolean(value) ?? value);
  const number = own(forms, name) === "score" ? parseScore(value) : undefined;
  if (number === undefined) return todays(name, value);
  return Math.abs(number) === infinity ? `${number < 0 ? "-" : ""}INFINITY` : String(number);
}

/** Do two values of an attribute or nvpair of that name mean the same to Pacemaker? */
export const sameValue = (name: string, a: string | undefined, b: string | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && canonicalValue(name, a) === canonicalValue(name, b));
