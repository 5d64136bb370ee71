import * as pacemaker from "pulumi-pacemaker";
import { runInTree } from "../../lab/chroot";
import { installAgents } from "../cases/agents";
import { examples, others, type Configuration } from "../cases";
import { meanings } from "../fixtures/documents";
import { registered, type Registered } from "../unit/sdk/mocked";
import type { Change } from "../../provider/cluster/writer";
import { change, said } from "./support/changes";
import { closeTrees, FileCluster, releases } from "./support/file-cluster";

afterAll(closeTrees);

const subnet = "10.0.2";

/** What a preview without an engine makes of a secret. */
const open = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(open)
    : typeof value === "object" && value !== null
      ? "value" in value && "4dabf18193072939515e22adb298388d" in value
        ? open(value.value)
        : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, open(each)]))
      : value;

/** A resource of the program, as the provider gets it. */
function changeOf({ type, inputs }: Registered): Change[] {
  const kind = type.split(":").at(-1) ?? "";
  if (!type.startsWith("pulumi-nodejs:dynamic/pacemaker:") || kind === "SysctlSetting") return [];
  const args = Object.entries(inputs).filter(([name]) => !name.startsWith("__"));
  return [change(kind.charAt(0).toLowerCase() + kind.slice(1), open(Object.fromEntries(args)) as object as never)];
}

async function programOf({ declare }: Configuration): Promise<Change[]> {
  const made = await registered(() => {
    declare(new pacemaker.Provider("cluster", { hosts: [`${subnet}.1`] }), subnet);
  });
  return Object.values(made).flatMap(changeOf);
}

/** Without systemd nobody knows its units: the test on real machines has that one. */
const withoutUnits = [...examples, ...others].filter(({ text }) => !text(subnet).includes(" systemd:"));

describe.each(releases)("on %s", (debian) => {
  beforeAll(() => runInTree(debian, installAgents));

  test.each(withoutUnits)("$name: the program makes what crm makes of the text, and takes that over", async (each) => {
    const [ours, theirs] = [await FileCluster.of(debian, ""), await FileCluster.of(debian, "")];
    const files = { "case.crm": each.text(subnet) };
    const loaded = await theirs.run({ script: "crm configure load update $PWD/case.crm", files });
    expect(loaded).toMatchObject({ status: 0 });
    const program = await programOf(each);
    expect(said(await ours.submit(program))).toEqual(program.map(() => "fulfilled"));
    const typed = await theirs.cib();
    expect(meanings(await ours.cib())).toEqual(meanings(typed));
    expect(said(await theirs.submit(program))).toEqual(program.map(() => "fulfilled"));
    expect(await theirs.cib()).toEqual(typed);
  });
});
