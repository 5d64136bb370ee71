import type { Cib } from "../cib/document";
import { PacemakerError } from "../errors";
import { kinds } from "../kinds";
import type { CibKind, CommonArgs, HostKind } from "../kinds/kind";
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
export const keyOf = <Args extends CommonArgs>(kind: CibKind<Args> | HostKind<Args>, args: Args): string =>
  "cibId" in kind.schema.shape ? kind.name(args) : `${kind.type} ${kind.name(args)}`;

/** What a program declares in the CIB, as far as it is known and as it should be. */
export const declaredIn = (program: string): DeclaredResource[] =>
  (JSON.parse(program) as Told[]).flatMap(({ kind: name, label, args, foreign = {} }) => {
    const kind = own(kinds as unknown as Readonly<Record<string, CibKind | HostKind>>, name);
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
