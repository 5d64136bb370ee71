import { subnet, threeMachines } from "../machines";
import { proxies } from "./proxies";

proxies(threeMachines("proxies"), subnet);
