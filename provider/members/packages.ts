import type { ClusterArgs } from "../kinds/cluster";

/** What makes a machine a member, and lets it be configured. */
const own = ["pacemaker", "corosync", "crmsh", "resource-agents", "pacemaker-cli-utils", "iputils-arping"];

export const packagesFor = ({ packages = [] }: ClusterArgs): string[] => [...own, ...packages];

/** Those of which nothing is to start by itself. */
export const idle = ({ packages = [] }: ClusterArgs, missing: readonly string[]): string[] =>
  packages.filter((each) => missing.includes(each));
