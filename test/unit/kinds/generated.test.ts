import fc from "fast-check";
import { changeElement, findId } from "../../../provider/cib/document";
import { sameConfiguration } from "../../../provider/cib/equal";
import { element, idOf, parseXml, printXml, walk, type Element } from "../../../provider/cib/element";
import { sameArgs } from "../../../provider/handler/same";
import { caseOf, cibKinds, type Case } from "../../fixtures";
import { documentOf, lost } from "../../fixtures/documents";
import { generatedFixture, poolXml } from "../../fixtures/generated";

/** The laws as pure functions, for whatever a program may declare; test/crm asks the real crm the same of many. */
const runs = { numRuns: 100, endOnFailure: true };

const before = ({ fixture }: Case) => documentOf(poolXml + (fixture.before ?? ""));

/** What an operator might have put there by hand. */
function touched(object: Element): Element {
  const theirs = element("theirs", { id: `${idOf(object)}.theirs`, note: "kept" });
  return { ...object, attributes: { ...object.attributes, theirs: "kept" }, children: [...object.children, theirs] };
}

describe.each(Object.keys(cibKinds))("%s", (key) => {
  const fixtures = generatedFixture(key, 1);

  test("whatever a program declares is read as it says, also from the XML, and written once", () => {
    fc.assert(
      fc.property(fixtures, (fixture) => {
        const each = caseOf(key, fixture);
        const { kind, args } = each;
        const written = kind.write(before(each), args);
        expect(kind.read(written, args)).toEqual(args);
        expect(kind.read(parseXml(printXml(written)), args)).toEqual(args);
        expect(kind.write(written, args, args)).toEqual(written);
        const ids = [...walk(written)].filter(({ name }) => !/_ref$|^role$/.test(name)).map(idOf);
        const taken = ids.filter((id, i) => id !== "" && ids.indexOf(id) !== i);
        expect(taken).toEqual([]);
      }),
      runs,
    );
  });

  test("all that it declares is listed, and reads as it is listed", () => {
    fc.assert(
      fc.property(fixtures, (fixture) => {
        const each = caseOf(key, fixture);
        const { kind, args } = each;
        const written = kind.write(before(each), args);
        const listed = kind.list(written).map((one) => kind.schema.parse(one));
        for (const one of listed) expect(kind.read(written, one)).toEqual(one);
      }),
      runs,
    );
  });

  test("whatever it declares next, that is what is there, beside what others put there", () => {
    fc.assert(
      fc.property(fixtures, (fixture) => {
        const each = caseOf(key, fixture);
        const { kind, args, then = args } = each;
        const written = kind.write(before(each), args);
        const anew = kind.write(written, then, args);
        const live = kind.read(written, then);
        // Where the new arguments are not what is there, something must be written.
        if (!live || !sameArgs(live, then)) expect(sameConfiguration(anew, written)).toBe(false);
        const own = findId(written, kind.name(args));
        const theirs = own ? changeElement(written, own, touched(own)) : written;
        const changed = kind.write(theirs, then, args);
        const found = kind.read(changed, then);
        expect(found).toEqual(then);
        expect(found && sameArgs(found, then)).toBe(true);
        if (own) expect(lost(theirs, changed).filter((fact) => fact.includes("theirs"))).toEqual([]);
        const gone = kind.remove(changed, then);
        if (!kind.former) expect(kind.read(gone, then)).toBeUndefined();
      }),
      runs,
    );
  });
});
