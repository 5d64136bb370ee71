import { outstanding } from "../../../provider/cluster/progress";
import { parseStatus } from "../../../provider/crm/status";

const parsed = (resources: string, actions: string) =>
  parseStatus({
    stdout: `<pacemaker-result><cluster_status><nodes/><resources>${resources}</resources></cluster_status><actions>${actions}</actions></pacemaker-result>`,
    stderr: "",
    status: 0,
  });

const resource = (id: string, role: string) =>
  `<resource id="${id}" role="${role}" active="${role === "Started"}" managed="true" blocked="false"/>`;
const bundle = `<bundle id="box" type="podman">
  <replica id="0">${resource("inside", "Stopped")}${resource("box-podman-0", "Starting")}${resource("box-0", "Stopped")}</replica>
  <replica id="1">${resource("box-podman-1", "Started")}${resource("box-ip-10.0.2.41", "Started")}</replica>
</bundle>`;

test("what a bundle is made of is the bundle's", () => {
  const { resources } = parsed(bundle, "");
  expect(resources.map(({ id }) => id)).toEqual(["inside", "box", "box", "box", "box"]);
  expect(outstanding(parsed(bundle, ""), ["box"])).toEqual(["box (starting)"]);
});

test("a name that only looks like a part of a bundle is a resource's own", () => {
  const { resources, actions } = parsed(
    resource("tool-box-0", "Stopped"),
    '<rsc_action action="start" resource="box-1"/>',
  );
  expect(resources.map(({ id }) => id)).toEqual(["tool-box-0"]);
  expect(actions.map((each) => each.resource)).toEqual(["box-1"]);
});

// crm_simulate lists these for ever after a failed start.
test("what is blocked is not going to happen", () => {
  const actions = `
    <rsc_action action="start" resource="box-0" node="node1" reason="unrunnable box-podman-0 start" blocked="true"/>
    <rsc_action action="start" resource="inside:0" node="box-0" reason="unrunnable box-podman-0 start" blocked="true"/>
    <rsc_action action="stop" resource="box-podman-1" node="node2"/>`;
  expect(outstanding(parsed(bundle, actions), "all")).toEqual(["box to stop on node2", "box (starting)"]);
});

// It says so where an answer would be, in XML: taken for one, it would be a cluster with nothing left to do.
test("that the cluster could not be asked is no answer", () => {
  const stdout = `<pacemaker-result api-version="2.38" request="crm_simulate --live-check --run --output-as=xml">
    <status code="102" message="Not connected"><errors>
      <error>Could not connect to the CIB: Transport endpoint is not connected</error></errors></status>
  </pacemaker-result>`;
  expect(() => parseStatus({ stdout, stderr: "", status: 102 })).toThrow(
    /^crm_simulate: Not connected \[CLUSTER_DOWN\]/,
  );
});
