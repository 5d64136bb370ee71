import type { dynamic } from "@pulumi/pulumi";
import type { Cluster } from "../cluster/cluster";
import { isLimitedRun } from "../engine-run";
import { contextOf } from "../engine";
import type { ClusterArgs } from "../kinds/cluster";
import type { AnyKind, CommonArgs } from "../kinds/kind";
import { problemsOf } from "../problems";
import { PacemakerError, type ErrorCode } from "../errors";
import { hasNotExported } from "../exported";
import { Unfinished, type Call, type Kept, type Lifecycle } from "./call";
import { examine, hear } from "./check";
import { cibLifecycle } from "./cib";
import { clusterOf, readConfiguration, type Configuration, type EngineConfig } from "./configuration";
import { diff } from "./diff";
import { displayOf } from "./display";
import { guard } from "./guard";
import { hostsLifecycle } from "./hosts";
import { machinesLifecycle } from "./machines";
import { examineMachines } from "./machines-check";
import { deadline, type Phase } from "./limit";
import {
  argsOf,
  argumentsOf,
  given,
  hiddenIn,
  inputsOf,
  keptOf,
  plain,
  stateOf,
  strings,
  type Properties,
} from "./properties";
import { keyOf } from "./program";
import { sameArgs } from "./same";
import { secrets, secretsInSight } from "./secrets";
import { toldIn, type Told } from "./told";
import { unlessUnreachable } from "./unreachable";

const staysDeclared =
  "stays in the cluster, because the program has it under another name; an alias says so beforehand, and keeps what state knows of it";

const isEmpty = (properties: Properties): boolean => Object.keys(argsOf(properties)).length === 0;

/** With a property's name the engine would print its value, secret or not: the text itself says where. */
const failure = (code: ErrorCode, text: string): dynamic.CheckFailure => ({
  property: "",
  reason: `${text} [${code}]`,
});

/** Check, diff, create, update, read and delete, once for every kind. */
export class Handler<Args extends CommonArgs> implements dynamic.ResourceProvider {
  private config: EngineConfig | undefined;
  private readonly lifecycle: Lifecycle<Args>;

  constructor(private readonly kind: AnyKind<Args>) {
    const elsewhere = { hosts: hostsLifecycle, machines: machinesLifecycle };
    this.lifecycle =
      kind.place === "cib" ? cibLifecycle(kind) : (elsewhere[kind.place] as Lifecycle<CommonArgs> as Lifecycle<Args>);
  }

  /** The process does not wait for it: only keeps what it is given. */
  configure(request: { config: EngineConfig }): Promise<void> {
    this.config = request.config;
    return Promise.resolve();
  }

  async check(olds: Properties, news: Properties): Promise<dynamic.CheckResult> {
    const configuration = readConfiguration(this.config);
    const { told, kept: others } = toldIn(news);
    hear(told, configuration);
    secrets.learn(olds, news);
    const visible = secretsInSight(this.kind.schema, strings(news["__secrets"]));
    const failures = [...problemsOf(this.kind.schema, argsOf(news)), ...visible].map((problem) =>
      failure("INVALID_ARGUMENT", problem),
    );
    // A create or an update may follow: others that are ready wait for it.
    if (failures.length === 0 && configuration.known)
      this.cluster(configuration).declared.tell(
        this.key(news),
        isEmpty(olds) ? undefined : this.key(olds),
        strings(news["__company"]),
      );
    if (failures.length === 0 && !this.isAsBefore(olds, news)) {
      const found = await this.examine(olds, news, told);
      failures.push(...found);
      if (found.length === 0 && configuration.known) this.cluster(configuration).declared.differs(this.key(news));
    }
    const inputs: Properties = { ...others, __connection: configuration.digest };
    if (olds["__cluster"] !== undefined) inputs["__cluster"] = olds["__cluster"];
    const moved = olds["__connection"] !== undefined && olds["__connection"] !== configuration.digest;
    if (failures.length === 0 && moved && configuration.known && this.kind.place === "cib")
      inputs["__cluster"] = await this.guard(news, async () => (await clusterOf(configuration).observe()).identity);
    return { inputs, failures };
  }

