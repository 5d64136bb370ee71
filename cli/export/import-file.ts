import type { Cib } from "../../provider/cib/document";
import { isSecretName } from "../../provider/cib/terms";
import { configPrefix, connectionDigest, type ProviderSettings } from "../../provider/connection";
import { notExported } from "../../provider/exported";
import type { Declared } from "../../provider/kinds/inventory";
import { companyOf, declare } from "../../sdk/company";
import { fieldsWith } from "../../sdk/fields";
import { providerText, typeToken } from "../../sdk/token";
import { providerName } from "./program";
import { mapSecrets, Secret, type Hidden } from "./secrets";

/** How the engine's files mark a secret. */
const secretMark = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

const placeholder = { ...secretMark, plaintext: JSON.stringify(notExported) };

const withPlaceholders = (value: unknown): unknown => mapSecrets(value, () => placeholder);

function secretPaths(value: unknown, path = ""): string[] {
  if (value instanceof Secret) return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => secretPaths(each, path === "" ? key : `${path}.${key}`));
}

/** The provider as its program makes it; credentials come from there. */
const providerEntry = (settings: Hidden["settings"]) => ({
  type: "pulumi:providers:pulumi-nodejs",
  name: providerName,
  inputs: Object.fromEntries(
    Object.entries(settings)
      .filter(([, value]) => secretPaths(value).length === 0)
      .map(([name, value]) => [configPrefix + name, JSON.stringify(value)]),
  ),
});

/** Which cluster it is, and by which hosts. */
export interface Origin {
  cib: Cib;
  identity: string;
  settings: ProviderSettings;
}

/** What `pulumi import --file` takes: the state that an up of the program would have made. */
export async function importFile({ settings, all }: Hidden, origin: Origin): Promise<object> {
  const scope = {};
  for (const { kind, args } of all)
    declare(scope, kind.name(args), kind.resources(args), kind.decidesStart?.(args) ?? []);
  const entry = async ({ kind, args }: Declared) => {
    const [nameField = "cibId"] = fieldsWith(kind.schema, (meta) => meta.fromName);
    const name = kind.name(args);
    const inputs = {
      ...(withPlaceholders({ [nameField]: name, ...args }) as object),
      __provider: providerText(kind),
      __company: await companyOf(scope, name, { ofCluster: kind.resources(args) === "all" }),
      __secrets: secretPaths(args).sort(),
      __connection: connectionDigest(origin.settings),
    };
    const before = kind.former?.capture(origin.cib, args);
    // Without a former value, a secret stays as the cluster has it.
    const former = before && Object.fromEntries(Object.entries(before).filter(([each]) => !isSecretName(each)));
    return {
      type: typeToken(kind),
      name,
      id: name,
      provider: providerName,
      inputs,
      outputs: { ...inputs, __cluster: origin.identity, ...(former && { __former: former }) },
    };
  };
  return { resources: [providerEntry(settings), ...(await Promise.all(all.map(entry)))] };
}
