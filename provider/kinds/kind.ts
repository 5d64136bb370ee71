import type { z } from "zod";
import type { Cib } from "../cib/document";
import type { Transient } from "../cib/transient";

/** A duration in any form that the program may use; see fields.ts. */
export type Time = string | number;

/** What the arguments of every kind have in common. */
export interface CommonArgs {
  adopt?: boolean | undefined;
  await?: "settled" | "committed" | undefined;
  timeouts?: { create?: Time | undefined; update?: Time | undefined; delete?: Time | undefined } | undefined;
}

/** Values under their names as they were before; null for what was not there. */
export type Former = Readonly<Record<string, string | null>>;

/** A strict object: unknown keys are refused, and each field can be looked at by itself. */
export type Schema<Args> = z.ZodType<Args> & { readonly shape: Readonly<Record<string, unknown>> };

interface Described<Args extends CommonArgs> {
  /** The resource type as a program sees it; also the name of its handler, which users' state keeps. */
  readonly type: string;
  readonly description: string;
  readonly schema: Schema<Args>;
  /** What it is called in the cluster. Only another name is a replacement by the engine. */
  name(args: Args): string;
  /** Properties that a program sees and does not give. */
  readonly outputs?: readonly string[];
  /** How long its create and the like may take where nobody says it; 5 minutes unless it takes more. */
  readonly limit?: string;
}

/** A kind of object (or single value) of the CIB. All functions are pure. */
export interface CibKind<Args extends CommonArgs = CommonArgs> extends Described<Args> {
  readonly place: "cib";
  /** The live values of the fields that `args` names, in its spelling where they mean the same; undefined when gone. */
  read(cib: Cib, args: Args): Args | undefined;
  /** Everything of this kind that the document has, each in full and in our spelling. */
  list(cib: Cib): Args[];
  /** The document with it. Fields of `former` that `args` no longer names are taken out; nothing else is touched. */
  write(cib: Cib, args: Args, former?: Args): Cib;
  /** What an update needs to be there and settled first; the document itself where that is nothing. */
  prepare?(cib: Cib, args: Args): Cib;
  /** Takes that back where it does not settle; `before` is the document without it. */
  unprepare?(cib: Cib, args: Args, before: Cib): Cib;
  /** The document without it. */
  remove(cib: Cib, args: Args): Cib;
  /** The resources whose state in the cluster follows from it, or any: what a change of it is waited for with. */
  resources(args: Args): readonly string[] | "all";
  /** Deleting it gives back the values that were there before, rather than taking them out. */
  readonly former?: {
    /** What is there now of what `args` names, but for what is known from before it was ours. */
    capture(cib: Cib, args: Args, known?: Former): Former;
    restore(cib: Cib, args: Args, former: Former): Cib;
  };
  /** Values that a daemon of the cluster keeps beside the configuration: written once that is. */
  readonly transient?: { wanted(args: Args, before?: Args): Transient; former(args: Args, former: Former): Transient };
  /**
   * What of it decides whether resources may start, or where: nothing starts before it. An object's id, a property's
   * name, a node and its attribute (`node3:standby`).
   */
  decidesStart?(args: Args): readonly string[];
  /** Where it is run by an agent: the one that it names; undefined where a template does. */
  readonly agent?: (args: Args) => string | undefined;
}

/** A kind of thing that lives on every host of the provider rather than in the CIB. */
export interface HostKind<Args extends CommonArgs = CommonArgs> extends Described<Args> {
  readonly place: "hosts";
}

/** A kind of thing that machines are made into: they are no cluster before it. */
export interface MachinesKind<Args extends CommonArgs = CommonArgs> extends Described<Args> {
  readonly place: "machines";
}

export type AnyKind<Args extends CommonArgs = CommonArgs> = CibKind<Args> | HostKind<Args> | MachinesKind<Args>;
