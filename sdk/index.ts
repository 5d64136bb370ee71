export * from "./args";
export { Cluster } from "./cluster";
export { Provider, type MadeClusterArgs } from "./provider";
export { ClusterResource } from "./resource";
export * from "./resources";
export * from "./agents";
export * from "./status";
