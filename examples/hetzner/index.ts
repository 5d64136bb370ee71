import * as pulumi from "@pulumi/pulumi";
import { machinesInNetwork } from "./machines";
import { web } from "./web";

const config = new pulumi.Config();

export const page = web({
  ...machinesInNetwork({
    location: config.require("location"),
    serverType: config.require("serverType"),
    management: config.require("management"),
    publicKey: config.require("publicKey"),
  }),
  token: config.requireSecret("clusterToken"),
  privateKeyFile: config.require("privateKeyFile"),
});
