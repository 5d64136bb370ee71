import { text } from "node:stream/consumers";
import type { Command } from "commander";
import type { ProviderSettings } from "../provider/connection";
import type { Done } from "./actions/done";
import { addConnectionFlags, settingsFromFlags, type ConnectionFlags, type Secrets } from "./connection-flags";
import { UsageError } from "./failure";
import { withSession, type Session } from "./session";
import { settingsFromStack, type StackFlags } from "./stack";
import { printable } from "./table";

/** What every command takes. */
export interface Flags extends ConnectionFlags, Partial<StackFlags> {
  json?: true;
  timeout?: string;
  /** Where the stack's project is. */
  cwd?: string;
}

export function addFlags(command: Command): Command {
  addConnectionFlags(command);
  for (const option of command.options) option.conflicts("stack");
  return command
    .option("--stack <stack>", "take the connection from a Pulumi stack, instead of the flags above")
    .option("--provider <name>", "which pulumi-pacemaker provider of the stack")
    .option("--cwd <folder>", "the folder of the Pulumi project (default: this one)")
    .option("--timeout <time>", "how long to wait until the cluster has done it (default: 5min)")
    .option("--json", "print JSON, for programs");
}

/** One line of standard input, without its end. */
const firstLine = async (): Promise<string> => (await text(process.stdin)).replace(/\r?\n[^]*$/, "");

async function readSecrets({ passwordStdin, passphraseStdin }: ConnectionFlags): Promise<Secrets> {
  const { PULUMI_PACEMAKER_PASSWORD, PULUMI_PACEMAKER_PASSPHRASE } = process.env;
  const password = passwordStdin ? await firstLine() : PULUMI_PACEMAKER_PASSWORD;
  const passphrase = passphraseStdin ? await firstLine() : PULUMI_PACEMAKER_PASSPHRASE;
  return { ...(password !== undefined && { password }), ...(passphrase !== undefined && { passphrase }) };
}

function enter(folder: string): void {
  try {
    process.chdir(folder);
  } catch (error) {
    throw new UsageError(`--cwd: ${(error as Error).message}`);
  }
}

/** Key files and the like stand relative to the project in its state. */
async function settingsOf({ stack, provider, cwd, hosts, ...others }: Flags): Promise<ProviderSettings> {
  if (stack !== undefined) {
    if (cwd !== undefined) enter(cwd);
    return settingsFromStack({ stack, provider });
  }
  if (provider !== undefined || cwd !== undefined) throw new UsageError("--provider and --cwd need --stack");
  if (!hosts) throw new UsageError("which cluster? Name its members with --hosts, or a Pulumi stack with --stack");
  return settingsFromFlags({ hosts, ...others }, await readSecrets(others));
}

/** A person sees what is waited for; a file or a pipe does not. */
function progress(what: string): void {
  if (process.stderr.isTTY)
    process.stderr.write(`\r\u001b[K${printable(what).slice(0, (process.stderr.columns || 80) - 1)}`);
}

export async function runCommand(flags: Flags, work: (session: Session) => Promise<Done>): Promise<void> {
  const done = await withSession(await settingsOf(flags), flags.timeout, progress, work).finally(() => {
    progress("");
  });
  const warnings = [...new Set(done.warnings ?? [])];
  if (flags.json) {
    const json = warnings.length > 0 ? { ...done.json, warnings } : done.json;
    process.stdout.write(`${JSON.stringify(json, undefined, 2)}\n`);
    return;
  }
  process.stdout.write(`${done.text}\n`);
  for (const warning of warnings) process.stderr.write(`warning: ${printable(warning)}\n`);
}
