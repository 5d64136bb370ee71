import { colocation } from "./colocation";
import { failoverIp } from "./failover-ip";
import { node } from "./node";
import { order } from "./order";
import { primitive } from "./primitive";
import { sysctlSetting } from "./sysctl-setting";
import { clusterProperty, operationDefault, resourceDefault } from "./values";

/** Every kind, and the only list of them. */
export const kinds = {
  failoverIp,
  primitive,
  colocation,
  order,
  clusterProperty,
  resourceDefault,
  operationDefault,
  node,
  sysctlSetting,
};
