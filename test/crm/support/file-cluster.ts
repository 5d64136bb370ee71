import { closeTrees, runInTree } from "../../../lab/chroot";
import { debians, type Debian } from "../../../lab/recipe";
import type { Cib } from "../../../provider/cib/document";
import { parseXml, printXml, withAttributes } from "../../../provider/cib/element";
import { parseSnapshot, snapshotCommand, type Snapshot } from "../../../provider/cluster/snapshot";
import { Writer, type Change, type Committed } from "../../../provider/cluster/writer";
import { checkCommand, parseChecked, type Checked, type Draft } from "../../../provider/crm/check";
import type { Command, CommandOutput, Host } from "../../../provider/ssh/types";
import { withObjects } from "../../fixtures/documents";

export const releases = debians;
export { closeTrees };

let made = 0;

const nodes = `<nodes><node id="1" uname="node1"/><node id="2" uname="node2"/></nodes>`;

/**
 * Pacemaker's and crm's own tools of one Debian release on a CIB that is a file: everything that a cluster does with
 * its configuration, and nothing that it does with resources.
 */
export class FileCluster {
  readonly host: Host;
  private readonly file = `/var/lib/pacemaker/file-cluster-${++made}.xml`;
  private readonly writer = new Writer({
    snapshot: () => this.snapshot(),
    recent: () => undefined,
    wrote: () => undefined,
    companyOf: () => undefined,
    comes: () => undefined,
    foreseen: (cib) => cib,
    company: () => Promise.resolve(),
    written: () => undefined,
  });

  private constructor(private readonly debian: Debian) {
    this.host = { address: debian, run: (command) => this.run(command) };
  }

  /** A cluster whose configuration holds these objects, as XML in their sections. */
  static async of(debian: Debian, xml: string): Promise<FileCluster> {
    const cluster = new FileCluster(debian);
    const { stdout } = await runInTree(debian, "cibadmin --empty");
    const empty = withAttributes(parseXml(stdout), { "have-quorum": "1" });
    await runInTree(debian, `cp start.xml ${cluster.file}`, {
      files: { "start.xml": printXml(withObjects(empty, nodes + xml)) },
    });
    return cluster;
  }

  /** A script with the files and the folder that it has on a host, and the tools pointed at the file. */
  run({ script, files = {} }: Pick<Command, "script" | "files">): Promise<CommandOutput> {
    return runInTree(this.debian, `export CIB_file=${this.file}\n${script}`, { files });
  }

  async snapshot(): Promise<Snapshot> {
    return parseSnapshot(this.host, await this.run(snapshotCommand));
  }

  async cib(): Promise<Cib> {
    return (await this.snapshot()).cib;
  }

  async check(draft: Draft): Promise<Checked> {
    return parseChecked(await this.run(checkCommand(draft)));
  }

  /** Lets Pacemaker's scheduler think that everything it wants is done; `events` as crm_simulate takes them. */
  async simulate(events = ""): Promise<void> {
    const { stdout, stderr, status } = await this.run({
      script: `crm_simulate --xml-file $CIB_file --simulate --save-output after.xml ${events} && cp after.xml $CIB_file`,
    });
    if (status !== 0) throw new Error(stdout + stderr);
  }

  /** All of them at once, as a wave of the engine. */
  submit(changes: readonly Change[]): Promise<PromiseSettledResult<Committed>[]> {
    return Promise.allSettled(changes.map((each) => this.writer.submit(each)));
  }
}
