import { PacemakerError } from "../errors";
import type { Connections, Host } from "./types";

/** One error for several hosts. A host that answers tells more than one that does not: its code counts. */
function noHost(errors: readonly [PacemakerError, ...PacemakerError[]]): PacemakerError {
  if (errors.length === 1) return errors[0];
  const telling = errors.find((error) => !error.code.startsWith("SSH_")) ?? errors[0];
  const reasons = errors.map((error) => `\n  ${error.message.replaceAll("\n", "\n  ")}`).join("");
  return new PacemakerError(telling.code, `none of the ${errors.length} hosts can be used:${reasons}`);
}

/**
 * The first host, in order, that answers and that `accept` lets pass; it refuses by throwing a PacemakerError.
 * Where there is none, the error names each host with its reason.
 */
export async function firstHost(connections: Connections, accept: (host: Host) => Promise<void>): Promise<Host> {
  const errors: PacemakerError[] = [];
  for (const address of connections.hosts) {
    try {
      const host = await connections.host(address);
      await accept(host);
      return host;
    } catch (error) {
      if (!(error instanceof PacemakerError)) throw error;
      errors.push(error);
    }
  }
  const [first, ...others] = errors;
  if (first === undefined) throw new PacemakerError("INTERNAL", "the list of hosts is empty");
  throw noHost([first, ...others]);
}
