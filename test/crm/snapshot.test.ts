import { parseSnapshot, snapshotCommand } from "../../provider/cluster/snapshot";
import { closeTrees, FileCluster, releases } from "./support/file-cluster";

afterAll(closeTrees);

/** All tools that a host has, without some. */
const without = (...tools: string[]) => `
mkdir tools
for file in /usr/sbin/* /usr/bin/*; do ln -s "$file" tools/ 2>/dev/null; done
rm -f ${tools.map((tool) => `tools/${tool}`).join(" ")}
PATH=$PWD/tools
`;

describe.each(releases)("reading a cluster on %s", (debian) => {
  async function readWith(preparation: string) {
    const cluster = await FileCluster.of(debian, "");
    const output = await cluster.run({ script: preparation + snapshotCommand.script });
    return () => parseSnapshot(cluster.host, output);
  }

  test("gives its configuration", async () => {
    const read = await readWith("");
    expect(read().identity).toBe("members 1=node1,2=node2; name ");
  });

  test("names what is not installed", async () => {
    expect(await readWith(without("crm", "crm_diff"))).toThrow(/not installed there: crm, crm_diff \[NO_CRM\]/);
  });

  test("says that the cluster does not answer, in cibadmin's words", async () => {
    expect(await readWith("unset CIB_file")).toThrow(/the cluster does not answer \(.+\) \[CLUSTER_DOWN\]/);
    expect(await readWith("export CIB_file=/nowhere")).toThrow(/\[CLUSTER_DOWN\]/);
  });

  test("says what becomes of Heartbeat", async () => {
    const heartbeat = "mkdir -p /etc/ha.d; touch /etc/ha.d/ha.cf\n";
    try {
      expect(await readWith(heartbeat + without("corosync"))).toThrow(/\[HEARTBEAT\]/);
      expect((await readWith(heartbeat))().cib.name).toBe("cib");
    } finally {
      await readWith("rm -r /etc/ha.d");
    }
  });
});
