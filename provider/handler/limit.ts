import { parseTime } from "../cib/meaning";
import { contextOf } from "../engine";
import type { CommonArgs, Time } from "../kinds/kind";
import type { Configuration } from "./configuration";
import type { Properties } from "./properties";

const longestWait = "5min";

/** The engine's calls that wait. */
export type Phase = "create" | "update" | "delete";

/** The resource's own limit, Pulumi's customTimeouts, the provider's, or the default: the first that is said. */
export function deadline(
  phase: Phase,
  properties: Properties,
  { settings }: Configuration,
  otherwise = longestWait,
): number {
  const { timeout, oldInputs } = contextOf(properties);
  // A limit that alone was changed is in the inputs of state, not in the outputs that a delete is given.
  const said = (phase === "delete" ? (oldInputs ?? properties) : properties)["timeouts"] as CommonArgs["timeouts"];
  const milliseconds = (time: Time | undefined) => (time === undefined ? undefined : parseTime(String(time)));
  const limit = milliseconds(said?.[phase]) ?? timeout ?? milliseconds(settings.timeouts?.[phase] ?? otherwise);
  return Date.now() + (limit ?? 0);
}
