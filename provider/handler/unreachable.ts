import { PacemakerError } from "../errors";

/** Set to "true" in the environment, it lets a delete forget what no host answers for. */
const choice = "PULUMI_PACEMAKER_DELETE_UNREACHABLE";

/**
 * Machines that are gone for good look, from here, like those whose cable is out: only the user knows which. Without
 * the user's word the delete fails, and says how to give it.
 */
export async function unlessUnreachable(
  deleting: Promise<void>,
  warn: (what: string) => void,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<void> {
  try {
    await deleting;
  } catch (error) {
    if (!(error instanceof PacemakerError) || error.code !== "SSH_UNREACHABLE") throw error;
    if (environment[choice] !== "true")
      throw new PacemakerError(error.code, error.what, {
        ...error.detail,
        hint: `${error.detail.hint === undefined ? "" : `${error.detail.hint} `}Nothing was deleted. Where the machines are gone for good: ${choice}=true pulumi destroy.`,
      });
    warn(`taken out of the state only, because ${choice} says so; no host answers: ${error.what}`);
  }
}
