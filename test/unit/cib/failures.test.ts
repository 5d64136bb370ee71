import { failures, newFailures, sayFailure } from "../../../provider/cib/failures";
import { parseXml } from "../../../provider/cib/element";

const history = (...ops: string[]) =>
  parseXml(`<cib><configuration/><status><node_state id="1" uname="node1"><lrm><lrm_resources>
    <lrm_resource id="web:1">${ops.join("")}</lrm_resource></lrm_resources></lrm></node_state></status></cib>`);

const op = (rest: string, id = "web_last_failure_0") =>
  `<lrm_rsc_op id="${id}" operation="start" operation_key="web_start_0" call-id="5" last-rc-change="1" ${rest}/>`;

test.each([
  ['rc-code="5" op-status="0" exit-reason="no such file"', "web: start failed on node1: not installed (no such file)"],
  ['rc-code="1" op-status="2" exit-reason=""', "web: start failed on node1: timed out"],
  ['rc-code="198" op-status="0"', "web: start failed on node1: rc 198"],
  ['rc-code="7" op-status="0" on_node="node9"', "web: start failed on node9: not running"],
])("%s", (rest, words) => {
  expect(failures(history(op(rest))).map(sayFailure)).toEqual([words]);
});

test("what went well is no failure", () => {
  expect(failures(history(op('rc-code="0"', "web_last_0"), op('rc-code="0"')))).toEqual([]);
});

test("a failure that was there before is not new, the next one is", () => {
  const before = history(op('rc-code="5" op-status="0"'));
  expect(newFailures(before, before)).toEqual([]);
  expect(
    newFailures(before, history(op('rc-code="5" op-status="0"').replace('call-id="5"', 'call-id="9"'))),
  ).toHaveLength(1);
});
