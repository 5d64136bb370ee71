import { PacemakerError } from "../errors";
import { own } from "../own";

/** What the ways of failing are called, and what to do about each. Never a secret: no key, password, input or output. */

/** How far an attempt to connect came; decides what its failure means. */
export type Stage = "socket" | "greeting" | "handshake" | "login";

const seconds = (milliseconds: number): string => `${Number((milliseconds / 1000).toFixed(1))} s`;

const unreachable = (host: string, what: string, hint: string): PacemakerError =>
  new PacemakerError("SSH_UNREACHABLE", what, { host, hint });

const checkHost = "Is the machine up, the address right, and the port open in its firewall?";

const socketWords: Readonly<Record<string, string>> = {
  ENOTFOUND: "its name does not resolve",
  EAI_AGAIN: "its name does not resolve just now",
  EHOSTUNREACH: "no route to it",
  ENETUNREACH: "no route to its network",
  EHOSTDOWN: "the machine is down",
  ETIMEDOUT: "no answer",
};

export function socketFailed(host: string, port: number, error: NodeJS.ErrnoException): PacemakerError {
  if (error.code === "ECONNREFUSED")
    return new PacemakerError("SSH_REFUSED", `nothing listens on port ${port}`, {
      host,
      hint: "Start sshd there (systemctl start ssh), or give the port that it listens on.",
    });
  const words = own(socketWords, error.code ?? "") ?? error.message;
  return unreachable(host, `cannot be reached on port ${port}: ${words}`, checkHost);
}

export function timedOut(host: string, port: number, timeout: number, stage: Stage): PacemakerError {
  const within = `within ${seconds(timeout)}`;
  switch (stage) {
    case "socket":
      return unreachable(host, `no answer on port ${port} ${within}`, checkHost);
    case "greeting":
      return unreachable(
        host,
        `port ${port} takes connections, but no SSH server greets ${within}`,
        "Is sshd alive there (systemctl status ssh), and is this its port? On a slow machine raise connectTimeout.",
      );
    case "handshake":
    case "login":
      return unreachable(
        host,
        `the SSH login did not finish ${within}`,
        "A slow name lookup or PAM module there is the usual cause (see sshd's log); or raise connectTimeout.",
      );
  }
}

export const turnedAway = (host: string, port: number, said: string): PacemakerError =>
  unreachable(
    host,
    `port ${port} closes each connection before the SSH greeting${said === "" ? "" : `: ${JSON.stringify(said)}`}`,
    "sshd does so when too many connections knock at once (MaxStartups) or after failed logins (PerSourcePenalties, " +
      "fail2ban): wait a minute, and look at sshd's log there.",
  );

export const handshakeFailed = (host: string, words: string): PacemakerError =>
  unreachable(
    host,
    `the SSH handshake failed: ${words}`,
    "Its sshd may allow only algorithms that are not known here: see Ciphers, KexAlgorithms and HostKeyAlgorithms " +
      "in `sshd -T` there.",
  );

/** How a login was tried, for the error that says it was refused. */
export interface LoginTried {
  user: string;
  /** The methods' names, in order. */
  tried: readonly string[];
  /** What the server said that it takes, once it did. */
  offered: readonly string[] | undefined;
  /** Failures on the way, such as an agent that does not answer. */
  notes: readonly string[];
}

export function loginRefused(host: string, login: LoginTried): PacemakerError {
  const tried = login.tried.length === 0 ? "nothing that is given fits" : `tried ${login.tried.join(", ")}`;
  const offered = login.offered === undefined ? "" : `; it takes ${login.offered.join(", ")}`;
  const notes = login.notes.length === 0 ? "" : `; ${login.notes.join("; ")}`;
  return new PacemakerError("SSH_AUTH", `user ${login.user} is not let in: ${tried}${offered}${notes}`, {
    host,
    hint: `Check user, key and password; the key's public part belongs into ~${login.user}/.ssh/authorized_keys there.`,
  });
}

/** RFC 4254, 5.1: what OpenSSH answers when forwarding is not allowed; its words are only "open failed". */
const prohibited = 1;

export function tunnelFailed(
  bastion: string,
  host: string,
  port: number,
  error: Error & { reason?: unknown },
): PacemakerError {
  if (error.reason === prohibited)
    return unreachable(host, `bastion ${bastion} forbids connections to it`, `Set AllowTcpForwarding on ${bastion}.`);
  const reason = error.message.replace(/^\(SSH\) Channel open failure: /, "");
  const what = `cannot be reached from bastion ${bastion} on port ${port}: ${reason}`;
  if (/refused/i.test(reason))
    return new PacemakerError("SSH_REFUSED", what, { host, hint: "Start sshd there, or give its port." });
  return unreachable(host, what, checkHost);
}

export const lost = (host: string, name: string, words: string): PacemakerError =>
  new PacemakerError("SSH_LOST", `the connection was lost while ${name} ran: ${words}`, {
    host,
    hint: "It may have taken effect: look before it is done again (pulumi refresh).",
  });

export const notSent = (host: string, name: string, words: string): PacemakerError =>
  new PacemakerError("SSH_LOST", `the connection was lost before ${name} was started: ${words}`, {
    host,
    hint: "Nothing was done there. Try again.",
  });

export const timeIsUp = (host: string, name: string, timeout: number): PacemakerError =>
  new PacemakerError("COMMAND_TIMEOUT", `${name} did not end within ${seconds(timeout)}`, {
    host,
    hint: "It may have taken effect, and is ended there now. Look why it hangs, or raise commandTimeout.",
  });

export const noShell = (host: string, user: string, words: string): PacemakerError =>
  new PacemakerError("SSH_SHELL", `user ${user} is let in, but no command runs: ${words || "no word of why"}`, {
    host,
    hint: "The user needs a login shell (not nologin, no forced command), sh, coreutils, and room in /dev/shm or /tmp.",
  });

const sudoReasons: readonly [RegExp, what: string, hint: (user: string) => string][] = [
  [
    /sudo['’"]?: (command )?not found|sudo['’"]?: No such file/i,
    "sudo is not installed",
    (user) => `Install sudo and allow it to ${user}, or log in as root without sudo.`,
  ],
  [
    /a password is required|a terminal is required|no tty present|you must have a tty/i,
    "sudo asks for a password",
    (user) => `Allow it without one: \`${user} ALL=(ALL) NOPASSWD: ALL\` in /etc/sudoers.d/.`,
  ],
  [
    /not in the sudoers|not allowed to|may not run/i,
    "sudo does not allow it",
    (user) => `Allow it: \`${user} ALL=(ALL) NOPASSWD: ALL\` in /etc/sudoers.d/.`,
  ],
];

/** What sudo's words mean; undefined when they are not sudo's. */
export function sudoRefused(host: string, user: string, words: string): PacemakerError | undefined {
  const known = sudoReasons.find(([pattern]) => pattern.test(words));
  if (known === undefined && !/^sudo: /m.test(words)) return undefined;
  const [, what, hint] = known ?? [/./, `sudo fails: ${words}`, () => "Try `sudo -n true` there."];
  return new PacemakerError("SUDO", `user ${user}: ${what}`, { host, hint: hint(user) });
}
