import type { TestCluster } from "./cluster";

/** What `crm configure show` says, one object a line; of another CIB than the live one where `of` names a file. */
export async function shown(cluster: TestCluster, of?: string): Promise<string[]> {
  const text = await cluster.ask(1, `${of === undefined ? "" : `CIB_file=${of} `}crm -D plain configure show`);
  return text
    .replace(/ \\\n\s+/g, " ")
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim());
}

/** The line of one object, by its id (`id` or `id:` after the first word). */
export const lineOf = (lines: readonly string[], id: string): string =>
  lines.find((line) => [1, 2].some((word) => line.split(" ")[word]?.replace(/:$/, "") === id)) ?? "";

/** The node on which something runs. */
export const placeOf = async (cluster: TestCluster, id: string): Promise<string | undefined> =>
  /is running on: (\S+)/.exec(await cluster.ask(1, `crm_resource --resource ${id} --locate 2>&1 || true`))?.[1];

export const epochOf = async (cluster: TestCluster, machine = 1): Promise<number> =>
  Number(/ epoch="(\d+)"/.exec(await cluster.ask(machine, "cibadmin --query --xpath /cib --no-children"))?.[1]);

/** The whole configuration, as the cluster prints it: to compare before with after. */
export const configurationOf = (cluster: TestCluster, machine = 1): Promise<string> =>
  cluster.ask(machine, "cibadmin --query --xpath /cib/configuration");

/** How often each machine has let us in by now. */
export const loginsOf = (cluster: TestCluster): Promise<number[]> =>
  Promise.all(
    cluster.lab.machines.map(async (machine) =>
      Number(await cluster.ask(machine, "journalctl -u ssh | grep -c 'Accepted .* for admin' || true")),
    ),
  );
