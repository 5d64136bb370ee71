import type { Cib } from "../cib/document";
import { PacemakerError } from "../errors";
import { kinds } from "../kinds";
import { isPlain } from "../kinds/references";
import type { AnyKind, CibKind, CommonArgs } from "../kinds/kind";
import type { Properties } from "./properties";
import { own } from "../own";

/** A resource of the program, as the sdk tells a check of all of them. */
interface Told {
  kind: string;
  label: string;
  args: Properties;
  foreign?: Record<string, string>;
}

export interface DeclaredResource {
  kind: CibKind;
  label: string;
  args: CommonArgs;
  foreign: Record<string, string>;
}

/** What nothing else of a program has: ids are those of the whole CIB, other names those of their kind. */
export const keyOf = <Args extends CommonArgs>(kind: AnyKind<Args>, args: Args): string =>
  "cibId" in kind.schema.shape ? kind.name(args) : `${kind.type} ${kind.name(args)}`;

/** Names in the order in which the engine's transport gives a resource its own: so does the document have them then. */
const inOrder = (_: string, value: unknown): unknown =>
  isPlain(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;

/** What a program declares in the CIB, as far as it is known and as it should be. */
export const declaredIn = (program: string): DeclaredResource[] =>
  (JSON.parse(program, inOrder) as Told[]).flatMap(({ kind: name, label, args, foreign = {} }) => {
    const kind = own(kinds as unknown as Readonly<Record<string, AnyKind>>, name);
    const parsed = kind?.place === "cib" ? kind.schema.safeParse(args) : undefined;
    return kind?.place === "cib" && parsed?.success ? [{ kind, label, args: parsed.data, foreign }] : [];
  });

/** The document with all of it, where the document takes it. */
export const withProgram = (program: readonly DeclaredResource[], before: Cib): Cib =>
  program.reduce((cib, { kind, args }) => {
    try {
      return kind.write(cib, args, undefined);
    } catch (error) {
      if (!(error instanceof PacemakerError)) throw error;
      return cib;
    }
  }, before);
