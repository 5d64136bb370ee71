import { subnet, threeMachines } from "../machines";
import { nfs } from "./nfs";

nfs(threeMachines("nfs"), subnet);
