import type { Debian } from "../../lab/recipe";
import type { Cib } from "../../provider/cib/document";
import { sameConfiguration } from "../../provider/cib/equal";
import { printXml } from "../../provider/cib/element";
import type { Change } from "../../provider/cluster/writer";
import { draft } from "../../provider/crm/draft";
import { hasNoWords, newFindings } from "../../provider/crm/findings";
import type { CommonArgs } from "../../provider/kinds/kind";
import { cases, write, type Case } from "../fixtures";
import { documentOf, lost } from "../fixtures/documents";
import { closeTrees, FileCluster, releases } from "./support/file-cluster";

afterAll(closeTrees);

const changeOf = ({ kind, names }: Case, args: CommonArgs, former?: CommonArgs): Change => ({
  label: `${kind.type} ${kind.name(args)}`,
  names,
  apply: (cib) => kind.write(cib, args, former),
});

function removalOf(each: Case): Change {
  const { kind, args, fixture } = each;
  const former = kind.former?.capture(documentOf(fixture.before ?? ""), args);
  const remove = (cib: Cib) =>
    kind.former && former ? kind.former.restore(cib, args, former) : kind.remove(cib, args);
  return { ...changeOf(each, args), apply: remove };
}

const decided = `<crm_config>
  <cluster_property_set id="decided"><nvpair id="decided-fencing" name="stonith-enabled" value="false"/></cluster_property_set>
</crm_config>`;

/** One document in which they all meet. */
const together = (all: readonly Case[]) => decided + all.map(({ fixture }) => fixture.before ?? "").join("");

/** What becomes of some fixtures, step by step, each step one wave of the engine on one CIB. */
async function live(debian: Debian, all: readonly Case[]) {
  const cluster = await FileCluster.of(debian, together(all));
  const step = async (changes: readonly Change[]) => {
    const outcomes = await cluster.submit(changes);
    return { outcomes, cib: await cluster.cib() };
  };
  const before = await cluster.cib();
  const wanted = write(before, all);
  const [words, elements] = [draft(before, wanted), draft(before, wanted, true)];
  const created = await step(all.map((each) => changeOf(each, each.args)));
  const again = await step(all.map((each) => changeOf(each, each.args)));
  const xml = printXml(created.cib);
  const updated = await step(all.map((each) => changeOf(each, each.then ?? each.least, each.args)));
  const restored = await step(all.map((each) => changeOf(each, each.args, each.then ?? each.least)));
  const removed = await step(all.map(removalOf));
  return {
    before,
    wanted,
    created,
    again,
    updated,
    restored,
    removed,
    elements: await cluster.check(elements),
    reloaded: await cluster.check({ ...words, base: xml, start: xml, wanted: xml, hasElements: false }),
  };
}

/** An outcome as the engine would show it. */
const said = (outcome: PromiseSettledResult<unknown> | undefined) =>
  outcome?.status === "rejected" ? String(outcome.reason) : outcome?.status;

const worlds: [string, Case[]][] = [
  ["one document for all", cases.filter(({ fixture }) => !fixture.alone)],
  ...cases.filter(({ fixture }) => fixture.alone).map((each): [string, Case[]] => [each.name, [each]]),
];

describe.each(releases)("%s", (debian) => {
  describe.each(worlds)("%s", (_world, all) => {
    let life: Awaited<ReturnType<typeof live>>;
    beforeAll(async () => {
      life = await live(debian, all);
    });

    test("is one change of the CIB, and the same again is none", () => {
      const { before, created, again } = life;
      expect(Number(created.cib.attributes["epoch"])).toBe(Number(before.attributes["epoch"]) + 1);
      expect(again.cib.attributes).toEqual(created.cib.attributes);
      expect(sameConfiguration(created.cib, life.wanted)).toBe(true);
    });

    test("crm takes the statements, and the same once more without a difference", () => {
      expect(life.reloaded.loaded).toBe(true);
      expect(life.reloaded.patchOfCopy).toBe("");
    });

    test("goes as elements as well", () => {
      const { before = [], after = [], patchOfWanted } = life.elements;
      expect(patchOfWanted).not.toBe("");
      expect(newFindings(before, after).filter((each) => each.severity === "error" && !hasNoWords(each))).toEqual([]);
    });

    describe.each(all.map((each): [string, Case] => [each.name, each]))("%s", (_name, each) => {
      const { kind, args, then, least, fixture } = each;
      const at = all.indexOf(each);

      test("is written as it is meant, beside what others wrote", () => {
        const { outcomes, cib } = life.created;
        expect(said(outcomes[at])).toBe("fulfilled");
        expect(kind.read(cib, args)).toEqual(args);
        expect(lost(documentOf(fixture.before ?? ""), cib)).toEqual([...(fixture.replaces ?? [])].sort());
      });

      test("is changed by a later run, and back", () => {
        expect(said(life.updated.outcomes[at])).toBe("fulfilled");
        expect(kind.read(life.updated.cib, then ?? least)).toEqual(then ?? least);
        expect(said(life.restored.outcomes[at])).toBe("fulfilled");
        expect(kind.read(life.restored.cib, args)).toEqual(args);
      });

      test("goes when it is removed", () => {
        expect(said(life.removed.outcomes[at])).toBe("fulfilled");
        const left = kind.read(life.removed.cib, args);
        expect(left).toEqual(kind.former ? kind.read(life.before, args) : undefined);
      });
    });
  });
});
