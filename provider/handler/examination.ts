import { agentIn, isGiven, operationsOf, parametersOf } from "../cib/agent-values";
import {
  containersOf,
  emptyCib,
  findId,
  findResource,
  objectsOf,
  runnables,
  runnablesOf,
  type Cib,
} from "../cib/document";
import { idOf, walk, type Element } from "../cib/element";
import { isSecretName } from "../cib/terms";
import type { Cluster } from "../cluster/cluster";
import type { KnownAgent } from "../cluster/known-agents";
import { isRestricted, nodeNames, placesOf } from "../cluster/places";
import { judgeSaid } from "../crm/said-of-agent";
import { PacemakerError, type ErrorCode } from "../errors";
import type { CibKind, CommonArgs } from "../kinds/kind";
import { referencesIn } from "../kinds/references";
import { orNearest } from "../problems";
import { changedFields } from "./same";
import { own } from "../own";

/** A resource of the program that is to be written. */
export interface Subject<Args extends CommonArgs = CommonArgs> {
  kind: CibKind<Args>;
  args: Args;
  /** What state has of it. */
  former: Args | undefined;
  /** What names it (see handler/call.ts): it says where it runs, and may come after it. */
  company: readonly string[];
  /** All agents of the program, as far as it has been run. */
  agents: readonly string[];
  /** Ids that it names and the program does not declare, each with one of the program's that is like it, or "". */
  foreign: Readonly<Record<string, string>>;
  /** Paths of the arguments that the program keeps secret. */
  secrets: readonly string[];
  /** It will be created, and whether the cluster has it already is to be said. */
  isNew: boolean;
  info: (what: string) => void;
  warn: (what: string) => void;
}

export interface Problem {
  code: ErrorCode;
  text: string;
}

/** A primitive whose place is judged when all that says where it runs is planned. */
interface Placing {
  waitsFor: Set<string>;
  /** Its agent, where that is to be looked for. */
  agent?: { name: string; known: KnownAgent };
  warn: (what: string) => void;
}

/** An object goes by its id, a property by its name. */
const namesOf = ({ name, attributes }: Element): string[] =>
  [attributes["id"] ?? [], name === "nvpair" ? (attributes["name"] ?? []) : []].flat();

/**
 * What the cluster would say of a program, asked before anything is written: of each resource that differs from state.
 * `plan` is the cluster's document with all of them in it that came so far.
 */
export class Examination {
  private plan: Cib | undefined;
  /** What is in the plan, by its id or name: it may be too large to be searched for each resource. */
  private readonly names = new Set<string>();
  private readonly placing = new Map<string, Placing>();

  constructor(private readonly cluster: Cluster) {}

  /** Everything that keeps it from being written; what may be meant so is a warning. */
  async of<Args extends CommonArgs>(subject: Subject<Args>): Promise<Problem[]> {
    if (!this.plan) {
      const { cib } = await this.cluster.observe();
      this.plan = cib;
      for (const each of walk(cib)) for (const name of namesOf(each)) this.names.add(name);
    }
    const declared = this.declared(subject);
    if (subject.isNew) await this.sayExisting(subject);
    const isPlanned = this.write(subject);
    const own = declared && agentIn(this.plan, declared);
    const wanted = [...new Set([...subject.agents, ...(own === undefined ? [] : [own])])];
    const known = wanted.length > 0 ? await this.cluster.know(wanted) : undefined;
    this.warnOfNodes(subject);
    return [
      ...(await this.dangling(subject)),
      ...(declared && known ? this.ofAgent(subject, declared, isPlanned, known) : []),
      ...this.ofPlaces(subject),
    ];
  }

  /** The element that the program alone makes of it, where it has an agent: what others set beside is not its matter. */
  private declared<Args extends CommonArgs>({ kind, args }: Subject<Args>): Element | undefined {
    if (!kind.agent) return undefined;
    return [...walk(kind.write(emptyCib, args))].find(
      (each) => (each.name === "primitive" || each.name === "template") && idOf(each) === kind.name(args),
    );
  }

  /** Puts it into the plan, where that takes it. */
  private write<Args extends CommonArgs>({ kind, args, former }: Subject<Args>): boolean {
    this.names.add(kind.name(args));
    const plan = this.plan ?? emptyCib;
    try {
      this.plan = kind.write(plan, args, former);
    } catch (error) {
      // Whether the document takes it is judged when it is written, together with what is written then.
      if (!(error instanceof PacemakerError)) throw error;
      return false;
    }
    return true;
  }