  async diff(id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult> {
    const state = hasNotExported(olds) ? await this.withSecrets(id, olds, news) : olds;
    const { known, settings } = readConfiguration(this.config);
    const isElsewhere = (kept: Kept) => known && this.lifecycle.isElsewhere?.(kept, settings.hosts) === true;
    return diff(this.kind, { olds: state, news }, isElsewhere);
  }

  /** State with the cluster's own values where an import left only marks; as it is where the cluster cannot be asked. */
  private async withSecrets(id: string, olds: Properties, news: Properties): Promise<Properties> {
    return this.guard(news, async () => {
      if (!readConfiguration(this.config).known) return olds;
      try {
        const found = await this.lifecycle.read(this.args(olds), keptOf(olds), this.call("update", id, olds));
        return { ...olds, ...found?.args };
      } catch (error) {
        if (error instanceof PacemakerError && error.code !== "INTERNAL") return olds;
        throw error;
      }
    });
  }

  /** Nothing is asked about what state has already: an update without a change needs no connection. */
  private isAsBefore(olds: Properties, news: Properties): boolean {
    return !isEmpty(olds) && sameArgs(this.args(olds), this.args(news));
  }

  private examine(olds: Properties, news: Properties, told: Told): Promise<dynamic.CheckFailure[]> {
    const [kind, args] = [this.kind, this.args(news)];
    if (kind.place === "machines") return this.examineMachines(olds, news, told);
    // A value that is to come is judged when it is there; so is what cannot be read without it.
    if (kind.place !== "cib" || !kind.schema.safeParse(args).success) return Promise.resolve([]);
    const before = isEmpty(olds) ? undefined : this.args(olds);
    const former = before && kind.name(before) === kind.name(args) ? before : undefined;
    return this.guard(news, async () => {
      const problems = await examine(
        kind,
        { args, former },
        { properties: news, told },
        readConfiguration(this.config),
      );
      return problems.map(({ code, text }) => failure(code, text));
    });
  }

  private examineMachines(olds: Properties, news: Properties, told: Told): Promise<dynamic.CheckFailure[]> {
    const args = this.args(news) as unknown as ClusterArgs;
    const former = isEmpty(olds) ? undefined : (this.args(olds) as unknown as ClusterArgs);
    if (!this.kind.schema.safeParse(args).success) return Promise.resolve([]);
    return this.guard(news, async () => {
      const about = { properties: news, state: olds, preview: told.preview };
      const problems = await examineMachines({ args, former }, about, readConfiguration(this.config));
      return problems.map(({ code, text }) => failure(code, text));
    });
  }

  private args(properties: Properties): Args {
    return argumentsOf(this.kind, properties);
  }

  private key(properties: Properties): string {
    return keyOf(this.kind, this.args(properties));
  }

  create(inputs: Properties): Promise<dynamic.CreateResult> {
    const args = this.args(inputs);
    const id = this.kind.name(args);
    return this.finish(inputs, id, (call) => this.lifecycle.create(args, call)).then((outs) => ({ id, outs }));
  }

  async update(id: string, olds: Properties, news: Properties): Promise<dynamic.UpdateResult> {
    const [before, args] = [this.args(olds), this.args(news)];
    const outs = await this.finish(
      news,
      id,
      // What the program no longer names was a secret all the same.
      ({ secrets: now, ...call }) =>
        this.lifecycle.update(before, args, keptOf(olds), {
          ...call,
          secrets: [...now, ...strings(olds["__secrets"])],
        }),
      "update",
    );
    return { outs };
  }

  private finish(inputs: Properties, id: string, act: (call: Call) => Promise<Kept>, phase: Phase = "create") {
    return this.guard(inputs, async () => {
      const call = this.call(phase, id, inputs);
      const end = call.cluster.declared.begins(this.key(inputs));
      try {
        return { ...stateOf(inputs), ...(await act(call)) };
      } catch (error) {
        if (!(error instanceof Unfinished)) throw error;
        const properties = { ...stateOf(inputs), ...error.kept };
        throw Object.assign(new Error(error.message), { id, properties, reasons: [error.message] });
      } finally {
        end();
      }
    });
  }

  async read(id: string, state: Properties): Promise<dynamic.ReadResult> {
    return this.guard(state, async () => {
      const args = this.args(state);
      const found = await this.lifecycle.read(args, keptOf(state), this.call("update", id, state));
      if (!found) return {};
      const { __held, ...others } = state;
      const props = { ...others, ...found.args, ...found.kept };
      // What is hidden may have changed since its outputs were stored: that alone is no update.
      const inputs = { ...inputsOf(others), ...hiddenIn(contextOf(state).oldInputs), ...given(state, found.args) };
      return { id, props: plain(props), inputs: plain(inputs) };
    });
  }

  async delete(id: string, state: Properties): Promise<void> {
    await this.guard(state, async () => {
      const call = this.call("delete", id, state);
      const { declared } = call.cluster;
      const key = this.key(state);
      if (declared.has(key) && !declared.isReplaced(key)) call.info(staysDeclared);
      else {
        declared.leaves(key);
        await unlessUnreachable(this.lifecycle.delete(this.args(state), keptOf(state), call), call.warn);
      }
    });
  }

  private cluster(configuration: Configuration): Cluster {
    const cluster = clusterOf(configuration);
    cluster.note();
    return cluster;
  }

  private call(phase: Phase, id: string, properties: Properties): Call {
    const configuration = readConfiguration(this.config);
    const { oldInputs } = contextOf(properties);
    const label = `${this.kind.type} ${id}`;
    const cluster = this.cluster(configuration);
    const isReplaced = cluster.declared.isReplaced(this.key(properties));
    return {
      cluster,
      label,
      secrets: strings(properties["__secrets"]),
      // What is replaced goes in the middle of the run, when not all of the program is known.
      stays: (each) => isReplaced || isLimitedRun() || cluster.declared.has(each),
      keeps: (each) => isReplaced || cluster.declared.companyOf(each) !== undefined,
      company: strings((phase === "delete" ? (oldInputs ?? properties) : properties)["__company"]),
      untilSettled: (properties["await"] ?? configuration.settings.await) !== "committed",
      deadline: deadline(phase, properties, configuration, this.kind.limit),
      ...displayOf(properties, label),
    };
  }

  private guard<T>(properties: Properties, act: () => Promise<T>): Promise<T> {
    return guard({ properties, label: this.kind.type }, () => readConfiguration(this.config), act);
  }
}
