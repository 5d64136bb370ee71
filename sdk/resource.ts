import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { PacemakerError } from "../provider/errors";
import { checked } from "./checked";
import { companyOf } from "./company";
import { secretPaths } from "./secret-paths";

/** What the classes of this package know of their kind. */
export interface ResourceKind {
  /** The type as a program sees it. */
  type: string;
  schema: z.ZodObject;
}

type Args = Readonly<Record<string, unknown>>;

const metaOf = (field: unknown): Record<string, unknown> =>
  ((field as z.ZodType | undefined)?.meta() as Record<string, unknown> | undefined) ?? {};

const fieldsWith = ({ schema }: ResourceKind, key: string, value: unknown): string[] =>
  Object.entries(schema.shape).flatMap(([name, field]) => (metaOf(field)[key] === value ? [name] : []));

/** The name that state keeps: the kind's type with a small first letter. */
const handlerOf = ({ type }: ResourceKind): string => type.charAt(0).toLowerCase() + type.slice(1);

/** The same text under every compiler and runner: the engine keeps it in the state of each resource. */
const providerText = (kind: ResourceKind): string =>
  `exports.handler = () => require("pulumi-pacemaker/provider").${handlerOf(kind)};`;

function providerFor(type: string, label: string, opts: pulumi.CustomResourceOptions): pulumi.ProviderResource {
  const provider = opts.provider ?? opts.parent?.getProvider(type);
  if (provider) return provider;
  throw new pulumi.RunError(
    new PacemakerError("NO_PROVIDER", `${label} has no provider, so it belongs to no cluster`, {
      hint: 'Declare one, const cluster = new pacemaker.Provider("name", { hosts: […] }), and pass { provider: cluster }.',
    }).message,
  );
}

const asList = <T>(value: T | T[] | undefined): T[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

/** A resource of a cluster. */
export abstract class ClusterResource extends pulumi.CustomResource {
  /** What it is called in the cluster. Known at once, also in a preview. */
  readonly cibId: string;

  protected constructor(kind: ResourceKind, name: string, given: object, opts: pulumi.CustomResourceOptions) {
    const label = `${kind.type} ${name}`;
    const type = `pulumi-nodejs:dynamic/pacemaker:${kind.type}`;
    const provider = providerFor(type, label, opts);
    const [nameField = "cibId"] = fieldsWith(kind, "fromName", true);
    const args: Args = { [nameField]: name, ...dropUndefined(given as Args) };
    const cibId = String(args[nameField]);
    const references = fieldsWith(kind, "form", "reference").map((field) => [field, args[field]] as const);
    const resources = references.flatMap(([, value]) => (value instanceof ClusterResource ? [value] : []));
    const inputs = {
      ...args,
      ...Object.fromEntries(references.map(([field, value]) => [field, value instanceof ClusterResource ? value.cibId : value])),
    };
    super(
      type,
      name,
      {
        ...Object.fromEntries(Object.keys(kind.schema.shape).map((field) => [field, undefined])),
        ...inputs,
        __provider: providerText(kind),
        __company: companyOf(provider, cibId),
        __secrets: secretPaths(inputs),
        ...checked(label, kind.schema, inputs),
      },
      {
        ...opts,
        provider,
        ...(resources.length > 0 && { dependsOn: [...asList(opts.dependsOn as pulumi.Resource[] | undefined), ...resources] }),
      },
    );
    this.cibId = cibId;
  }
}

const dropUndefined = (args: Args): Args => Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
