import { writeFileSync } from "node:fs";
import { checkCommand } from "../../provider/crm/check";
import { draft } from "../../provider/crm/draft";
import { change, fencingDecided } from "./support/changes";
import { closeTrees, FileCluster, releases } from "./support/file-cluster";
afterAll(closeTrees);
const ok = change("primitive", { cibId: "ip", agent: "ocf:heartbeat:IPaddr2", params: { ip: "10.0.2.10" }, operations: { monitor: { interval: 10, timeout: 1 } }, meta: { colour: "red" } });
const faulty = [
  change("primitive", { cibId: "bad-param", agent: "ocf:heartbeat:Dummy", params: { nosuch: "1" } }),
  change("primitive", { cibId: "no-param", agent: "ocf:heartbeat:IPaddr2", params: { nic: "eth0" } }),
  change("primitive", { cibId: "no-agent", agent: "ocf:heartbeat:NoSuch" })];
const dangling = [change("colocation", { cibId: "no-end", resource: "ip", with: "nobody" })];
test.each(releases)("%s", async (d) => {
  for (const [name, list, start] of [["faulty-objects", [ok, ...faulty], fencingDecided], ["missing-resource", [ok, ...dangling], fencingDecided], ["fencing-undecided", [ok], ""]] as const) {
    const c = await FileCluster.of(d, start);
    const base = await c.cib();
    const out = await c.run(checkCommand(draft(base, list.reduce((m, e) => e.apply(m), base))));
    writeFileSync(`test/fixtures/recorded/${name}.${d}.txt`, out.stdout.replaceAll(/\/tmp\/call-\d+/g, "/dev/shm/pulumi-pacemaker.x"));
  }
});
test.each(releases)("sim %s", async (d) => {
    const c = await FileCluster.of(d, fencingDecided);
    const base = await c.cib();
    const r = await c.submit([ok]);
    console.log(r.map(e=>e.status), (await c.run({ script: `crm_simulate --live-check --run --output-as=xml; crm_simulate -x $CIB_file -S -N node1 -O out.xml >/dev/null; crm_simulate --node-up node1 --node-up node2 --xml-file $CIB_file --simulate --save-output out.xml; CIB_file=$PWD/out.xml crm_simulate --live-check --run --output-as=xml; cat out.xml | head -60` })));
});
