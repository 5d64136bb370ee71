import fc from "fast-check";
import { emptyCib, findResource, putObject } from "../../../provider/cib/document";
import { parseXml, printXml, walk } from "../../../provider/cib/element";
import { sameArgs } from "../../../provider/handler/same";
import { kinds } from "../../../provider/kinds";
import { primitiveFields } from "../../fixtures/arbitraries";

const { primitive } = kinds;
const parse = (fields: object) => primitive.schema.parse({ cibId: "p", agent: "ocf:pacemaker:Dummy", ...fields });
const declared = primitiveFields.map(parse);

const runs = { numRuns: 500 };

test("whatever a program declares is read as it says, also from the XML", () => {
  fc.assert(
    fc.property(declared, (args) => {
      const written = primitive.write(emptyCib, args);
      expect(primitive.read(written, args)).toEqual(args);
      expect(primitive.read(parseXml(printXml(written)), args)).toEqual(args);
      expect(primitive.write(written, args, args)).toEqual(written);
    }),
    runs,
  );
});

test("whatever it declares next, that is what is there, and each id is there once", () => {
  fc.assert(
    fc.property(declared, declared, (before, after) => {
      const written = primitive.write(primitive.write(emptyCib, before), after, before);
      const found = primitive.read(written, after);
      expect(found).toEqual(after);
      expect(found && sameArgs(found, after)).toBe(true);
      const ids = [...walk(written)].flatMap(({ attributes }) => attributes["id"] ?? []);
      expect(ids.length).toBe(new Set(ids).size);
    }),
    runs,
  );
});

test("what somebody else declared stays when ours goes", () => {
  fc.assert(
    fc.property(declared, fc.boolean(), (ours, hasOperations) => {
      const theirs = parseXml(`<primitive id="p" class="ocf" provider="pacemaker" type="Dummy">
        <instance_attributes id="t"><nvpair id="t1" name="theirs" value="1"/></instance_attributes>
        <utilization id="u"><nvpair id="u1" name="cpu" value="1"/></utilization>
        ${hasOperations ? '<operations><op id="n" name="notify" interval="0" timeout="9s"/></operations>' : ""}
      </primitive>`);
      const before = putObject(emptyCib, "resources", undefined, theirs);
      const after = primitive.write(primitive.write(before, ours), parse({}), ours);
      expect(findResource(after, "p")).toEqual(theirs);
    }),
    runs,
  );
});
