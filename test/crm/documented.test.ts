import * as pulumi from "@pulumi/pulumi";
import * as pacemaker from "pulumi-pacemaker";
import ts from "typescript";
import { runInTree } from "../../lab/chroot";
import type { Cluster } from "../../provider/cluster/cluster";
import { knowCommand, parseKnown } from "../../provider/crm/agents";
import { Examination } from "../../provider/handler/examination";
import { strings } from "../../provider/handler/properties";
import { toldIn } from "../../provider/handler/told";
import { kinds } from "../../provider/kinds";
import { readSetting, writeSetting } from "../../provider/node/sysctl";
import { groupOf } from "../../toolchain/generate/model";
import { cibKinds } from "../fixtures";
import { meanings } from "../fixtures/documents";
import { change, said } from "./support/changes";
import { closeTrees, FileCluster, releases } from "./support/file-cluster";
import { givenBy, type Given } from "./support/program";

afterAll(closeTrees);

/** The example on each kind's page of the reference. */
const examples = Object.entries(kinds).map(([key, { type, schema }]) => {
  const { example = "", crm = "" } = groupOf("", schema, "").schema;
  return { key, type, example, crm, makes: [...example.matchAll(/^const (\w+) =/gm)].map(([, name = ""]) => name) };
});
type Example = (typeof examples)[number];

const isUsed = (name: string, { example }: Example) => new RegExp(`\\b${name}\\b(?!:)`).test(example);

/** The examples that one needs, with itself at the end. */
const whole = (each: Example): Example[] => [
  ...examples
    .filter((other) => other !== each && other.makes.some((name) => !each.makes.includes(name) && isUsed(name, each)))
    .flatMap(whole),
  each,
];

/** Nothing starts before this is said. */
const fencing = examples.filter(({ key }) => key === "clusterProperty");

async function programOf(each: Example): Promise<Given[]> {
  const text = [...new Set([...fencing, ...whole(each)])].map(({ example }) => example).join("\n");
  const { outputText } = ts.transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what a reader would run
  const run = new Function("pulumi", "pacemaker", "cluster", outputText) as (...names: unknown[]) => void;
  pulumi.runtime.setAllConfig({ "project:ipmiPassword": "s3cr3t", "project:pduPassword": "s3cr3t" });
  return givenBy(
    (cluster) => {
      run(pulumi, pacemaker, cluster);
    },
    ["10.0.2.1"],
  );
}

describe.each(releases)("on %s the example of", (debian) => {
  /** What a check says of each resource, asked of the agents that are there. */
  async function examined(cluster: FileCluster, program: readonly Given[]): Promise<unknown[]> {
    const know = async (names: readonly string[]) => {
      const { script, files = {} } = knowCommand(names, true);
      const { agents } = parseKnown(await runInTree(debian, script, { files }));
      return (name: string) => ({ agent: agents.get(name), has: [], lacks: agents.has(name) ? [] : ["node1"] });
    };
    const snapshot = await cluster.snapshot();
    const asked = { observe: () => Promise.resolve(snapshot), know } as unknown as Cluster;
    const examination = new Examination(asked);
    const found: unknown[] = [];
    const say = (what: string) => found.push(what);
    for (const { key, args, more } of program) {
      const kind = cibKinds[key];
      if (!kind) continue;
      const { agents, foreign } = toldIn(more).told;
      const told = { company: strings(more["__company"]), agents, foreign };
      const subject = { kind, args: kind.schema.parse(args), former: undefined, secrets: [], isNew: true };
      found.push(...(await examination.of({ ...subject, ...told, info: say, warn: say })));
    }
    return found;
  }

  async function run(each: Example) {
    const cluster = await FileCluster.of(debian, `<nodes><node id="3" uname="node3"/></nodes>`);
    const program = await programOf(each);
    const findings = await examined(cluster, program);
    const objects = program.filter(({ key }) => key in cibKinds);
    const outcomes = said(await cluster.submit(objects.map(({ key, args }) => change(key, args))));
    return { cluster, program, findings, objects, outcomes, cib: await cluster.cib() };
  }
  const runs = new Map<Example, ReturnType<typeof run>>();
  const ran = (each: Example) => {
    const started = runs.get(each) ?? run(each);
    runs.set(each, started);
    return started;
  };

  test.each(examples.map((each): [string, Example] => [each.type, each]))("%s runs", async (_type, each) => {
    const { program, findings, objects, outcomes, cib } = await ran(each);
    expect(program.map(({ key }) => key)).toContain(each.key);
    expect(findings).toEqual([]);
    expect(outcomes).toEqual(objects.map(() => "fulfilled"));
    for (const { key, args } of objects) {
      const kind = cibKinds[key];
      expect(kind?.read(cib, kind.schema.parse(args))).toEqual(kind?.schema.parse(args));
    }
  });

  // crm 4 reads no document that has a podman bundle.
  const inWords = examples.filter(({ key, crm }) => crm !== "" && !(key === "bundle" && debian === "bookworm"));
  test.each(inWords.map((each): [string, Example] => [each.type, each]))(
    "%s is what crm's words say",
    async (_, each) => {
      const { cluster, cib } = await ran(each);
      const files = { words: `${each.crm}\n` };
      const { stdout, stderr, status } = await cluster.run({
        script: "crm -D plain configure load update $PWD/words",
        files,
      });
      expect({ status, said: status === 0 ? "" : stdout + stderr }).toEqual({ status: 0, said: "" });
      expect(meanings(await cluster.cib())).toEqual(meanings(cib));
    },
  );

  test("SysctlSetting sets what the kernel then has", async () => {
    const { host } = await FileCluster.of(debian, "");
    const program = await programOf(examples.find(({ key }) => key === "sysctlSetting") as Example);
    const { key, value } = kinds.sysctlSetting.schema.parse(program.find((each) => each.key === "sysctlSetting")?.args);
    await writeSetting(host, key, String(value), true);
    expect(await readSetting(host, key)).toMatchObject({ running: String(value), atBoot: String(value) });
  });

  test("Alert tells its recipient, with the agent that its comment installs", async () => {
    const alert = examples.find(({ key }) => key === "alert") as Example;
    const { path, recipients = {} } = kinds.alert.schema.parse(
      (await programOf(alert)).find(({ key }) => key === "alert")?.args,
    );
    const [recipient = ""] = Object.values(recipients).map(({ value }) => value);
    const install = /^\/\/ On every node: (.*)$/m.exec(alert.example)?.[1] ?? "";
    const event = "CRM_alert_version=1 CRM_alert_kind=node CRM_alert_node=node1 CRM_alert_desc=lost";
    const { stdout } = await runInTree(
      debian,
      `${install} && su -s /bin/sh hacluster -c "${event} CRM_alert_recipient=${recipient} ${path}" && cat ${recipient}`,
    );
    expect(stdout).toContain("Node 'node1' is now 'lost'");
  });
});
