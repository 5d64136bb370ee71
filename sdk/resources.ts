// Written by `npm run generate` from the schemas in provider/: change those.

export { FailoverIp } from "./failover-ip";
export { Primitive } from "./primitive";
export { ResourceTemplate } from "./resource-template";
export { Group } from "./group";
export { Clone } from "./clone";
export { Bundle } from "./bundle";
export { Location } from "./location";
export { Colocation } from "./colocation";
export { Order } from "./order";
export { Ticket } from "./ticket";
export { Tag } from "./tag";
export { FencingTopology } from "./fencing-topology";
export { ClusterProperty } from "./cluster-property";
export { ClusterProperties } from "./cluster-properties";
export { ResourceDefault } from "./resource-default";
export { ResourceDefaults } from "./resource-defaults";
export { OperationDefault } from "./operation-default";
export { OperationDefaults } from "./operation-defaults";
export { AclRole } from "./acl-role";
export { AclTarget } from "./acl-target";
export { AclGroup } from "./acl-group";
export { Alert } from "./alert";
export { Node } from "./node";
export { SysctlSetting } from "./sysctl-setting";
