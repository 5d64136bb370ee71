import { PacemakerError } from "../errors";
import type { Connections, Host } from "./types";

type Errors = readonly [PacemakerError, ...PacemakerError[]];

/** Of several hosts: one that answers tells more than one that does not. */
const tellingCode = (errors: Errors): PacemakerError["code"] =>
  (
    errors.find(({ code }) => !code.startsWith("SSH_")) ??
    errors.find(({ code }) => code !== "SSH_UNREACHABLE") ??
    errors[0]
  ).code;

/** One error for several hosts, each with its own lines; `what` is said before them. */
export function together(errors: Errors, what: string): PacemakerError {
  if (errors.length === 1) return errors[0];
  const reasons = errors.map((error) => `\n  ${error.message.replaceAll("\n", "\n  ")}`).join("");
  return new PacemakerError(tellingCode(errors), what + reasons);
}

/** One error for what failed in several places; a mistake of ours comes before what they say. */
export function asOne(failed: readonly Error[], places: "hosts" | "machines"): Error | undefined {
  const isSaid = (error: Error): error is PacemakerError => error instanceof PacemakerError;
  const [first, ...others] = failed.filter(isSaid);
  const said = first && together([first, ...others], `failed on ${failed.length} ${places}:`);
  return failed.find((each) => !isSaid(each)) ?? said;
}

/**
 * The first host, in order, that answers and that `accept` lets pass; it refuses by throwing a PacemakerError.
 * Where there is none, the error names each host with its reason; `passOver` is told of those before it.
 */
export async function firstHost(
  connections: Connections,
  accept: (host: Host) => Promise<void>,
  passOver: (error: PacemakerError, by: Host) => void = () => undefined,
): Promise<Host> {
  const errors: PacemakerError[] = [];
  for (const address of connections.hosts) {
    try {
      const host = await connections.host(address);
      await accept(host);
      for (const error of errors) passOver(error, host);
      return host;
    } catch (error) {
      if (!(error instanceof PacemakerError)) throw error;
      errors.push(error);
    }
  }
  const [first, ...others] = errors;
  if (first === undefined) throw new PacemakerError("INTERNAL", "the list of hosts is empty");
  throw together([first, ...others], `none of the ${errors.length} hosts can be used:`);
}
