import type { TestCluster } from "./cluster";

/** One operation that the cluster ran, from the journals of its controllers. */
export interface Ran {
  machine: number;
  operation: string;
  resource: string;
  at: number;
}

/** The cluster's own clock. */
export const now = async (cluster: TestCluster): Promise<string> => (await cluster.ask(1, "date +%s.%N")).trim();

/** Every start, stop, promote and demote since then, in the order of time. */
export async function operationsSince(cluster: TestCluster, since: string): Promise<Ran[]> {
  const all = await Promise.all(
    cluster.lab.machines.map(async (machine) => {
      const lines = await cluster.ask(
        machine,
        `journalctl --unit pacemaker --since @${since} --output short-unix --no-pager | grep -E 'Requesting local execution of (start|stop|promote|demote) operation' || true`,
      );
      return lines.split("\n").flatMap((line): Ran[] => {
        const found = /^([\d.]+) .*execution of (\w+) operation for (\S+) on/.exec(line);
        return found ? [{ machine, at: Number(found[1]), operation: found[2] ?? "", resource: found[3] ?? "" }] : [];
      });
    }),
  );
  return all.flat().sort((a, b) => a.at - b.at);
}

export const said = ({ operation, resource, machine }: Ran): string => `${operation} ${resource} on ${machine}`;
