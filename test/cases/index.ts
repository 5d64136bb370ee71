import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { Provider } from "pulumi-pacemaker";
import { fencing } from "../../examples/fencing-levels/fencing";
import { nfs } from "../../examples/nfs-drbd/nfs";
import { proxies } from "../../examples/proxy-ping/proxies";
import { web } from "../../examples/web/web";
import { booth } from "./booth";
import { iscsi } from "./iscsi";
import { postgresql } from "./postgresql";
import { sapCentralServices } from "./sap-ensa2";
import { sapHana } from "./sap-hana";

/** A configuration as operators type it, and the program that declares the same. */
export interface Configuration {
  name: string;
  /** What to type into crm, with the addresses of a subnet. */
  text: (subnet: string) => string;
  declare: (cluster: Provider, subnet: string) => void;
}

const configuration = (name: string, declare: Configuration["declare"]): Configuration => ({
  name,
  text: (subnet) => readFileSync(join(__dirname, `${name}.crm`), "utf8").replaceAll("10.0.2.", `${subnet}.`),
  declare,
});

/** Those in examples/. The passwords have what a shell, crm and XML each take for something else. */
export const examples: readonly Configuration[] = [
  configuration("web", web),
  configuration("nfs-drbd", nfs),
  configuration("proxy-ping", proxies),
  configuration("fencing-levels", (cluster) => {
    fencing(cluster, {
      ipmi: [1, 2, 3].map((n) => pulumi.secret(`p@ss "w0rd" $${n}`)),
      switches: pulumi.secret("apc"),
    });
  }),
];

/** Others that are in use, in the words of their guides. */
export const others: readonly Configuration[] = [
  configuration("postgresql", postgresql),
  configuration("sap-ensa2", sapCentralServices),
  configuration("sap-hana", sapHana),
  configuration("iscsi", iscsi),
  configuration("booth", booth),
];
