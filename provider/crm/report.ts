/** What a person or a program wants to know of a cluster. */
export interface Report {
  /** The host that answered. */
  host: string;
  clusterName?: string;
  versions: Versions;
  messagingLayer: "corosync";
  quorum: boolean;
  /** The node that decides for the cluster; none while there is an election. */
  dc?: string;
  properties: {
    maintenanceMode: boolean;
    stopAllResources: boolean;
    stonithEnabled: boolean;
    noQuorumPolicy: string;
  };
  nodes: NodeReport[];
  resources: ResourceReport[];
  failures: FailureReport[];
}

/** Versions on the host that answered, as the programs there name them; missing where one is not installed. */
export interface Versions {
  pacemaker?: string;
  corosync?: string;
  crmsh?: string;
  resourceAgents?: string;
}

export interface NodeReport {
  name: string;
  online: boolean;
  standby: boolean;
  maintenance: boolean;
  /** It is joining the cluster. */
  pending: boolean;
  /** Its state is not known, or it must be fenced. */
  unclean: boolean;
  dc: boolean;
}

/** A primitive, with all its instances if it is cloned. */
export interface ResourceReport {
  id: string;
  agent: string;
  /** Started, Stopped, Promoted, Unpromoted, or what it is about to become; of several instances the highest. */
  role: string;
  /** Where it runs. */
  nodes: string[];
  promotedOn: string[];
  /** The outermost group, clone or bundle that it is in. */
  container?: string;
  managed: boolean;
  /** The cluster can do nothing with it any more, e.g. because it could not be stopped. */
  blocked: boolean;
  failed: boolean;
  /** It runs and is no longer in the configuration. */
  orphaned: boolean;
  /** What an operation under way will make of it. */
  pending?: string;
  /** The role that somebody has given it. */
  targetRole?: string;
  /** What a program has yet to declare before it runs. */
  heldFor?: string[];
}

export interface FailureReport {
  resource: string;
  operation: string;
  node: string;
  /** In words: the result, and the agent's reason. */
  why: string;
  /** ISO 8601. */
  time?: string;
}
