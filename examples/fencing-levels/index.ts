import * as pulumi from "@pulumi/pulumi";
import { threeMachines } from "../machines";
import { fencing } from "./fencing";

/** Yours: `pulumi config set --secret ipmi1 …`. The lab's devices are stand-ins that take any. */
const config = new pulumi.Config();
const password = (name: string) => config.getSecret(name) ?? pulumi.secret("any");

fencing(threeMachines("fencing"), {
  ipmi: ["ipmi1", "ipmi2", "ipmi3"].map(password),
  switches: password("switches"),
});
