import fc from "fast-check";
import { child, parseXml } from "../../provider/cib/element";
import { sameConfiguration } from "../../provider/cib/equal";
import { hasNoWords } from "../../provider/crm/findings";
import { draft } from "../../provider/crm/draft";
import { caseOf, write, type Case } from "../fixtures";
import { documentOf, lost } from "../fixtures/documents";
import { generatedFixtures, poolXml } from "../fixtures/generated";
import { said } from "./support/changes";
import { closeTrees, releases } from "./support/file-cluster";
import { youth } from "./support/life";

afterAll(closeTrees);

/** Said in the tests' names: see test/seed.js. */
const { seed = Date.now() % 2 ** 31 } = fc.readConfigureGlobal();

/** So many of each kind on each release, where others are than on the other one. */
const each = 22;

const [fixtures = []] = fc.sample(generatedFixtures(each * releases.length), { numRuns: 1, seed });
const cases = fixtures.map((fixture, i) => caseOf(`${fixture.kind} ${i}`, fixture));

test("there are a thousand objects, few of them alike but for their ids", () => {
  const anonymous = ({ fixture: { kind, args } }: Case) =>
    JSON.stringify([kind, args])
      .replace(/\bg\d+-\w+/g, "")
      .replace(/10\.77[\d.]+|fd00[\da-f:]+/gi, "");
  expect(cases.length).toBeGreaterThan(1000);
  expect(new Set(cases.map(anonymous)).size).toBeGreaterThan(800);
});

/** Beside what crm has no words for it takes no statement without complaint: they are in documents of their own. */
function hasWords(one: Case): boolean {
  const before = documentOf(poolXml + (one.fixture.before ?? ""));
  return !draft(before, write(before, [one])).hasElements;
}
/** Some of each kind in each: a CIB of hundreds of such objects keeps crm busy for longer than it takes in parts. */
const parts = [0, 1, 2, 3];
function worlds(all: readonly Case[]): [string, readonly Case[]][] {
  const inWords = all.filter(hasWords);
  const asElements = all.filter((one) => !inWords.includes(one));
  return [
    ["in crm's words", inWords],
    ...parts.map((part): [string, readonly Case[]] => [
      `as elements, part ${part}`,
      asElements.filter((_, i) => i % parts.length === part),
    ]),
  ];
}

/** What is not as it should be, with the arguments that show it. */
const faults = (all: readonly Case[], of: (i: number) => unknown) =>
  all.flatMap(({ fixture, name }, i) => {
    const fault = of(i);
    return fault === undefined ? [] : [{ name, fault, fixture }];
  });

const differs = (found: unknown, wanted: unknown) => {
  try {
    expect(found).toEqual(wanted);
    return undefined;
  } catch (error) {
    return String(error);
  }
};

const rows = releases.flatMap((debian, at) =>
  worlds(cases.filter((_, i) => i % releases.length === at)).map(([way, all]) => [debian, way, all] as const),
);

describe.each(rows)(`%s, %s, seed ${seed}`, (debian, way, all) => {
  let life: Awaited<ReturnType<typeof youth>>;
  beforeAll(async () => {
    life = await youth(debian, all, poolXml);
  });

  test("it is one change of the CIB, and the same again is none", () => {
    const { before, wanted, created, again, updated } = life;
    const refused = (step: typeof created) =>
      faults(all, (i) => (step.outcomes[i]?.status === "fulfilled" ? undefined : said(step.outcomes)[i]));
    expect([...refused(created), ...refused(again), ...refused(updated)]).toEqual([]);
    expect(Number(created.cib.attributes["epoch"])).toBe(Number(before.attributes["epoch"]) + 1);
    expect(again.cib.attributes).toEqual(created.cib.attributes);
    expect(sameConfiguration(created.cib, wanted)).toBe(true);
  });

  test("it is read as it was declared, then and later, beside what others wrote", () => {
    const { created, updated } = life;
    const wrong = all.flatMap(({ kind, args, then = args, fixture }) => {
      const fault = differs(kind.read(created.cib, args), args) ?? differs(kind.read(updated.cib, then), then);
      return fault === undefined ? [] : [{ fault, fixture }];
    });
    expect(wrong).toEqual([]);
    expect(lost(documentOf(poolXml), updated.cib)).toEqual([]);
  });

  test("crm takes the statements, and the same once more without a difference", () => {
    const { findings } = life.reloaded;
    if (way === "in crm's words")
      expect(findings.filter((one) => one.severity === "error" && !hasNoWords(one))).toEqual([]);
    expect(child(parseXml(life.reloaded.copy), "configuration")).toEqual(child(life.created.cib, "configuration"));
  });
});
