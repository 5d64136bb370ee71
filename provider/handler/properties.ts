import type { z } from "zod";
import type { AnyKind, CommonArgs } from "../kinds/kind";
import { perObject } from "../per-object";
import type { Kept } from "./call";

/** Properties of a resource: its arguments, and ours under names that begin with two underscores. */
export type Properties = Record<string, unknown>;

export const argsOf = (properties: Properties): Properties =>
  Object.fromEntries(
    Object.entries(properties).filter(([name, value]) => !name.startsWith("__") && value !== undefined),
  );

export const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];

const hiddenState = ["__cluster", "__former", "__held", "__released", "__hosts"];

export const keptOf = (state: Properties): Kept =>
  Object.fromEntries(hiddenState.flatMap((name) => (name in state ? [[name, state[name]]] : [])));

interface Shaped {
  readonly schema: { readonly shape: Readonly<Record<string, unknown>> };
}

/** What a program may leave out and still means. */
const defaultsOf = perObject((kind: Shaped): Properties =>
  Object.fromEntries(
    Object.entries(kind.schema.shape).flatMap(([name, field]) => {
      const { success, data } = (field as z.ZodType).safeParse(undefined);
      return success && data !== undefined ? [[name, data]] : [];
    }),
  ),
);

/** Inputs have passed check; state may hold what somebody else wrote into the cluster, and is taken as it is. */
export const argumentsOf = <Args extends CommonArgs>(kind: AnyKind<Args>, properties: Properties): Args =>
  ({ ...defaultsOf(kind), ...argsOf(properties) }) as unknown as Args;

/** Results travel as JSON: what it cannot hold would hang the engine or be altered. */
export const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

export const inputsOf = (state: Properties): Properties =>
  Object.fromEntries(Object.entries(state).filter(([name]) => !hiddenState.includes(name)));
export const stateOf = (inputs: Properties): Properties => plain({ ...inputsOf(inputs) });

/** What the program's resources say without being asked. */
export const hiddenIn = (inputs: Properties = {}): Properties =>
  Object.fromEntries(Object.entries(inputs).filter(([name]) => name.startsWith("__")));

/** Defaults that the program did not write do not become inputs. */
export const given = (state: Properties, args: object): Properties =>
  Object.fromEntries(Object.entries(args).filter(([name]) => name in state));
