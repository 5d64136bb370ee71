import type { Element } from "./element";
import { sameValue } from "./meaning";
import { own } from "../own";

type Meanings = Readonly<Record<string, string>>;

const meanings: Readonly<Record<string, (live: Element) => Meanings>> = {
  rule: () => ({ "boolean-op": "and" }),
  resource_set: () => ({ sequential: "true", "require-all": "true" }),
  // A wish of no weight.
  rsc_colocation: () => ({ score: "0" }),
  // Older Pacemaker has a score instead of a kind.
  rsc_order: ({ attributes: { score } }) => ({ kind: sameValue("score", score, "0") ? "Optional" : "Mandatory" }),
};

/** What an attribute that is not there means to Pacemaker, where it always means something. */
export const unsaid = (live: Element, name: string): string | undefined =>
  own(own(meanings, live.name)?.(live) ?? {}, name);
