import type { Debian } from "../../lab/recipe";
import type { Cib } from "../../provider/cib/document";
import { sameConfiguration } from "../../provider/cib/equal";
import { printXml } from "../../provider/cib/element";
import type { Change } from "../../provider/cluster/writer";
import { draft } from "../../provider/crm/draft";
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

const removalOf = ({ kind, names, fixture, args }: Case): Change => {
  const before = documentOf(fixture.before ?? "");
  const restore = kind.former;
  const former = restore?.capture(before, args);
  return {
    label: `${kind.type} ${kind.name(args)}`,
    names,
    apply: (cib) => (restore && former ? restore.restore(cib, args, former) : kind.remove(cib, args)),
  };
};

const sectionsOf = (xml: string, tag: string) => xml.match(new RegExp(`(?<=<${tag}>).*?(?=</${tag}>)`, "gs")) ?? [];

/** One document in which all of them meet. */
function together(all: readonly Case[]): string {
  const xml = all.map(({ fixture }) => fixture.before ?? "").join("");
  return ["crm_config", "nodes", "resources", "constraints", "rsc_defaults", "op_defaults"]
    .map((tag) => `<${tag}>${sectionsOf(xml, tag).join("")}</${tag}>`)
    .join("");
}

const undecided = `<crm_config><cluster_property_set id="decided"><nvpair id="decided-stonith-enabled" name="stonith-enabled" value="false"/></cluster_property_set></crm_config>`;

/** What became of some fixtures, step by step, each as one change of one CIB. */
async function life(debian: Debian, all: readonly Case[], start: string) {
  const cluster = await FileCluster.of(debian, start);
  const step = async (changes: readonly Change[]) => {
    const outcomes = await cluster.submit(changes);
    return { outcomes, cib: await cluster.cib() };
  };
  const before = await cluster.cib();
  const created = await step(all.map((each) => changeOf(each, each.args)));
  const again = await step(all.map((each) => changeOf(each, each.args)));
  const { statements } = draft(before, write(before, all));
  const xml = printXml(created.cib);
  const reloaded = await cluster.check({ base: xml, start: xml, wanted: xml, statements, hasElements: false });
  const updated = await step(all.map((each) => changeOf(each, each.then ?? each.least, each.args)));
  const restored = await step(all.map((each) => changeOf(each, each.args, each.then ?? each.least)));
  const removed = await step(all.map(removalOf));
  const elements = await cluster.check(draft(before, write(before, all), true));
  return { before, created, again, reloaded, updated, restored, removed, elements };
}

type Life = Awaited<ReturnType<typeof life>>;

const epoch = (cib: Cib) => Number(cib.attributes["epoch"]);

/** An outcome as the engine would show it. */
const said = (outcome: PromiseSettledResult<unknown> | undefined) =>
  outcome?.status === "rejected" ? String(outcome.reason) : outcome?.status;

describe.each(releases)("%s", (debian) => {
  const company = cases.filter(({ fixture }) => !fixture.alone);
  const alone = cases.filter(({ fixture }) => fixture.alone);
  const crowd = { all: company, life: undefined as Promise<Life> | undefined };
  const worlds = new Map(cases.map((each) => [each, each.fixture.alone ? { all: [each], life: undefined as Promise<Life> | undefined } : crowd]));
  const lifeOf = (each: Case): Promise<Life> => {
    const world = worlds.get(each) ?? crowd;
    world.life ??= life(debian, world.all, together(world.all) + undecided);
    return world.life;
  };
  void alone;

  describe.each(cases.map((each): [string, Case] => [each.name, each]))("%s", (_name, each) => {
    const { kind, args, then, least, fixture } = each;
    const at = (worlds.get(each) ?? crowd).all.indexOf(each);

    test("arrives in the CIB as it is written, and nothing else changes", async () => {
      const { before, created } = await lifeOf(each);
      expect(said(created.outcomes[at])).toBe("fulfilled");
      expect(kind.read(created.cib, args)).toEqual(args);
      expect(epoch(created.cib)).toBe(epoch(before) + 1);
      expect(lost(documentOf(fixture.before ?? ""), created.cib)).toEqual([...(fixture.replaces ?? [])].sort());
    });

    test("a later run changes what it says", async () => {
      const { updated, restored } = await lifeOf(each);
      expect(said(updated.outcomes[at])).toBe("fulfilled");
      expect(kind.read(updated.cib, then ?? least)).toEqual(then ?? least);
      expect(said(restored.outcomes[at])).toBe("fulfilled");
      expect(kind.read(restored.cib, args)).toEqual(args);
    });

    test("goes when it is removed", async () => {
      const { before, removed } = await lifeOf(each);
      expect(said(removed.outcomes[at])).toBe("fulfilled");
      if (kind.former) expect(kind.read(removed.cib, args)).toEqual(kind.read(before, args));
      else expect(kind.read(removed.cib, args)).toBeUndefined();
    });
  });

  test.each([["all in one document", company[0]], ...alone.map((each) => [each.name, each])] as [string, Case][])(
    "%s: the same again is no change, as elements it is the same change",
    async (_name, each) => {
      const { created, again, before, reloaded, elements } = await lifeOf(each);
      const { all } = worlds.get(each) ?? crowd;
      const wanted = write(before, all);
      expect(again.cib.attributes).toEqual(created.cib.attributes);
      expect(sameConfiguration(created.cib, wanted)).toBe(true);
      expect(reloaded.loaded).toBe(true);
      expect(reloaded.patchOfCopy).toBe("");
      expect(elements.after).toEqual([]);
      expect(elements.copy === "" || sameConfiguration(wanted, wanted)).toBe(true);
    },
  );
});
