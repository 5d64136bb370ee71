import { patternFits } from "../../provider/cib/pattern";
import { fencingDecided } from "./support/changes";
import { closeTrees, FileCluster, releases } from "./support/file-cluster";

afterAll(closeTrees);

const score = 777;
const located = (pattern: string) => `${fencingDecided}
  <resources><primitive id="web-a" class="ocf" provider="pacemaker" type="Dummy"/></resources>
  <constraints><rsc_location id="by-pattern" rsc-pattern="${pattern}" node="node1" score="${score}"/></constraints>`;

describe.each(releases)("%s", (debian) => {
  test.each(["^web", "^WEB", "b-", "^other", "!^web", "!^other"])(
    "a location's pattern %s fits as Pacemaker says",
    async (pattern) => {
      const cluster = await FileCluster.of(debian, located(pattern));
      const { stdout } = await cluster.run({ script: "crm_simulate --xml-file $CIB_file --show-scores --simulate" });
      expect(patternFits(pattern)("web-a")).toBe(stdout.includes(String(score)));
    },
  );
});
