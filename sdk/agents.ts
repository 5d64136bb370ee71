import * as pulumi from "@pulumi/pulumi";
import { agentClasses, agentNames, describeAgent } from "../provider/cluster/agents";
import type { Agent, AgentClass } from "../provider/crm/agents";
import { ask, type ReadOptions } from "./reading";

export type { Agent, AgentAction, AgentClass, AgentParameter } from "../provider/crm/agents";

/** The classes of agents on the cluster's hosts, and the providers of the class ocf (`crm ra classes`). */
export const getAgentClasses = (options: ReadOptions): pulumi.Output<AgentClass[]> =>
  ask(options, pulumi.output({}), (connections) => agentClasses(connections));

export interface GetAgentsArgs {
  /** ocf, systemd, stonith … Default: all. */
  class?: pulumi.Input<string>;
  /** Of the class ocf: heartbeat, pacemaker … Default: all. */
  provider?: pulumi.Input<string>;
}

/**
 * The full names of the agents that are installed (`crm ra list`).
 *
 * @example
 * pacemaker.getAgents({ class: "ocf", provider: "heartbeat" }, { provider: cluster });
 */
export const getAgents = (args: GetAgentsArgs, options: ReadOptions): pulumi.Output<string[]> =>
  ask(options, pulumi.output(args), agentNames);

/**
 * What an agent says of itself: its parameters with types and defaults, its actions with the times that it advises.
 *
 * @example
 * pacemaker.getAgent("ocf:heartbeat:apache", { provider: cluster }).parameters;
 */
export const getAgent = (name: pulumi.Input<string>, options: ReadOptions): pulumi.Output<Agent> =>
  ask(options, pulumi.output(name), describeAgent);
