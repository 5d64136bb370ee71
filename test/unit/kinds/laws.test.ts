import { changeSection, emptyCib, type Cib } from "../../../provider/cib/document";
import { sameConfiguration } from "../../../provider/cib/equal";
import { changedFields, sameArgs } from "../../../provider/handler/same";
import type { CommonArgs } from "../../../provider/kinds/kind";
import { cases, cibKinds, optionalFields, without, type Case } from "../../fixtures";
import { documentOf, lost } from "../../fixtures/documents";

/**
 * What holds for every fixture of every kind, as pure functions of the document; test/crm asks the real crm the same.
 */
const before = ({ fixture }: Case): Cib => documentOf(fixture.before ?? "");

/** A document that has nothing, but for kinds that cannot be without something else: their node, their members. */
const fresh = ({ kind, fixture }: Case): Cib =>
  ["Node", "Group", "Clone", "Bundle"].includes(kind.type) ? documentOf(fixture.before ?? "") : emptyCib;

/** The same without what was there before of the object itself. */
const empty = (each: Case): Cib =>
  each.kind.type === "Node"
    ? changeSection(before(each), "nodes", (all) => all.map((node) => ({ ...node, children: [] })))
    : each.kind.remove(fresh(each), each.args);

function listedIn(cib: Cib, { kind, args }: Case): CommonArgs | undefined {
  const all = kind.list(cib);
  // The levels of one target are one thing, whatever they are called.
  const one = kind.type === "FencingTopology" ? all[0] : all.find((each) => kind.name(each) === kind.name(args));
  return one && kind.schema.parse(one);
}

/** What is set to what it is anyway is not written; an address of which more is said than that is a primitive. */
const unlisted = ["node/never-on-standby", "failover-ip/same-meaning"];

describe.each(cases.map((each): [string, Case] => [each.name, each]))("%s", (_name, each) => {
  const { kind, args, then, least, fixture } = each;

  test("what is written is what is read", () => {
    expect(kind.read(kind.write(before(each), args), args)).toEqual(args);
  });

  test("what others wrote stays", () => {
    expect(lost(before(each), kind.write(before(each), args))).toEqual([...(fixture.replaces ?? [])].sort());
  });

  test("written again it is the same", () => {
    const once = kind.write(before(each), args);
    expect(kind.write(once, args, args)).toEqual(once);
  });

  test("drift is named by field exactly where something would be written", () => {
    const live = kind.read(before(each), args);
    const differs = !sameConfiguration(kind.write(before(each), args), before(each));
    if (live) expect(changedFields(live, args).length > 0).toBe(differs);
    else expect(differs).toBe(true);
  });

  test("an update gives what the new arguments say", () => {
    const once = kind.write(before(each), args);
    const twice = kind.write(once, then ?? least, args);
    // Where the new arguments are not what is there, something must be written.
    const found = kind.read(once, then ?? least);
    if (!found || !sameArgs(found, then ?? least)) expect(sameConfiguration(once, twice)).toBe(false);
    expect(kind.read(twice, then ?? least)).toEqual(then ?? least);
    expect(kind.write(twice, then ?? least, then ?? least)).toEqual(twice);
  });

  test("a field removed from the program is removed from the CIB, and only it", () => {
    for (const field of optionalFields(kind, args)) {
      const rest = without(args, field);
      const once = kind.write(before(each), args);
      const after = kind.write(once, rest, args);
      expect(kind.read(after, rest)).toEqual(rest);
      const bare = fresh(each);
      const ours = lost(kind.write(bare, args), kind.write(kind.write(bare, args), rest, args));
      // An operation goes whole, with what somebody else said of it.
      const others = lost(once, after).filter((fact) => !fact.includes("/operations/op "));
      for (const fact of others) expect(ours).toContain(fact);
    }
  });

  test("listed it is all that was written, and writes the same again", () => {
    const made = kind.write(empty(each), args);
    const listed = listedIn(made, each);
    if (sameConfiguration(made, empty(each))) return;
    expect(changedFields(listed ?? {}, args)).toEqual([]);
    expect(kind.write(empty(each), listed ?? args)).toEqual(made);
  });

  test("listed beside what others wrote it reads as it says, and nothing of it is lost", () => {
    const made = kind.write(before(each), args);
    const listed = listedIn(made, each);
    expect(listed !== undefined).toBe(!unlisted.includes(each.name));
    if (!listed) return;
    expect(kind.read(made, listed)).toEqual(listed);
    expect(kind.write(made, listed, listed)).toEqual(made);
  });

  test("once removed it is gone, and so is nothing else", () => {
    const once = kind.write(before(each), args);
    const former = kind.former?.capture(before(each), args);
    const after = former && kind.former ? kind.former.restore(once, args, former) : kind.remove(once, args);
    if (kind.former) expect(sameConfiguration(after, before(each))).toBe(true);
    else expect(kind.read(after, args)).toBeUndefined();
    expect(kind.remove(after, args)).toEqual(after);
  });
});

test("every kind has a fixture", () => {
  const tried = new Set(cases.map(({ fixture }) => fixture.kind));
  expect(Object.keys(cibKinds).filter((key) => !tried.has(key))).toEqual([]);
});
