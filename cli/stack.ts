import { execFile } from "node:child_process";
import { z } from "zod";
import { configPrefix, providerSchema, type ProviderSettings } from "../provider/connection";
import { PacemakerError } from "../provider/errors";
import { problemsOf } from "../provider/problems";

/** Which provider of which stack the connection is taken from. */
export interface StackFlags {
  stack: string;
  /** May be left out where the stack has only one. */
  provider?: string | undefined;
}

const exported = z.object({
  deployment: z
    .object({
      resources: z
        .array(z.object({ urn: z.string(), type: z.string(), inputs: z.record(z.string(), z.unknown()).optional() }))
        .optional(),
    })
    .nullable(),
});

/** A secret stands in an export as an object with this mark; its value is JSON text. */
const secretMark = "4dabf18193072939515e22adb298388d";
const secret = z.object({ [secretMark]: z.string(), plaintext: z.string() });

const fail = (what: string, hint: string) => new PacemakerError("INVALID_ARGUMENT", what, { hint });

interface ProviderInState {
  name: string;
  inputs: Record<string, unknown>;
}

function providersOf(text: string): ProviderInState[] {
  const { deployment } = exported.parse(JSON.parse(text));
  return (deployment?.resources ?? [])
    .filter(({ type, inputs }) => type === "pulumi:providers:pulumi-nodejs" && `${configPrefix}hosts` in (inputs ?? {}))
    .map(({ urn, inputs = {} }) => ({ name: urn.split("::").at(-1) ?? "", inputs }));
}

/** Each argument is kept as JSON text; null stands for a host that was still to be made. */
function readArgument(name: string, input: unknown): unknown {
  const opened = secret.safeParse(input);
  try {
    const text: unknown = opened.success ? JSON.parse(opened.data.plaintext) : input;
    const value: unknown = JSON.parse(String(text));
    return name === "hosts" && Array.isArray(value) ? value.filter((host) => host !== null) : value;
  } catch {
    // A parser's words quote the text, which may be a password.
    throw fail(`the provider's argument ${name} is not kept as JSON`, "Run `pulumi up` there.");
  }
}

/** The provider's arguments, from what `pulumi stack export --show-secrets` prints. */
export function settingsFromExport(text: string, { stack, provider }: StackFlags): ProviderSettings {
  const all = providersOf(text);
  const names = all.map(({ name }) => name).join(", ");
  if (all.length === 0)
    throw fail(`the stack ${stack} has no pulumi-pacemaker provider`, "Run `pulumi up` there first.");
  const wanted = provider === undefined ? all : all.filter(({ name }) => name === provider);
  const [found, another] = wanted;
  if (!found)
    throw fail(`the stack ${stack} has no provider ${provider ?? ""}; it has ${names}`, "Choose one of them.");
  if (another) throw fail(`the stack ${stack} has several providers: ${names}`, "Choose one of them with --provider.");
  const settings = Object.fromEntries(
    Object.keys(providerSchema.shape).flatMap((name) => {
      const input = found.inputs[configPrefix + name];
      return input === undefined ? [] : [[name, readArgument(name, input)]];
    }),
  );
  const problems = problemsOf(providerSchema, settings);
  if (problems.length > 0)
    throw fail(`the provider ${found.name} of the stack ${stack}: ${problems.join("; ")}`, "Run `pulumi up` there.");
  return settings as ProviderSettings;
}

const sizeLimit = 1024 * 1024 * 1024;

/** Runs the engine's own command: it knows backends, logins and secrets. */
const exportStack = (stack: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const args = ["stack", "export", "--show-secrets", "--non-interactive", `--stack=${stack}`];
    execFile("pulumi", args, { maxBuffer: sizeLimit }, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else if (error.code === "ENOENT")
        reject(fail("pulumi was not found", "Put it on PATH, or name the cluster with --hosts."));
      else reject(fail(`pulumi stack export: ${stderr.trim() || error.message}`, "See --stack and --cwd."));
    });
  });

export const settingsFromStack = async (flags: StackFlags): Promise<ProviderSettings> =>
  settingsFromExport(await exportStack(flags.stack), flags);
