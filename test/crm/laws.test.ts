import { child, parseXml } from "../../provider/cib/element";
import { sameConfiguration } from "../../provider/cib/equal";
import { hasNoWords, newFindings } from "../../provider/crm/findings";
import { cases, type Case } from "../fixtures";
import { documentOf, lost } from "../fixtures/documents";
import { closeTrees, releases } from "./support/file-cluster";
import { live } from "./support/life";

afterAll(closeTrees);

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
      expect(child(parseXml(life.reloaded.copy), "configuration")).toEqual(child(life.created.cib, "configuration"));
    });

    test("goes as elements as well", () => {
      const { before = [], after = [] } = life.elements;
      expect(sameConfiguration(life.before, life.wanted)).toBe(false);
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
