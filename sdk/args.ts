import type * as pulumi from "@pulumi/pulumi";
export type Time = string | number;
export interface ProviderArgs { hosts: pulumi.Input<pulumi.Input<string>[]>; [key: string]: unknown }
