import type { Former } from "../kinds/kind";
import type { Cluster } from "../cluster/cluster";

/** What state keeps of a resource beside its arguments, under names that the engine's display hides. */
export interface Kept {
  /** Which cluster it is in (see cluster/identity.ts). */
  __cluster?: string;
  /** What was there before, for kinds that give it back. */
  __former?: Former | Readonly<Record<string, Former>>;
  /** What a primitive still waited for when its create returned. */
  __held?: readonly string[];
  /** Resources that its own change let start, and that did not do so yet. */
  __released?: readonly string[];
  /** Of a Cluster: where its members are reached, once it is there. */
  __hosts?: readonly string[];
}

/** One call of the engine. */
export interface Call {
  cluster: Cluster;
  /** "Primitive web" */
  label: string;
  /** The objects of the program that name this one, and what decides whether it may start: all take effect together. */
  company: readonly string[];
  /** Does the program still have this? While it deletes something, everything else may be on its way out as well. */
  stays: (id: string) => boolean;
  /** Is the program known to keep it? Of a run that is about some resources only nobody knows that. */
  keeps: (id: string) => boolean;
  /** Paths of the arguments that the program keeps secret. */
  secrets: readonly string[];
  /** A create or an update waits until the cluster has done it, rather than until it is in the CIB. */
  untilSettled: boolean;
  /** Milliseconds since the epoch at which waiting ends. */
  deadline: number;
  progress: (what: string) => void;
  info: (what: string) => void;
  warn: (what: string) => void;
}

/** A kind's life in its place: in the CIB, or on every host. */
export interface Lifecycle<Args> {
  create(args: Args, call: Call): Promise<Kept>;
  update(olds: Args, news: Args, kept: Kept, call: Call): Promise<Kept>;
  /** The arguments as they are there; undefined when it is gone. */
  read(args: Args, kept: Kept, call: Call): Promise<{ args: Args; kept: Kept } | undefined>;
  delete(args: Args, kept: Kept, call: Call): Promise<void>;
  /** Is it not where it should be, though nothing of its arguments has changed? */
  isElsewhere?(kept: Kept, hosts: readonly string[]): boolean;
}

/** It is there, but not as it should be: state keeps it with this error, and the next update tries again. */
export class Unfinished extends Error {
  constructor(
    override readonly cause: Error,
    readonly kept: Kept,
  ) {
    super(cause.message);
  }
}
