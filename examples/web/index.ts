import { subnet, threeMachines } from "../machines";
import { web } from "./web";

export const page = web(threeMachines("web"), subnet);
