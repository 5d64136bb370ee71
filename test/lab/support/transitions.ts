import type { TestCluster } from "./cluster";

/** One state of the CIB that the scheduler decided on, as the cluster has saved it. */
export interface Input {
  at: number;
  /** Of all objects. */
  ids: string[];
  /** What the property stonith-enabled said, if anything. */
  fencing: string | undefined;
}

const script = (since: string) => `
journalctl --unit pacemaker --since @${since} --output short-unix --no-pager | grep -o '^[0-9.]*\\|/var/lib/pacemaker/pengine/.*\\.bz2' |
while read -r word; do
  case $word in
    /*) echo "= $at"; bzcat "$word" | grep -oE '<(primitive|rsc_[a-z]+|nvpair) [^>]*>' ;;
    *) at=$word ;;
  esac
done`;

/** Every input of the scheduler since then, in the order of time: only the DC saves them. */
export async function inputsSince(cluster: TestCluster, since: string): Promise<Input[]> {
  const saved = await Promise.all(cluster.lab.machines.map((machine) => cluster.ask(machine, script(since))));
  const inputs = saved.flatMap((text) => text.split(/^= /m).slice(1));
  return inputs
    .map((input) => ({
      at: Number.parseFloat(input),
      ids: [...input.matchAll(/<(?:primitive|rsc_\w+) (?:[^>]* )?id="([^"]*)"/g)].map(([, id]) => id ?? ""),
      fencing: /<nvpair (?=[^>]*name="stonith-enabled")[^>]*value="([^"]*)"/.exec(input)?.[1],
    }))
    .sort((a, b) => a.at - b.at);
}
