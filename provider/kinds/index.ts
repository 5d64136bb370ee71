import { clone } from "./clone";
import { colocation } from "./colocation";
import { failoverIp } from "./failover-ip";
import { group } from "./group";
import { location } from "./location";
import { node } from "./node";
import { order } from "./order";
import { primitive } from "./primitive";
import { sysctlSetting } from "./sysctl-setting";
import { tag } from "./tag";
import { ticket } from "./ticket";
import { clusterProperty, operationDefault, resourceDefault } from "./values";

/** Every kind, and the only list of them. */
export const kinds = {
  failoverIp,
  primitive,
  group,
  clone,
  location,
  colocation,
  order,
  ticket,
  tag,
  clusterProperty,
  resourceDefault,
  operationDefault,
  node,
  sysctlSetting,
};
