import * as pulumi from "@pulumi/pulumi";

/** Parts of an Output that Pulumi keeps to itself: is its value known, is it secret, what does it come from? */
interface Insides {
  isKnown: Promise<boolean>;
  isSecret: Promise<boolean>;
  promise(): Promise<unknown>;
  allResources(): Promise<Set<pulumi.Resource>>;
}

const insides = (output: unknown): Insides => output as Insides;

export const isKnown = (value: unknown): Promise<boolean> => insides(pulumi.output(value)).isKnown;

/** The value of an Output that is known. */
export const valueOf = (output: pulumi.Output<unknown>): Promise<unknown> => insides(output).promise();

export const isSecret = (output: pulumi.Output<unknown>): Promise<boolean> => insides(output).isSecret;

/** Every resource that a value comes from, at any depth. */
export const sources = async (value: unknown): Promise<pulumi.Resource[]> => [
  ...(await insides(pulumi.output(value)).allResources()),
];
