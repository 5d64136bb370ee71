import type { Debian } from "../../../lab/recipe";
import type { Cib } from "../../../provider/cib/document";
import { printXml } from "../../../provider/cib/element";
import type { Change } from "../../../provider/cluster/writer";
import { draft } from "../../../provider/crm/draft";
import type { CommonArgs } from "../../../provider/kinds/kind";
import { write, type Case } from "../../fixtures";
import { documentOf } from "../../fixtures/documents";
import { fencingDecided } from "./changes";
import { FileCluster } from "./file-cluster";

export const changeOf = ({ kind, names }: Case, args: CommonArgs, former?: CommonArgs): Change => ({
  label: `${kind.type} ${kind.name(args)}`,
  names,
  deadline: Infinity,
  apply: (cib) => kind.write(cib, args, former),
});

function removalOf(each: Case): Change {
  const { kind, args, fixture } = each;
  const former = kind.former?.capture(documentOf(fixture.before ?? ""), args);
  const remove = (cib: Cib) =>
    kind.former && former ? kind.former.restore(cib, args, former) : kind.remove(cib, args);
  return { ...changeOf(each, args), apply: remove };
}

/**
 * What becomes of some fixtures, step by step, each step one wave of the engine on one CIB. They meet in one document,
 * which has `around` as well.
 */
export async function youth(debian: Debian, all: readonly Case[], around = fencingDecided) {
  const cluster = await FileCluster.of(debian, around + all.map(({ fixture }) => fixture.before ?? "").join(""));
  const step = async (changes: readonly Change[]) => {
    const outcomes = await cluster.submit(changes);
    return { outcomes, cib: await cluster.cib() };
  };
  const before = await cluster.cib();
  const wanted = write(before, all);
  const created = await step(all.map((each) => changeOf(each, each.args)));
  const again = await step(all.map((each) => changeOf(each, each.args)));
  const xml = printXml(created.cib);
  const { statements } = draft(before, wanted);
  const same = { base: xml, start: xml, wanted: xml, alone: xml, statements, hasElements: false, isOld: false };
  const reloaded = await cluster.check(same);
  const updated = await step(all.map((each) => changeOf(each, each.then ?? each.least, each.args)));
  return { cluster, step, before, wanted, created, again, reloaded, updated };
}

/** And what comes after it. */
export async function live(debian: Debian, all: readonly Case[]) {
  const { cluster, step, ...so } = await youth(debian, all);
  const elements = await cluster.check(draft(so.before, so.wanted, { asElements: true }));
  const restored = await step(all.map((each) => changeOf(each, each.args, each.then ?? each.least)));
  const removed = await step(all.map(removalOf));
  return { ...so, elements, restored, removed };
}
