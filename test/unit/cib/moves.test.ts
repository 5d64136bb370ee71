import { emptyCib, objectsOf } from "../../../provider/cib/document";
import { movesOn, sayMoves, withoutMoves } from "../../../provider/cib/moves";
import { kinds } from "../../../provider/kinds";
import { withObjects } from "../../fixtures/documents";

const moved = withObjects(
  emptyCib,
  `<resources><primitive id="web" class="ocf" provider="heartbeat" type="Dummy"/></resources>
   <constraints>
     <rsc_location id="cli-prefer-web" rsc="web" node="node1" score="INFINITY" role="Started"/>
     <rsc_location id="cli-ban-web-on-node2" rsc="web" node="node2" score="-INFINITY"/>
     <rsc_location id="cli-ban-other-on-node2" rsc="other" node="node2" score="-INFINITY"/>
     <rsc_location id="cli-prefer-timed" rsc="timed">
       <rule id="r" score="INFINITY" boolean-op="and">
         <expression id="e" attribute="#uname" operation="eq" value="node3" type="string"/>
         <date_expression id="d" operation="lt" end="2026-01-01 00:00:00Z"/>
       </rule>
     </rsc_location>
     <rsc_location id="web-likes-node3" rsc="web" node="node3" score="5"/>
   </constraints>`,
);

test("moves by hand are said, with the command that ends them", () => {
  expect(sayMoves(moved, "web")).toBe(
    "web was moved by hand, and that still counts: cli-prefer-web keeps it on node1, cli-ban-web-on-node2 keeps it from node2. `crm resource clear web` on a node ends it, or `clearMoves: true` in the program.",
  );
  expect(sayMoves(moved, "timed")).toContain("cli-prefer-timed keeps it on node3.");
  expect(sayMoves(moved, "nothing")).toBeUndefined();
});

test("a program that clears them: they are drift, and its update takes these and no others away", () => {
  const { primitive } = kinds;
  const args = primitive.schema.parse({ cibId: "web", agent: "ocf:heartbeat:Dummy", clearMoves: true });
  expect(primitive.read(moved, args)).toEqual({ ...args, clearMoves: false });
  const written = primitive.write(moved, args, args);
  expect(written).toEqual(withoutMoves(moved, "web"));
  expect(movesOn(written, "web")).toEqual([]);
  expect(objectsOf(written, "constraints").map(({ attributes }) => attributes["id"])).toEqual([
    "cli-ban-other-on-node2",
    "cli-prefer-timed",
    "web-likes-node3",
  ]);
  expect(primitive.read(written, args)).toEqual(args);
  const others = { ...args, clearMoves: undefined };
  expect(primitive.write(moved, others, others)).toEqual(moved);
});
