import { checkCommand, parseChecked } from "../../provider/crm/check";
import { draft } from "../../provider/crm/draft";
import { change, fencingDecided } from "./support/changes";
import { closeTrees, FileCluster, releases } from "./support/file-cluster";

afterAll(closeTrees);

/** Both see that a folder is missing before either makes it, as happens once in many runs by itself. */
const slow = `
import os, time
isdir = os.path.isdir
def seen(path):
    there = isdir(path)
    if str(path).endswith("/crm"): time.sleep(0.5)
    return there
os.path.isdir = seen
`;

test.each(releases)("on %s two crm begin at once in a home that has seen none", async (debian) => {
  const cluster = await FileCluster.of(debian, fencingDecided);
  const before = await cluster.cib();
  const web = change("primitive", { cibId: "web", agent: "ocf:pacemaker:Dummy", description: "é" });
  const printed = change("primitive", { cibId: "db", agent: "ocf:pacemaker:Dummy" });
  const { script, files } = checkCommand(draft(before, printed.apply(web.apply(before))));
  const output = await cluster.run({
    script: `export HOME="$PWD/home" PYTHONPATH="$PWD"\n${script}`,
    files: { ...files, "sitecustomize.py": slow },
  });
  expect(parseChecked(output)).toMatchObject({ loaded: true, findings: [], after: [] });
});
