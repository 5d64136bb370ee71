import { runInTree } from "../../../lab/chroot";
import type { Debian } from "../../../lab/recipe";
import { printXml, type Element } from "../../../provider/cib/element";
import { parseSnapshot, snapshotCommand, type Snapshot } from "../../../provider/cluster/snapshot";
import { Writer, type Change, type Committed } from "../../../provider/cluster/writer";
import type { Command, CommandOutput, Host } from "../../../provider/ssh/types";

export const releases: readonly Debian[] = ["bookworm", "trixie"];

let made = 0;

/**
 * Pacemaker's and crm's own tools of one Debian release on a CIB that is a file: everything that a cluster does with
 * its configuration, and nothing that it does with resources.
 */
export class FileCluster {
  readonly host: Host;
  private readonly file: string;
  private readonly writer = new Writer({ snapshot: () => this.snapshot(), company: () => Promise.resolve() });

  constructor(
    private readonly debian: Debian,
    private readonly start: Element,
  ) {
    this.file = `/var/lib/pacemaker/file-cluster-${++made}.xml`;
    this.host = { address: debian, run: (command) => this.run(command) };
  }

  /** A script with the files and the folder that it has on a host, and the tools pointed at the file. */
  run({ script, files = {} }: Pick<Command, "script" | "files">): Promise<CommandOutput> {
    const first = `[ -e ${this.file} ] || cp start-of-cluster.xml ${this.file}; export CIB_file=${this.file}\n`;
    return runInTree(this.debian, first + script, { files: { ...files, "start-of-cluster.xml": printXml(this.start) } });
  }

  async snapshot(): Promise<Snapshot> {
    return parseSnapshot(this.host, await this.run(snapshotCommand));
  }

  /** All of them at once, as a wave of the engine. */
  submit(changes: readonly Change[]): Promise<PromiseSettledResult<Committed>[]> {
    return Promise.allSettled(changes.map((each) => this.writer.submit(each)));
  }
}
