import { failures, failureTraces, newFailures, sayFailure, withoutCounts } from "../../../provider/cib/failures";
import { parseXml } from "../../../provider/cib/element";

const history = (...ops: string[]) =>
  parseXml(`<cib><configuration/><status><node_state id="1" uname="node1" in_ccm="true" crmd="online"><lrm><lrm_resources>
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

test("traces are the operations that failed and the counts of failures, of nodes that are there", () => {
  const pair = (name: string, value: string) => `<nvpair id="${name}" name="${name}" value="${value}"/>`;
  const counted = `<cib><configuration/><status><node_state id="1" uname="node1" in_ccm="17" crmd="18"><transient_attributes id="1">
    <instance_attributes id="status-1">${pair("fail-count-web#start_0", "INFINITY")}${pair("last-failure-web:1#start_0", "17")}
    ${pair("pingd", "1")}</instance_attributes></transient_attributes></node_state></status></cib>`;
  const counts = [
    { resource: "web", key: "node1 fail-count-web#start_0=INFINITY" },
    { resource: "web", key: "node1 last-failure-web:1#start_0=17" },
  ];
  expect(failureTraces(parseXml(counted))).toEqual(counts);
  expect(failureTraces(history(op('rc-code="5" op-status="0"')))).toMatchObject([
    { resource: "web", key: "web node1 web_start_0 5 1" },
  ]);
  const away = (there: string) => parseXml(counted.replace('in_ccm="17" crmd="18"', there));
  for (const there of ['in_ccm="0" crmd="0"', 'in_ccm="true" crmd="offline"', 'in_ccm="false" crmd="online"'])
    expect(failureTraces(away(there))).toEqual([]);
  expect(failureTraces(away('in_ccm="true" remote_node="true"'))).toEqual(counts);
});

test("what takes the counts of a resource out names them, node by node", () => {
  const state = (node: string, names: readonly string[]) =>
    `<node_state id="${node}" uname="${node}" in_ccm="17" crmd="18"><transient_attributes id="${node}"><instance_attributes id="s-${node}">${names.map((name) => `<nvpair id="${node}-${name}" name="${name}" value="1"/>`).join("")}</instance_attributes></transient_attributes></node_state>`;
  const cib = parseXml(
    `<cib><configuration/><status>${state("a", ["fail-count-web#start_0", "last-failure-web#start_0", "fail-count-web2#start_0"])}${state("b", ["pingd"])}${state("c", ["fail-count-web:1#monitor_10000"])}</status></cib>`,
  );
  expect(withoutCounts(cib, "web")).toEqual([
    { node: "a", values: { "fail-count-web#start_0": null, "last-failure-web#start_0": null } },
    { node: "c", values: { "fail-count-web:1#monitor_10000": null } },
  ]);
  expect(withoutCounts(cib, "we")).toEqual([]);
});
