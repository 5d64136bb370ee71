import type { Properties } from "./properties";

/** What the sdk tells a check beside a resource's own arguments: only about the run that it is in, so never kept. */
export interface Told {
  /** All agents of the program. */
  agents: readonly string[];
  /** What the resource names that the program does not declare, each with what may have been meant. */
  foreign: Readonly<Record<string, string>>;
  preview: boolean;
  /** All resources of the program, as packed JSON; not in each check of a very large one. */
  program?: string;
}

const nothing: Told = { agents: [], foreign: {}, preview: false };

/** Splits what is told from what is kept. */
export function toldIn({ __told: text, ...kept }: Properties): { told: Told; kept: Properties } {
  return { told: typeof text === "string" ? (JSON.parse(text) as Told) : nothing, kept };
}
