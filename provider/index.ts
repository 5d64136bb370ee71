import { Handler, type AnyKind } from "./handler";
import { kinds } from "./kinds";

// One handler a kind, under the kind's name. State refers to them by it: a name that was ever published stays.
const handlers = Object.fromEntries(
  Object.entries(kinds).map(([name, kind]) => [name, new Handler(kind as unknown as AnyKind)]),
);

export = handlers;
