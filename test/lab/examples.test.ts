import * as pacemaker from "pulumi-pacemaker";
import { parseXml } from "../../provider/cib/element";
import { examples } from "../cases";
import { meanings } from "../fixtures/documents";
import { emptyCluster, testCluster, type TestCluster } from "./support/cluster";
import { configurationOf, epochOf, shown } from "./support/shown";
import { testStack, type TestStack } from "./support/stack";

let cluster: TestCluster;
let stack: TestStack;
let subnet: string;

beforeAll(async () => {
  cluster = await testCluster();
  subnet = cluster.free(0).replace(/\.0$/, "");
  await emptyCluster(cluster);
});
beforeEach(async () => {
  stack = await testStack(() => Promise.resolve({}));
});
afterEach(async () => {
  await stack.remove();
  await emptyCluster(cluster);
});

/** Each object in crm's words, whose order says nothing; crm takes `interval=0` from a text as it stands, and writes 0s itself. */
const objects = (lines: readonly string[]): string[] =>
  lines
    .map((line) =>
      line
        .replaceAll(/\binterval=0s?(?= |$)/g, "interval=0")
        .split(" ")
        .sort()
        .join(" "),
    )
    .sort();

/** The configuration without Pacemaker's note that somebody has cleaned failures up. */
const configured = async (): Promise<string> =>
  (await configurationOf(cluster)).replace(/\n[^\n]*name="last-lrm-refresh"[^\n]*/, "");

/** What crm itself makes of a text on this cluster, as it is now, without touching it. */
async function typed(text: string): Promise<{ lines: string[]; document: string }> {
  const work = "/root/typed";
  await cluster.ask(
    1,
    `rm -rf ${work}; mkdir -m 700 ${work}; cd ${work}; cat > case.crm <<'CASE'\n${text}CASE
     cibadmin --query > cib.xml; CIB_file=$PWD/cib.xml crm -D plain configure load update $PWD/case.crm`,
  );
  return {
    lines: await shown(cluster, `${work}/cib.xml`),
    document: await cluster.ask(1, `cat ${work}/cib.xml; rm -r ${work}`),
  };
}

test.each(examples)("$name", async ({ text, declare }) => {
  const before = await configured();
  const byHand = await typed(text(subnet));
  stack.program = () => {
    declare(new pacemaker.Provider("cluster", cluster.connection), subnet);
    return Promise.resolve({});
  };
  await stack.up();
  const document = await cluster.ask(1, "cibadmin --query");
  expect(meanings(parseXml(document))).toEqual(meanings(parseXml(byHand.document)));
  expect(objects(await shown(cluster))).toEqual(objects(byHand.lines));

  const epoch = await epochOf(cluster);
  const { summary } = await stack.up();
  expect(Object.keys(summary.resourceChanges ?? {})).toEqual(["same"]);
  expect(await epochOf(cluster)).toBe(epoch);
  expect(stack.stored() + stack.output).not.toContain("w0rd");

  await stack.destroy();
  expect(await configured()).toBe(before);
  expect(await cluster.ask(1, "crm_mon -1rf")).not.toMatch(/failed|fail-count|orphan/i);
  expect(await cluster.ask(1, "cibadmin --query --scope status")).not.toContain("_last_failure_");
});
