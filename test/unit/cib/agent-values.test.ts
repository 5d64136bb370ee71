import { agentIn, isGiven, operationsOf, parametersOf } from "../../../provider/cib/agent-values";
import { emptyCib, findResource } from "../../../provider/cib/document";
import { element } from "../../../provider/cib/element";
import { kinds } from "../../../provider/kinds";
import { withObjects } from "../../fixtures/documents";

const set = (id: string, ...names: string[]) =>
  `<instance_attributes id="${id}">${names.map((name) => `<nvpair id="${id}-${name}" name="${name}" value="1"/>`).join("")}</instance_attributes>`;
const cib = withObjects(
  emptyCib,
  `<resources>
    <template id="model" class="ocf" provider="heartbeat" type="apache">${set("model-set", "configfile")}</template>
    <primitive id="shared" class="systemd" type="nginx">${set("shared-set", "port")}</primitive>
    <group id="group">
      <primitive id="web" template="model">
        ${set("web-instance_attributes", "own")}
        <instance_attributes id="ruled"><rule id="r" score="0"><expression id="e" attribute="#uname" operation="eq" value="a"/></rule><nvpair id="x" name="here" value="1"/></instance_attributes>
        <instance_attributes id-ref="shared-set"/>
        <instance_attributes id="mixed"><nvpair id-ref="shared-set-port" /></instance_attributes>
      </primitive>
      ${set("group-set", "inherited")}
    </group>
  </resources>`,
);
const resource = (id: string) => findResource(cib, id) ?? element("primitive");

test("the agent is its own, or its template's", () => {
  expect(agentIn(cib, resource("web"))).toBe("ocf:heartbeat:apache");
  expect(agentIn(cib, resource("shared"))).toBe("systemd:nginx");
  expect(agentIn(cib, element("primitive", { id: "x", template: "nothing" }))).toBeUndefined();
});

test("what it is given: its own sets, the template's, its group's, and those that it refers to", () => {
  const names = ["configfile", "here", "inherited", "own", "port", "other"];
  expect(names.filter((each) => isGiven(cib, resource("web"), each))).toEqual(names.slice(0, -1));
});

test("what a program says, and where in its arguments", () => {
  const { primitive } = kinds;
  const args = primitive.schema.parse({
    cibId: "web",
    agent: "ocf:heartbeat:apache",
    params: { port: 80 },
    paramSets: {
      "on-a": { values: { port: 81 }, rule: { all: [{ attribute: "#uname", operation: "eq", value: "a" }] } },
    },
    operations: { monitor: [{ interval: 10, role: "Promoted", timeout: 20 }, { interval: 11 }], start: {} },
  });
  const made = findResource(primitive.write(emptyCib, args), "web") ?? element("primitive");
  expect(parametersOf(made)).toEqual([
    { path: "params.port", name: "port", value: "80" },
    { path: "paramSets.on-a.values.port", name: "port", value: "81" },
  ]);
  expect(operationsOf(made)).toEqual([
    { name: "monitor", interval: "10", timeout: "20", role: "Promoted" },
    { name: "monitor", interval: "11" },
    { name: "start", interval: "0s" },
  ]);
});
