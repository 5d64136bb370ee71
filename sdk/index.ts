export * from "./args";
export { Provider } from "./provider";
export { ClusterResource } from "./resource";
export * from "./resources";
export * from "./agents";
export * from "./status";
