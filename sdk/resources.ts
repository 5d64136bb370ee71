// Written by `npm run generate` from the schemas in provider/: change those.

export { FailoverIp } from "./failover-ip";
export { Primitive } from "./primitive";
export { Group } from "./group";
export { Clone } from "./clone";
export { Location } from "./location";
export { Colocation } from "./colocation";
export { Order } from "./order";
export { Ticket } from "./ticket";
export { Tag } from "./tag";
export { ClusterProperty } from "./cluster-property";
export { ResourceDefault } from "./resource-default";
export { OperationDefault } from "./operation-default";
export { Node } from "./node";
export { SysctlSetting } from "./sysctl-setting";
