import { z } from "zod";
import { movesOn, withoutMoves } from "../cib/moves";
import type { CibKind, CommonArgs } from "./kind";

export const clearMoves = z.boolean().optional().meta({
  description:
    "true: what `crm resource move` or `ban` left behind (constraints cli-prefer-…, cli-ban-…) is drift, and the next update takes it away. Default: false, it stays, with a warning.",
});

interface MovableArgs extends CommonArgs {
  clearMoves?: boolean | undefined;
}

/** A kind of resource, whose moves by hand a program may have cleared. */
export const movable = <Args extends MovableArgs>(kind: CibKind<Args>): CibKind<Args> => ({
  ...kind,
  read(cib, args) {
    const found = kind.read(cib, args);
    return found && args.clearMoves ? { ...found, clearMoves: movesOn(cib, kind.name(args)).length === 0 } : found;
  },
  write(cib, args, former) {
    const written = kind.write(cib, args, former);
    return args.clearMoves ? withoutMoves(written, kind.name(args)) : written;
  },
});
