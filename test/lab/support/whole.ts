import type { TestCluster } from "./cluster";
import { until } from "./until";

/** Pacemaker gives a member that has met the others three minutes to join (join-integration-timeout). */
const limit = 200_000;

/** Every member is there, and says so. */
export const whole = (cluster: TestCluster): Promise<unknown> =>
  Promise.all(
    cluster.lab.machines.map((machine) =>
      until(
        `a whole cluster, as node${machine} sees it`,
        () => cluster.ask(machine, "crm_mon -1"),
        (seen) => seen.includes("Online: [ node1 node2 node3 ]") && seen.includes("partition with quorum"),
        limit,
      ),
    ),
  );
