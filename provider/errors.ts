/** What went wrong, as words that docs/troubleshooting.md explains. */
export const errorCodes = [
  // Reaching a host
  "NO_PROVIDER", // a resource was declared without `{ provider }`
  "HOSTS_UNKNOWN", // the machines do not exist yet
  "SSH_UNREACHABLE", // no answer: no route, timeout, name does not resolve
  "SSH_REFUSED", // nothing listens on the port
  "SSH_AUTH", // user, key or password refused
  "SSH_KEY", // the private key cannot be read or decrypted
  "SSH_HOST_KEY", // unknown or changed host key
  "SSH_SHELL", // the login works, but no POSIX shell with the usual tools answers
  "SSH_LOST", // the connection ended while a command ran
  "SUDO", // sudo is missing or asks for a password
  "COMMAND_TIMEOUT", // a command did not end within commandTimeout
  // The cluster behind it
  "NO_CRM", // crm or Pacemaker's tools are not installed
  "HEARTBEAT", // the messaging layer is Heartbeat, gone since Pacemaker 2.0
  "NO_PERMISSION", // the user may not run crm or talk to the cluster
  "CLUSTER_DOWN", // pacemakerd is not running there
  "NO_QUORUM", // the host's partition has no quorum
  "OTHER_CLUSTER", // another cluster than the one that state names
  // The change
  "INVALID_ARGUMENT", // an argument is refused before anything is written
  "EXISTS", // an object with that id exists and differs
  "CONFLICT", // another object claims the same thing (an address, an id)
  "NOT_FOUND", // a named object is not in the cluster
  "REFUSED_BY_CRM", // crm's own checks refuse the object
  "UNEXPECTED_CHANGE", // the checked copy differs in a place that was not asked for: nothing was sent
  "WRITE_CONTENTION", // other writers changed the same paths again and again
  "NOT_SETTLED", // committed, but the cluster has not done it within its limit
  "FAILED_IN_CLUSTER", // committed, but an operation failed on a node
  "HELD_BACK", // maintenance, unmanaged, no quorum, told to stop: waiting is in vain
  "MEMBER", // a machine could not be made a member of the cluster, or be taken out
  "SYSCTL", // a kernel setting could not be read or written
  // Anything that must never happen
  "INTERNAL",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/**
 * An error for the person who reads it at night: what failed, on which host or node, in the cluster's words, and
 * what to do. `code` is a word, never a number: the engine's transport gives numeric codes a meaning of their own.
 */
export class PacemakerError extends Error {
  override readonly name = "PacemakerError";
  constructor(
    readonly code: ErrorCode,
    /** What failed, in one sentence or a few. No secrets. */
    readonly what: string,
    readonly detail: { host?: string; hint?: string } = {},
  ) {
    const where = detail.host === undefined ? "" : `${detail.host}: `;
    const hint = detail.hint === undefined ? "" : `\n  ${detail.hint}`;
    super(`${where}${what} [${code}]${hint}`);
  }
}

const lost: readonly ErrorCode[] = [
  ...(["SSH_LOST", "SSH_UNREACHABLE", "SSH_REFUSED", "SSH_AUTH", "SSH_HOST_KEY", "SSH_SHELL"] as const),
  ...(["CLUSTER_DOWN", "COMMAND_TIMEOUT"] as const),
];

/** A host on which nothing more can be done for now, so that nobody knows whether the last thing was; another may serve. */
export const isLost = (error: unknown): error is PacemakerError =>
  error instanceof PacemakerError && lost.includes(error.code);
