import type { Cluster } from "../cluster/cluster";
import { showInfo, showWarning } from "../engine";
import { PacemakerError } from "../errors";
import type { CibKind, CommonArgs } from "../kinds/kind";
import { unpack } from "../packed";
import { perObject } from "../per-object";
import { clusterOf, type Configuration } from "./configuration";
import { displayOf } from "./display";
import { Examination, type Problem } from "./examination";
import { refuseWithoutFencing, warnOfFencing } from "./fencing";
import { declaredIn, keyOf, withProgram, type DeclaredResource } from "./program";
import { strings, type Properties } from "./properties";
import { secrets } from "./secrets";
import type { Told } from "./told";

const notAsked =
  "is not checked: what agents take and advise, where they are installed, what is named, where resources may run";

/** How long a cluster that cannot be asked is left alone. */
const patience = 60_000;

interface Examined {
  examination: Examination;
  program: () => readonly DeclaredResource[];
  /** The program as the sdk told it last. */
  told: string;
  /** Until then it is not asked again. */
  silentUntil: number;
}
const said = new Set<string>();
const none = (): readonly DeclaredResource[] => [];

const examinedOf = perObject((cluster: Cluster): Examined => ({
  examination: new Examination(cluster),
  program: none,
  told: "",
  silentUntil: 0,
}));

const silent = { info: () => undefined, warn: () => undefined };

/** What is wrong with the rest of the program: the engine asks no more after the first that is refused. */
async function ofOthers(found: Examined, own: string): Promise<Problem[]> {
  const problems: Problem[] = [];
  const all = found.program();
  // Once is enough, should the engine go on.
  found.program = none;
  for (const { label, ...declared } of all) {
    if (nameOf(declared.kind, declared.args) === own) continue;
    const subject = { ...declared, former: undefined, company: [], agents: [], secrets: [] };
    for (const { code, text } of await found.examination.of({ ...subject, isNew: false, ...silent }))
      problems.push({ code, text: `${label}: ${text}` });
  }
  return problems;
}

const nameOf = <Args extends CommonArgs>(kind: CibKind<Args>, args: Args) => `${kind.type} ${kind.name(args)}`;

/** A check is told of the program before it is known whether that is needed. */
export function hear({ program: text }: Told, configuration: Configuration): void {
  if (text === undefined || !configuration.known) return;
  const cluster = clusterOf(configuration);
  const found = examinedOf(cluster);
  if (found.told === text) return;
  found.told = text;
  let read: readonly DeclaredResource[] | undefined;
  let keys: readonly string[] | undefined;
  const program = () => (read ??= declaredIn(unpack(text)));
  found.program = program;
  cluster.foreseen = (cib) => withProgram(program(), cib);
  cluster.declared.foretell(() => (keys ??= program().map(({ kind, args }) => keyOf(kind, args))));
}

/**
 * What the cluster would say of a resource that differs from state. A preview goes on where it cannot be asked yet: its
 * machines may be made, or set up, by the same program.
 */
export async function examine<Args extends CommonArgs>(
  kind: CibKind<Args>,
  { args, former }: { args: Args; former: Args | undefined },
  { properties, told }: { properties: Properties; told: Told },
  configuration: Configuration,
): Promise<Problem[]> {
  const label = nameOf(kind, args);
  const { info, warn } = displayOf(properties, label);
  const hide = (text: string) => secrets.hide(text, properties);
  const once = (show: typeof showInfo, text: string) => {
    if (said.has(text)) return;
    said.add(text);
    show({ urn: undefined, label: "pulumi-pacemaker" }, hide(text));
  };
  // Of what only stands in the CIB there is nothing to start.
  const about = kind.resources(args);
  const runs = about !== "all" && about.includes(kind.name(args));
  const saidOfFencing = { agents: told.agents, company: strings(properties["__company"]) };
  if (!configuration.known) {
    const warning = runs ? warnOfFencing(saidOfFencing) : undefined;
    if (warning !== undefined) once(showWarning, warning);
    once(showInfo, `the machines of the cluster do not exist yet, so this ${notAsked}; the update checks it`);
    return [];
  }
  const cluster = clusterOf(configuration);
  const found = examinedOf(cluster);
  if (Date.now() < found.silentUntil) return [];
  try {
    const unfenced = runs ? refuseWithoutFencing(saidOfFencing, (await cluster.observe()).cib) : [];
    const judged = await found.examination.of({
      kind,
      args,
      former,
      company: strings(properties["__company"]),
      agents: told.agents,
      foreign: told.foreign,
      secrets: strings(properties["__secrets"]),
      // The update says what it does itself.
      isNew: former === undefined && told.preview,
      info,
      warn,
    });
    const problems = [...unfenced, ...judged];
    const all = problems.length > 0 ? [...problems, ...(await ofOthers(found, label))] : [];
    return all.map(({ code, text }) => ({ code, text: hide(text) }));
  } catch (error) {
    if (!(error instanceof PacemakerError) || error.code === "INTERNAL") throw error;
    found.silentUntil = Date.now() + patience;
    once(showWarning, `the cluster cannot be asked, so this ${notAsked}: ${error.message}`);
    return [];
  }
}
