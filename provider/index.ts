import { Handler } from "./handler";
import { kinds } from "./kinds";

// One handler a kind. State refers to them by name: a name that was ever published stays.
export const failoverIp = new Handler(kinds.failoverIp);
export const primitive = new Handler(kinds.primitive);
export const colocation = new Handler(kinds.colocation);
export const order = new Handler(kinds.order);
export const clusterProperty = new Handler(kinds.clusterProperty);
export const resourceDefault = new Handler(kinds.resourceDefault);
export const operationDefault = new Handler(kinds.operationDefault);
export const node = new Handler(kinds.node);
export const sysctlSetting = new Handler(kinds.sysctlSetting);
