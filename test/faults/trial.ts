import * as pacemaker from "../../sdk";
import { emptyCluster, testCluster, type TestCluster } from "../lab/support/cluster";
import { shown } from "../lab/support/shown";
import { testStack, type TestStack } from "../lab/support/stack";
import { whole } from "../lab/support/whole";
import { arm, disarm, forgetFaults, holdAt, prepareFaults, type Fault } from "./fault";
import type { Happening } from "./happenings";

type Version = "one" | "other";

/** Between its two versions something is created, changed and deleted, of what runs and of what is said of it. */
function declare(version: Version, settings: pacemaker.ProviderArgs): void {
  const on = { provider: new pacemaker.Provider("cluster", settings) };
  const dummy = (id: string) =>
    new pacemaker.Primitive(id, { agent: "ocf:pacemaker:Dummy", params: { fake: version } }, on);
  new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
  new pacemaker.ResourceDefault("resource-stickiness", { value: version === "one" ? 100 : 200 }, on);
  const [first, second] = [dummy("first"), dummy("second")];
  new pacemaker.Colocation("together", { resource: second, with: first, score: "INFINITY" }, on);
  if (version === "one") new pacemaker.Order("in-order", { first, then: second, kind: "Mandatory" }, on);
  const own = dummy(`only-${version}`);
  new pacemaker.Location(`place-${version}`, { resource: own, node: "node2", score: 100 }, on);
}

/** Create: from nothing; change: from one version to the other. */
export const phases = ["create", "change", "refresh", "destroy"] as const;
export type Phase = (typeof phases)[number];

export interface Run {
  /** Did the run come as far as the fault? */
  met: boolean;
  /** What the engine said, if the run failed. */
  failure: string | undefined;
}

/** A stack on a cluster, what it looks like when nothing disturbs it, and the runs that something disturbs. */
export interface Trial {
  cluster: TestCluster;
  stack: TestStack;
  /** Of the provider, for the runs to come. */
  settings: Partial<pacemaker.ProviderArgs>;
  /** Makes ready for a phase: what then runs it gives the engine's words if it failed. */
  ready(phase: Phase): Promise<() => Promise<string | undefined>>;
  /** A phase with a fault in the middle of it. */
  disturbed(phase: Phase, fault: Fault): Promise<Run>;
  /** A phase that is held at a command while something is done from outside. */
  held(phase: Phase, at: Omit<Fault, "happens">, act: () => Promise<unknown>): Promise<Run>;
  /** A phase in the middle of which something happens that is undone afterwards. */
  happens(phase: Phase, happening: Happening, command?: number): Promise<Run>;
  /** That happens in the middle of a change, which gets through or may fail, and recovers. */
  survives(happening: Happening): Promise<void>;
  /** One more run of it, and the cluster is as if nothing had been; the up after that has nothing to do. */
  recovers(phase: Phase): Promise<void>;
  remove(): Promise<void>;
}

/** What the cluster says of itself is not of its configuration. */
const own = /^(have-watchdog|dc-version|cluster-infrastructure|cluster-name|last-lrm-refresh)=/;

const configured = async (cluster: TestCluster) =>
  (await shown(cluster))
    .filter((line) => !line.startsWith("node "))
    .map((line) =>
      line.startsWith("property ")
        ? line
            .split(" ")
            .filter((word) => !own.test(word))
            .join(" ")
        : line,
    )
    .sort();

const succeeds = async (cluster: TestCluster, script: string) =>
  (await cluster.ask(1, `{ ${script}; } >/dev/null 2>&1 && echo yes || true`)) !== "";

async function trial(): Promise<Trial> {
  const cluster = await testCluster();
  await emptyCluster(cluster);
  await prepareFaults(cluster);
  let version: Version = "other";
  const turn = () => {
    version = version === "one" ? "other" : "one";
  };
  const stack = await testStack(() => {
    declare(version, { ...cluster.connection, connectTimeout: "4s", commandTimeout: "15s", ...made.settings });
    return Promise.resolve({});
  });
  const undisturbed = new Map<Version, string[]>();
  let bare: string[] = [];
  let isThere = false;
  const act: Record<Phase, () => Promise<unknown>> = {
    create: () => stack.up(),
    change: () => stack.up(),
    refresh: () => stack.refresh(),
    destroy: () => stack.destroy(),
  };

  const made: Trial = {
    cluster,
    stack,
    settings: {},
    async ready(phase) {
      if (phase === "create" && isThere) await stack.destroy();
      if (phase !== "create" && !isThere) await stack.up();
      isThere = true;
      if (phase === "create" || phase === "change") turn();
      return () => {
        const before = stack.output.length;
        return act[phase]().then(
          () => undefined,
          () => stack.output.slice(before),
        );
      };
    },
    async disturbed(phase, fault) {
      const run = await made.ready(phase);
      await arm(cluster, fault);
      const failure = await run();
      return { met: await disarm(cluster), failure };
    },
    async held(phase, at, act) {
      const { met, release, end } = await holdAt(cluster, at, await made.ready(phase));
      if (met) await act();
      await release();
      return { met, failure: await end };
    },
    async happens(phase, happening, command = happening.command ?? 4) {
      const { there, proof, outside, undo, isLoss } = happening;
      const run = outside
        ? await made.held(phase, { when: "before", command }, () => outside(cluster))
        : await made.disturbed(phase, { when: "during", command, happens: there ?? "" });
      const met = run.met && (proof === undefined || (await succeeds(cluster, proof)));
      if (met) await undo?.(cluster);
      await whole(cluster);
      if (met && isLoss) await stack.refresh();
      return { ...run, met };
    },
    async survives(happening) {
      const { met, failure } = await made.happens("change", happening);
      expect(met).toBe(true);
      if (!happening.mayFail) expect(failure).toBeUndefined();
      await made.recovers("change");
    },
    async recovers(phase) {
      if (phase === "refresh") await stack.refresh();
      if (phase === "destroy") {
        await stack.destroy();
        expect(await configured(cluster)).toEqual(bare);
        expect(await stack.state()).toEqual([]);
        isThere = false;
        return;
      }
      await stack.up();
      expect(await configured(cluster)).toEqual(undisturbed.get(version));
      const { summary } = await stack.up();
      expect(Object.keys(summary.resourceChanges ?? {})).toEqual(["same"]);
      const state = await stack.state();
      expect(state.filter((each) => "initErrors" in each || "pendingReplacement" in each)).toEqual([]);
      expect(new Set(state.map(({ urn }) => urn)).size).toBe(state.length);
      const seen = await cluster.ask(1, "crm_mon -1");
      for (const id of ["first", "second", `only-${version}`])
        expect(seen).toMatch(new RegExp(`\\b${id}\\s.*Started node`));
    },
    async remove() {
      if (isThere) await stack.destroy();
      await stack.remove();
      await forgetFaults(cluster);
    },
  };
  for (let i = 0; i < 2; i++) {
    turn();
    await stack.up();
    undisturbed.set(version, await configured(cluster));
  }
  await stack.destroy();
  bare = await configured(cluster);
  return made;
}

/** One for all tests of a file. */
export function sharedTrial(): () => Trial {
  let on: Trial;
  beforeAll(async () => {
    on = await trial();
  });
  afterAll(() => on.remove());
  return () => on;
}

/** PACEMAKER_TEST_FAULTS=all: at every command that a run takes, rather than at some. */
export const atEveryCommand = process.env["PACEMAKER_TEST_FAULTS"] === "all";
