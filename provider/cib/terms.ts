import { own } from "../own";

/**
 * What earlier releases of Pacemaker called otherwise. Programs, and all that is written, are in today's terms, which
 * every supported release knows; what is read may be in either. docs/versions.md has what else differs.
 */
export const roles = ["Started", "Stopped", "Promoted", "Unpromoted"] as const;

/** Before 2.1. */
export const formerRoles = ["Master", "Slave"] as const;

const today: Readonly<Record<string, string>> = { master: "Promoted", slave: "Unpromoted" };

export const todaysRole = (role: string): string => own(today, role.toLowerCase()) ?? role;

/**
 * Names of agents' parameters whose values nobody should read, `passw*` as crm hides itself: the community of SNMP, the
 * cookie of Erlang, the Kg key of IPMI among them.
 */
const secret =
  /passw|passphrase|(^|[._-])pass$|secret|token|community|erlang_cookie|hexadecimal_kg|(api|access|private|auth)[_-]?key/i;

/** What says where a secret is, how it is asked for, or whether there is one. */
const aboutSecret = /[_-](file|path|script|url|timeout|interval|type|use_empty)$|(^|\.)no_passw/i;

export const isSecretName = (name: string): boolean => secret.test(name) && !aboutSecret.test(name);

/** Without one of these two, a cluster with no fencing device starts nothing. Pacemaker 3 renames stonith to fencing. */
export const fencingProperties = ["stonith-enabled", "fencing-enabled"];

/** A watchdog of each node is a fencing device as well. */
export const watchdogProperties = ["stonith-watchdog-timeout", "fencing-watchdog-timeout"];

/**
 * They decide whether resources may start, or where: one that came before one of them would start where or when it
 * should not.
 */
export const decisiveProperties = [
  ...fencingProperties,
  ...watchdogProperties,
  ...["maintenance-mode", "stop-all-resources", "symmetric-cluster"],
];
