import { isDeepStrictEqual } from "node:util";
import type { dynamic } from "@pulumi/pulumi";
import { sameCluster } from "../cluster/identity";
import type { AnyKind, CommonArgs } from "../kinds/kind";
import { hasUnknown } from "../problems";
import type { Kept } from "./call";
import { argsOf, argumentsOf, keptOf, strings, type Properties } from "./properties";
import { sameArgs } from "./same";

/** The argument that names the object. */
const nameField = (args: object, name: string): string =>
  Object.entries(args).find(([, value]) => value === name)?.[0] ?? "cibId";

/**
 * What is to be done about a resource of the program: nothing, an update, or a replacement where it is to have another
 * name or is in another cluster. `isElsewhere`: is it not where it should be, by what state keeps?
 */
export function diff<Args extends CommonArgs>(
  kind: AnyKind<Args>,
  { olds, news }: { olds: Properties; news: Properties },
  isElsewhere: (kept: Kept) => boolean,
): dynamic.DiffResult {
  const [was, is] = [olds["__cluster"], news["__cluster"]];
  if (typeof was === "string" && typeof is === "string" && !sameCluster(was, is))
    return { replaces: ["__cluster"], deleteBeforeReplace: true };
  if (hasUnknown(argsOf(news))) return {};
  const [before, after] = [argumentsOf(kind, olds), argumentsOf(kind, news)];
  const name = kind.name(before);
  if (name !== kind.name(after)) return { replaces: [nameField(before, name)], deleteBeforeReplace: true };
  // Without a word on changes the engine compares the inputs itself, and shows each field.
  if (!sameArgs(before, after) || !isDeepStrictEqual(olds["__secrets"] ?? [], news["__secrets"] ?? [])) return {};
  const company = strings(news["__company"]);
  const waitsInVain = strings(olds["__held"]).some((each) => !company.includes(each));
  const hasFailed = strings(olds["__released"]).length > 0;
  return {
    changes: waitsInVain || hasFailed || isElsewhere(keptOf(olds)) || olds["__provider"] !== news["__provider"],
  };
}
