import { createInterface } from "node:readline/promises";
import { erasable, type Erasable } from "../../provider/cib/erase";
import { erase } from "../../provider/cluster/erase";
import { UsageError } from "../failure";
import type { Session } from "../session";
import { printable, wrapped } from "../table";
import type { Done } from "./done";

/** What goes, a line for each kind of object. */
export function nameThem(all: readonly Erasable[]): string[] {
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  return kinds.flatMap((kind) =>
    wrapped(
      `${kind}: ${all
        .filter((each) => each.kind === kind)
        .map(({ id }) => id)
        .join(", ")}`,
      "  ",
    ),
  );
}

/** Whoever ends the question rather than answering it does not agree. */
async function agreed(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<string>((resolve) => {
    terminal.once("close", () => {
      resolve("no");
    });
  });
  try {
    const answer = await Promise.race([terminal.question(question).catch(() => "no"), ended]);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}

/** `crm configure erase`, which also works where that one refuses. */
export async function eraseCluster(session: Session, yes: boolean): Promise<Done> {
  const { cib, host } = await session.cluster.observe();
  const all = erasable(cib);
  const nodes = "the nodes themselves stay";
  if (all.length === 0) return { text: `there is nothing to erase; ${nodes}`, json: { erased: [] } };
  if (!yes) {
    if (!process.stdin.isTTY)
      throw new UsageError("erase asks before it does anything; without a terminal it needs --yes");
    console.error([`This goes from the cluster at ${printable(host.address)}; ${nodes}:`, ...nameThem(all)].join("\n"));
    if (!(await agreed("Erase it? (yes/no) "))) throw new UsageError("nothing was erased");
  }
  await erase(session);
  return { text: [`erased; ${nodes}:`, ...nameThem(all)].join("\n"), json: { erased: all } };
}
