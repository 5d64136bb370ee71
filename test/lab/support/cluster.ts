import { runOn } from "../../../lab/enter";
import { LabError } from "../../../lab/error";
import { down, up, type Wanted } from "../../../lab/lab";
import { address, address6 } from "../../../lab/names";
import { knownHostsFile, keyFile, type Lab } from "../../../lab/state";
import type { Debian } from "../../../lab/recipe";

/** A running cluster of the lab, and the ways to ask it: by its own tools, not by our code. */
export interface TestCluster {
  lab: Lab;
  hosts: string[];
  /** An address of the lab's subnet that no machine has. */
  free(last: number): string;
  free6(last: number): string;
  /** What `sh` prints on a machine (1, 2, …); throws when it fails. */
  ask(machine: number, script: string): Promise<string>;
  /** The arguments of a provider for it. */
  connection: { hosts: string[]; user: string; sudo: boolean; privateKeyFile: string; hostKeys: { file: string } };
}

/** What every lab runs where a test does not say otherwise: the newest, unless the environment says the oldest. */
export const usual: Debian = process.env["PACEMAKER_TEST_DEBIAN"] === "bookworm" ? "bookworm" : "trixie";

interface Kind {
  debian?: Debian;
  machines?: number;
  /** Another cluster, by this name. */
  beside?: string;
}

/** Each of jest's workers has labs of its own. */
const worker = process.env["JEST_WORKER_ID"] ?? "1";

/** What a test before has left of a cluster may not be one any more: the next is about another thing. */
async function sound(wanted: Wanted): Promise<Lab> {
  try {
    return await up(wanted);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    console.warn(`the lab ${wanted.name} is made anew: ${error.message}`);
    await down(wanted.name);
    return up(wanted);
  }
}

/** The worker's lab of a Debian, shared by all its tests; one with another name beside it is another cluster. */
export async function testCluster({ debian = usual, machines = 3, beside }: Kind = {}): Promise<TestCluster> {
  const own = process.env["PACEMAKER_TEST_LAB"] ?? "test";
  const name = [
    own,
    ...(worker === "1" ? [] : [worker]),
    ...(debian === "trixie" ? [] : [debian]),
    ...(beside === undefined ? [] : [beside]),
  ].join("-");
  const numbers = Array.from({ length: machines }, (_, i) => i + 1);
  const lab = await sound({ name, debian, bare: false, machines: numbers });
  const hosts = numbers.map((machine) => address(lab.net, machine));
  return {
    lab,
    hosts,
    free: (last) => address(lab.net, last),
    free6: (last) => address6(lab.net, last),
    async ask(machine, script) {
      const { status, stdout, stderr } = await runOn(lab, machine, script);
      if (status !== 0) throw new Error(`node${machine}: ${script}\nexit status ${status}\n${stdout}${stderr}`);
      return stdout;
    },
    connection: {
      hosts,
      user: "admin",
      sudo: true,
      privateKeyFile: keyFile(name),
      hostKeys: { file: knownHostsFile(name) },
    },
  };
}

const emptied = `
import xml.etree.ElementTree as tree, sys
root = tree.parse(sys.argv[1]).getroot()
configuration = root.find("configuration")
own = {"dc-version", "cluster-infrastructure", "cluster-name", "have-watchdog"}
for section in list(configuration):
    if section.tag in ("resources", "constraints"):
        for each in list(section): section.remove(each)
    elif section.tag == "nodes":
        for node in section:
            for each in list(node): node.remove(each)
    elif section.tag == "crm_config":
        for each in list(section):
            for pair in list(each):
                if pair.get("name") not in own: each.remove(pair)
    else: configuration.remove(section)
print(tree.tostring(configuration, encoding="unicode"))
`;

/**
 * The cluster as it was before anybody configured it: everything stopped, removed and forgotten. What does not stop is
 * left behind by a test that failed: it is forgotten as well, so that the next test is not about it.
 */
export const emptyCluster = (cluster: TestCluster): Promise<string> =>
  cluster.ask(
    1,
    `set -e
     until_quiet() { for i in $(seq 150); do crm_mon -1 --output-as=xml | grep -q 'active="true"' || return 0; sleep 0.2; done; crm_mon -1; }
     if cibadmin -Q -o resources | grep -q '<primitive'; then
       crm_attribute -q -n stonith-enabled -v false; crm_attribute -q -n maintenance-mode -v false
       crm_attribute -q -n stop-all-resources -v true
       crm_resource --cleanup >/dev/null 2>&1 || true
       until_quiet
     fi
     cibadmin -Q > /tmp/before.xml
     python3 -c '${emptied}' /tmp/before.xml > /tmp/empty.xml
     cibadmin --replace --scope configuration --xml-file /tmp/empty.xml
     # Of a bundle that went with what ran in it the cluster never forgets the containers' own histories.
     cibadmin --delete-all --force --xpath "//node_state[@remote_node='true']"
     for i in $(seq 100); do cibadmin -Q -o status | grep -q '<lrm_resource ' || break; crm_resource --refresh >/dev/null 2>&1 || true; sleep 0.2; done
     ! cibadmin -Q -o status | grep '<lrm_resource '`,
  );
