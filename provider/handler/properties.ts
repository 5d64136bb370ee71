import type { z } from "zod";
import type { Kept } from "./call";

/** Properties of a resource: its arguments, and ours under names that begin with two underscores. */
export type Properties = Record<string, unknown>;

export const argsOf = (properties: Properties): Properties =>
  Object.fromEntries(
    Object.entries(properties).filter(([name, value]) => !name.startsWith("__") && value !== undefined),
  );

export const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];

const hiddenState = ["__cluster", "__former", "__held", "__hosts"];

export const keptOf = (state: Properties): Kept =>
  Object.fromEntries(hiddenState.flatMap((name) => (name in state ? [[name, state[name]]] : [])));

/** What a program may leave out and still means. */
export const defaultsOf = (schema: { readonly shape: Readonly<Record<string, unknown>> }): Properties =>
  Object.fromEntries(
    Object.entries(schema.shape).flatMap(([name, field]) => {
      const found = (field as z.ZodType).safeParse(undefined);
      return found.success && found.data !== undefined ? [[name, found.data]] : [];
    }),
  );

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
