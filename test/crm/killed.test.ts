import { checkCommand, parseChecked } from "../../provider/crm/check";
import { draft } from "../../provider/crm/draft";
import { change, fencingDecided } from "./support/changes";
import { closeTrees, FileCluster, releases } from "./support/file-cluster";

afterAll(closeTrees);

/** As the kernel does it where memory is short: crm dies before it has said a word, so many times. */
const dying = (times: number) => `
import os, sys
folder = os.environ["PYTHONPATH"]
if "verify" in sys.orig_argv:
    left = [name for name in os.listdir(folder) if name.startswith("killed-")]
    if len(left) < ${times}:
        open(os.path.join(folder, "killed-%d" % os.getpid()), "w").close()
        os.kill(os.getpid(), 9)
`;

describe.each(releases)("on %s", (debian) => {
  let cluster: FileCluster;
  beforeAll(async () => {
    cluster = await FileCluster.of(debian, fencingDecided);
  });

  /** One goes to crm as an element, for its language has no such text, and has a mistake that crm knows. */
  const check = async (times: number) => {
    const before = await cluster.cib();
    const web = change("primitive", {
      cibId: "web",
      agent: "ocf:pacemaker:Dummy",
      description: "é",
      params: { not: 1 },
    });
    const { script, files } = checkCommand(draft(before, web.apply(before)));
    const output = await cluster.run({
      script: `export PYTHONPATH="$PWD"\n${script}`,
      files: { ...files, "sitecustomize.py": dying(times) },
    });
    return parseChecked(output).after;
  };

  test("a check that is killed is made again", async () => {
    const undisturbed = await check(0);
    expect(undisturbed).not.toEqual([]);
    expect(await check(2)).toEqual(undisturbed);
  });

  test("and where it is killed each time, that is an error", async () => {
    expect(await check(3)).toContainEqual({
      severity: "error",
      text: "crm configure verify of wanted.xml was killed each time (exit status 137): does the host lack memory?",
    });
  });
});
