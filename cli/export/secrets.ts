import { providerSchema, type ProviderSettings } from "../../provider/connection";
import { isSecretName } from "../../provider/cib/terms";
import type { Declared } from "../../provider/kinds/inventory";
import { isPlain } from "../../provider/kinds/references";
import { fieldsWith } from "../../sdk/fields";
import { camelCase, Names } from "./names";

/** Stands where a secret was: a value of the stack's configuration that somebody sets. */
export class Secret {
  constructor(
    /** Its name in the configuration. */
    readonly name: string,
    /** What it is, for the person who sets it. */
    readonly what: string,
  ) {}
}

/** A value with something else where secrets were. */
export function mapSecrets(value: unknown, change: (secret: Secret) => unknown): unknown {
  if (value instanceof Secret) return change(value);
  if (Array.isArray(value)) return value.map((each) => mapSecrets(each, change));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mapSecrets(each, change)]));
}

/** Below these, somebody else has chosen the names: an agent, or who administers the cluster. */
const free = ["params", "paramSets", "attributes", "values"];

type Path = readonly string[];

const isSecret = (path: Path): boolean =>
  isSecretName(path.at(-1) ?? "") && path.slice(0, -1).some((each) => free.includes(each));

/** What a rule compares an attribute with tells its value. */
const isCompared = (value: object, name: string): boolean =>
  name === "value" && "attribute" in value && typeof value.attribute === "string" && isSecretName(value.attribute);

function replaced(value: unknown, secret: (path: Path) => Secret, path: Path = []): unknown {
  if (Array.isArray(value)) return value.map((each, i) => replaced(each, secret, [...path, String(i)]));
  if (value instanceof Secret) return value;
  if (typeof value !== "object" || value === null) return isSecret(path) ? secret(path) : value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => {
      const below = [...path, name];
      return [name, isCompared(value, name) ? secret(below) : replaced(each, secret, below)];
    }),
  );
}

export interface Hidden {
  settings: Readonly<Record<string, unknown>>;
  all: Declared[];
  secrets: Secret[];
}

/** What is exported, without a secret in it from here on. */
export function hideSecrets(settings: ProviderSettings, all: readonly Declared[]): Hidden {
  const names = new Names();
  const secrets: Secret[] = [];
  const secret = (words: Path, what: string): Secret => {
    const made = new Secret(names.claim(camelCase(...words), ""), what);
    secrets.push(made);
    return made;
  };
  const isCredential = (name: string) => fieldsWith(providerSchema, (meta) => meta.secret).includes(name);
  const hideCredentials = (value: object, above: Path): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
      Object.entries(value).map(([name, each]: [string, unknown]) => {
        const path = [...above, name];
        if (isCredential(name)) return [name, secret(path, `the provider's ${path.join(".")}`)];
        return [name, name === "bastion" ? hideCredentials(each as object, path) : each];
      }),
    );
  return {
    settings: hideCredentials(settings, []),
    all: all.map(({ kind, args, ...others }) => {
      const id = kind.name(args);
      const hide = (path: Path) => secret([id, path.at(-1) ?? ""], `${path.join(".")} of the ${kind.type} ${id}`);
      // Of a property that is a resource of its own, the name is the resource's.
      const isOwn = isSecretName(id) && "value" in args;
      const hidden = replaced({ ...args, ...(isOwn && { value: hide(["value"]) }) }, hide);
      return { ...others, kind, args: hidden as Declared["args"] };
    }),
    secrets,
  };
}
