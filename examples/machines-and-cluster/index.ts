import * as pulumi from "@pulumi/pulumi";
import { shop } from "./shop";

const config = new pulumi.Config();

export const page = shop({ lab: "shop", subnet: "10.0.37", members: config.requireNumber("members") });
