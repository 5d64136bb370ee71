import * as pulumi from "@pulumi/pulumi";
import { PacemakerError } from "../provider/errors";
import type { CommonArgs, Schema } from "../provider/kinds/kind";
import { isPlain, referencesIn } from "../provider/kinds/references";
import { checked, knownPart } from "./checked";
import {
  companyOf,
  declare,
  declareAgent,
  declaredAgent,
  declareName,
  declareResource,
  foreignOf,
  tellingOf,
} from "./company";
import { fieldsWith, given } from "./fields";
import { endsProgram } from "./program-end";
import { secretPaths } from "./secret-paths";
import { handlerOf, providerText, typeToken } from "./token";

/** What the classes of this package know of their kind. */
export interface ResourceKind {
  /** The type as a program sees it. */
  type: string;
  schema: Schema<CommonArgs>;
  decidesStart?(args: CommonArgs): readonly string[];
  agent?(args: CommonArgs): string | undefined;
  /** Properties that a program sees and does not give. */
  outputs?: readonly string[];
  /** The resources that it is about; none: it is said of the cluster as a whole. */
  resources?(args: CommonArgs): readonly unknown[] | "all";
}

type Args = Readonly<Record<string, unknown>>;

function providerFor(type: string, label: string, opts: pulumi.CustomResourceOptions): pulumi.ProviderResource {
  const provider = opts.provider ?? opts.parent?.getProvider(type);
  if (provider) return provider;
  throw new pulumi.RunError(
    new PacemakerError("NO_PROVIDER", `${label} has no provider, so it belongs to no cluster`, {
      hint: 'Declare one, const cluster = new pacemaker.Provider("name", { hosts: […] }), and pass { provider: cluster }.',
    }).message,
  );
}

const isResource = (value: unknown): value is ClusterResource => value instanceof ClusterResource;
const isText = (value: unknown): value is string => typeof value === "string";

/** A resource stands for its id, however deep in the arguments it is. */
const asId = (value: unknown): unknown =>
  isResource(value)
    ? value.cibId
    : Array.isArray(value)
      ? value.map(asId)
      : isPlain(value)
        ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, asId(each)]))
        : value;

const resourcesIn = (value: unknown): ClusterResource[] =>
  isResource(value)
    ? [value]
    : Array.isArray(value)
      ? value.flatMap(resourcesIn)
      : isPlain(value)
        ? Object.values(value).flatMap(resourcesIn)
        : [];

/** What a program may give later, as an Output, is left out. */
const givenNow = (args: Args): Args =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => !pulumi.Output.isInstance(value)));

/** What a program does not say of a resource; one for all: of each that it is given the SDK makes promises. */
const leftOut = pulumi.output(undefined);

/** A resource of a cluster. */
export abstract class ClusterResource extends pulumi.CustomResource {
  /** What it is called in the cluster. Known at once, also in a preview. */
  readonly cibId: string;

  protected constructor(kind: ResourceKind, name: string, own: object, opts: pulumi.CustomResourceOptions) {
    const label = `${kind.type} ${name}`;
    const type = typeToken(kind);
    const provider = providerFor(type, label, opts);
    const [nameField = "cibId"] = fieldsWith(kind.schema, (meta) => meta.fromName);
    const args: Args = { [nameField]: name, ...given(own) };
    const cibId = isText(args[nameField]) ? args[nameField] : name;
    const inputs = asId(args) as Args;
    // The name decides what belongs together before any Output is there.
    const judged = isText(args[nameField]) ? inputs : { ...inputs, [nameField]: null };
    const resources = resourcesIn(args);
    const leaving = fieldsWith(kind.schema, (meta) => meta.deletedWith).map((field) => args[field]);
    const deletedWith = opts.deletedWith ?? resourcesIn(leaving)[0];
    const about = kind.resources?.({ ...inputs, [nameField]: cibId }) ?? "all";
    const said = givenNow(inputs);
    const agent = kind.agent?.(said) ?? declaredAgent(provider, said["template"]);
    if (agent !== undefined) declareAgent(provider, cibId, agent);
    const whole: Args = { ...said, agent, [nameField]: cibId };
    declare(provider, cibId, about, kind.decidesStart?.(whole) ?? []);
    const space = nameField === "cibId" ? nameField : `${kind.type} ${nameField}`;
    const other = declareName(provider, space, cibId, label);
    const taken = other === undefined ? [] : [`${nameField}: ${cibId} is that of ${other} already`];
    const known = knownPart(inputs);
    const names = known.then((each) => referencesIn(kind.schema, each as object).map(({ id }) => id));
    const foreign = foreignOf(names);
    const place = declareResource(provider, { kind: handlerOf(kind), label, args: known, foreign });
    const properties = {
      ...Object.fromEntries((kind.outputs ?? []).map((each) => [each, undefined])),
      ...inputs,
      __provider: providerText(kind),
      __company: companyOf(provider, cibId, { ofCluster: about === "all" }),
      __secrets: secretPaths(inputs),
      __told: tellingOf(provider, place, foreign),
    };
    const options = {
      // One id is one object: a successor with the same one must not be taken out with what it replaces.
      deleteBeforeReplace: true,
      ...opts,
      // What was there before may be a secret as well: nobody marks it.
      additionalSecretOutputs: [...(opts.additionalSecretOutputs ?? []), "__former"],
      provider,
      dependsOn: endsProgram(checked(label, kind.schema, judged, [opts.dependsOn, ...resources], taken)),
      ...(deletedWith && { deletedWith }),
    };
    // The SDK puts a stack trace on four promises for each argument: half of what a large program costs.
    const depth = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      super(type, name, properties, options);
    } catch (error) {
      Error.stackTraceLimit = depth;
      if (error instanceof Error) Error.captureStackTrace(error);
      throw error;
    } finally {
      Error.stackTraceLimit = depth;
    }
    this.cibId = cibId;
    const left = Object.keys(kind.schema.shape).filter((field) => !(field in inputs) && field !== "cibId");
    Object.assign(this, Object.fromEntries(left.map((field) => [field, leftOut])));
  }
}
