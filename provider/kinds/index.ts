import { aclGroup, aclRole, aclTarget } from "./acl";
import { alert } from "./alert";
import { bundle } from "./bundle";
import { clone } from "./clone";
import { cluster } from "./cluster";
import { colocation } from "./colocation";
import { failoverIp } from "./failover-ip";
import { fencingTopology } from "./fencing-topology";
import { group } from "./group";
import { location } from "./location";
import { movable } from "./moves";
import { node } from "./node";
import { order } from "./order";
import { primitive, resourceTemplate } from "./primitive";
import { sysctlSetting } from "./sysctl-setting";
import { tag } from "./tag";
import { ticket } from "./ticket";
import { clusterProperties, operationDefaults, resourceDefaults } from "./value-sets";
import { clusterProperty, operationDefault, resourceDefault } from "./values";

/** Every kind of what a cluster has, and the only list of them. */
export const kinds = {
  failoverIp: movable(failoverIp),
  primitive: movable(primitive),
  resourceTemplate,
  group: movable(group),
  clone: movable(clone),
  bundle: movable(bundle),
  location,
  colocation,
  order,
  ticket,
  tag,
  fencingTopology,
  clusterProperty,
  clusterProperties,
  resourceDefault,
  resourceDefaults,
  operationDefault,
  operationDefaults,
  aclRole,
  aclTarget,
  aclGroup,
  alert,
  node,
  sysctlSetting,
};

/** What makes a cluster rather than being in one. */
export const making = { cluster };
