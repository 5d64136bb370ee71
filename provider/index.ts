import { Handler } from "./handler";
import { kinds, making } from "./kinds";
import type { AnyKind } from "./kinds/kind";

// One handler a kind, under the kind's name. State refers to them by it: a name that was ever published stays.
const handlers = Object.fromEntries(
  Object.entries({ ...making, ...kinds }).map(([name, kind]) => [name, new Handler(kind as unknown as AnyKind)]),
);

export = handlers;