  /** Whether it is in the cluster already, and what becomes of that. */
  private async sayExisting<Args extends CommonArgs>(subject: Subject<Args>): Promise<void> {
    const { kind, args, secrets, info, warn } = subject;
    const { cib } = await this.cluster.observe();
    const live = kind.read(cib, args);
    if (!live) return;
    const fields = changedFields(live, args, secrets).join("; ");
    if (kind.former) {
      const had = Object.entries(kind.former.capture(cib, args)).filter(([, value]) => value !== null);
      const isShown = (name: string) => secrets.length === 0 && !isSecretName(name);
      const now = had.map(([name, value]) => (isShown(name) ? `${name}=${value ?? ""}` : `${name} (secret)`));
      if (fields !== "" && now.length > 0) info(`gets back what it has now when it is deleted: ${now.join(", ")}`);
    } else if (fields === "") info("exists already, and is taken over as it is");
    else if (args.adopt) info(`exists already, and is taken over with a change: ${fields}`);
    else warn(`exists and differs, which the update refuses without \`adopt: true\`: ${fields}`);
  }

  private async dangling<Args extends CommonArgs>({ kind, args, foreign }: Subject<Args>): Promise<Problem[]> {
    const unknown = referencesIn(kind.schema, args).filter(({ id }) => id in foreign && !this.names.has(id));
    if (unknown.length === 0) return [];
    // Somebody may have made it since.
    const { cib: live } = await this.cluster.observe();
    const known = (id: string) => [live, this.plan ?? live].some((cib) => findId(cib, id) !== undefined);
    return unknown
      .filter(({ id }) => !known(id))
      .map(({ path, id }) => {
        const near = orNearest(id, [own(foreign, id) ?? "", ...runnables(live).map(idOf)]);
        return { code: "NOT_FOUND", text: `${path}: neither the program nor the cluster has ${id}${near}` };
      });
  }

  private ofAgent<Args extends CommonArgs>(
    { kind, args, company, warn }: Subject<Args>,
    declared: Element,
    isPlanned: boolean,
    knowledge: (name: string) => KnownAgent,
  ): Problem[] {
    const plan = this.plan ?? emptyCib;
    const name = agentIn(plan, declared);
    if (name === undefined) return [];
    const known = knowledge(name);
    if (declared.name === "primitive") {
      const id = kind.name(args);
      const waitsFor = new Set(company.filter((each) => !this.names.has(each)));
      this.placing.set(id, { waitsFor, agent: { name, known }, warn });
    }
    if (!known.agent) return [];
    const { errors, warnings } = judgeSaid(known.agent, {
      parameters: parametersOf(declared),
      operations: operationsOf(declared),
      isGiven:
        isPlanned && declared.name === "primitive"
          ? (each) => isGiven(plan, findResource(plan, kind.name(args)) ?? declared, each)
          : undefined,
    });
    for (const each of warnings) warn(each);
    return errors.map((text) => ({ code: "INVALID_ARGUMENT", text }));
  }

  /** A node may join later, but mostly it is a slip of the pen. */
  private warnOfNodes<Args extends CommonArgs>({ args, warn }: Subject<Args>): void {
    const { node } = args as { node?: unknown };
    if (typeof node !== "string") return;
    const nodes = nodeNames(this.plan ?? emptyCib);
    if (!nodes.includes(node)) warn(`node: the cluster has no ${node}${orNearest(node, nodes)}`);
  }

  /** Where primitives may run is judged as soon as everything that says so is planned. */
  private ofPlaces<Args extends CommonArgs>({ kind, args, warn }: Subject<Args>): Problem[] {
    const plan = this.plan ?? emptyCib;
    const isLocation = objectsOf(plan, "constraints").some(
      (each) => each.name === "rsc_location" && idOf(each) === kind.name(args),
    );
    const about = isLocation ? kind.resources(args) : [];
    const placed = about === "all" ? runnables(plan).map(idOf) : about.flatMap((id) => runnablesOf(plan, id));
    for (const id of placed) if (!this.placing.has(id)) this.placing.set(id, { waitsFor: new Set(), warn });
    return [...this.placing].flatMap(([id, placing]) => {
      placing.waitsFor.delete(kind.name(args));
      if (placing.waitsFor.size > 0) return [];
      this.placing.delete(id);
      return this.ofPlace(id, placing);
    });
  }

  private ofPlace(id: string, { agent, warn }: Placing): Problem[] {
    const plan = this.plan ?? emptyCib;
    if (!isRestricted(plan) && (agent?.known.lacks ?? []).length === 0) return [];
    const { nodes, banned, byRule } = placesOf(plan, id);
    if (nodes.length === 0 && banned.size > 0) {
      const each = [...banned].map(([node, why]) => `${node} (${why})`).sort();
      warn(`${id} may run on no node: it is kept from ${each.join(", ")}`);
    }
    // What runs in a bundle has its agent in the image.
    const isInside = containersOf(plan, id).some(({ name }) => name === "bundle");
    if (!agent || byRule || isInside) return [];
    const lacking = nodes.filter((each) => agent.known.lacks.includes(each));
    if (lacking.length === 0) return [];
    const text = `agent: ${agent.name} is not installed on ${lacking.join(", ")}`;
    if (lacking.length === nodes.length) return [{ code: "NOT_FOUND", text: `${text}; ${id} may run nowhere else` }];
    warn(`${text}, where ${id} may run`);
    return [];
  }
}
