import * as pulumi from "@pulumi/pulumi";
import { machinesInVpc } from "./machines";
import { web } from "./web";

const config = new pulumi.Config();
const address = config.require("address");
const routeTables = config.requireObject<string[]>("routeTables");

const { machines, region, ready } = machinesInVpc({
  vpc: config.require("vpc"),
  subnets: config.requireObject<string[]>("subnets"),
  routeTables,
  address,
  management: config.require("management"),
  clients: config.require("clients"),
  publicAddresses: config.requireBoolean("publicAddresses"),
  publicKey: config.require("publicKey"),
  instanceType: config.require("instanceType"),
});

export const page = web({
  machines,
  region,
  ready,
  address,
  routeTables,
  privateKeyFile: config.require("privateKeyFile"),
});
