/** How a host's key is judged. */
export type HostKeys = { file: string } | { pinned: string[] } | { acceptNew: string } | "off";

/** Where and how to connect; defaults already applied, durations in milliseconds. */
export interface ConnectionArgs {
  /** Tried in order. Never empty. */
  hosts: string[];
  port: number;
  user: string;
  /** A private key's text (OpenSSH or PEM). */
  privateKey?: string;
  /** A private key's file; `~` is the home directory. */
  privateKeyFile?: string;
  passphrase?: string;
  password?: string;
  /** The agent's socket, or `true` for SSH_AUTH_SOCK. */
  agent?: string | boolean;
  /** Run commands through `sudo -n`. */
  sudo: boolean;
  hostKeys: HostKeys;
  /** A host to connect through; same credentials unless it says otherwise. */
  bastion?: {
    host: string;
    port?: number;
    user?: string;
    privateKey?: string;
    privateKeyFile?: string;
    passphrase?: string;
    password?: string;
  };
  connectTimeout: number;
  commandTimeout: number;
}

/**
 * What is run on a host: a constant POSIX sh script and the files that it reads. No text of a user is ever part of
 * the script: it travels in a file, in a private folder on tmpfs that is the script's working directory, checked by
 * length and hash before the script starts, and gone when it ends.
 */
export interface Command {
  /** For errors, e.g. "cibadmin --query". */
  name: string;
  script: string;
  files?: Readonly<Record<string, string>>;
  /** Milliseconds; the connection's commandTimeout unless given. */
  timeout?: number;
  /** Milliseconds since the epoch at which it ends in any case. */
  deadline?: number;
}

export interface CommandOutput {
  status: number;
  stdout: string;
  stderr: string;
}

/** One host with an open connection. Commands run one at a time, in order of their calls. */
export interface Host {
  readonly address: string;
  /**
   * Resolves with whatever exit status the script had. Rejects with a PacemakerError: SSH_LOST, COMMAND_TIMEOUT,
   * SUDO, …
   */
  run(command: Command): Promise<CommandOutput>;
}

/** The hosts of one provider. Opens lazily, keeps connections, reconnects when one was lost. */
export interface Connections {
  readonly hosts: readonly string[];
  /**
   * The connection to one of the hosts, or to another machine that is reached in the same way; opened when needed.
   * Rejects with a PacemakerError that names the host.
   */
  host(address: string): Promise<Host>;
  /** Ends all connections; afterwards the process can exit. */
  close(): void;
}
