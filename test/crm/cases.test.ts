import { runInTree } from "../../lab/chroot";
import { installAgents } from "../cases/agents";
import { examples, others, type Configuration } from "../cases";
import { meanings } from "../fixtures/documents";
import type { Change } from "../../provider/cluster/writer";
import { change, said } from "./support/changes";
import { closeTrees, FileCluster, releases } from "./support/file-cluster";
import { givenBy } from "./support/program";

afterAll(closeTrees);

const subnet = "10.0.2";

async function programOf({ declare }: Configuration): Promise<Change[]> {
  const all = await givenBy(
    (cluster) => {
      declare(cluster, subnet);
    },
    [`${subnet}.1`],
  );
  return all.filter(({ key }) => key !== "sysctlSetting").map(({ key, args }) => change(key, args));
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
