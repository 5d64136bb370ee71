import { setTimeout as sleep } from "node:timers/promises";
import { knowCommand, parseKnown, type Agent, type Known } from "../crm/agents";
import { PacemakerError } from "../errors";
import type { Connections, Host } from "../ssh/types";

/** What is known of one agent. */
export interface KnownAgent {
  /** What it says of itself on the host that is asked; undefined where it is not there or cannot say it. */
  agent: Agent | undefined;
  /** Nodes that were asked, by name: those that have it, and those that do not. */
  has: string[];
  lacks: string[];
}

/** How long a host may take longer than the one that is asked for all: one that is down must not hold up a preview. */
const patience = 3000;

/**
 * What the machines say of agents: all that a program declares are asked for at once, on all hosts side by side, and
 * each once while this process lives.
 */
export class KnownAgents {
  private readonly asked = new Map<string, Promise<readonly Known[]>>();

  constructor(private readonly connections: Connections) {}

  /** `host` describes them; of the others only what they have is asked. */
  async know(host: Host, names: readonly string[]): Promise<(name: string) => KnownAgent> {
    const fresh = [...new Set(names)].filter((each) => !this.asked.has(each));
    if (fresh.length > 0) {
      const answers = this.ask(host, fresh);
      for (const each of fresh) this.asked.set(each, answers);
      answers.catch(() => {
        for (const each of fresh) this.asked.delete(each);
      });
    }
    const all = new Map(
      await Promise.all(names.map(async (name) => [name, (await this.asked.get(name)) ?? []] as const)),
    );
    return (name) => {
      const answers = all.get(name) ?? [];
      const named = (has: boolean) =>
        answers.flatMap(({ node, agents }) => (node !== "" && agents.has(name) === has ? [node] : []));
      return { agent: answers[0]?.agents.get(name), has: named(true), lacks: named(false) };
    };
  }

  private async ask(host: Host, names: readonly string[]): Promise<readonly Known[]> {
    const others = this.connections.hosts
      .filter((address) => address !== host.address)
      .map((address) => this.installed(address, names));
    const first = parseKnown(await host.run(knowCommand(names, true)));
    const late = sleep(patience, undefined, { ref: false });
    const answers = await Promise.all(others.map((each) => Promise.race([each, late])));
    return [first, ...answers.filter((each) => each !== undefined)];
  }

  /** Of a node that cannot be asked nothing is said. */
  private async installed(address: string, names: readonly string[]): Promise<Known | undefined> {
    try {
      const output = await (await this.connections.host(address)).run(knowCommand(names, false));
      return output.status === 127 ? undefined : parseKnown(output);
    } catch (error) {
      if (error instanceof PacemakerError) return undefined;
      throw error;
    }
  }
}
