import * as pulumi from "@pulumi/pulumi";

export interface MachineArgs {
  /** The lab it is a machine of; "default" unless given. */
  lab?: pulumi.Input<string>;
  /** 10.0.2.N in the lab "default", 10.0.X.N in others; the lab calls it nodeN. */
  address: pulumi.Input<string>;
  /** The addresses of all machines of the lab, its own too: they form one cluster. Bare machines need none. */
  addresses?: pulumi.Input<pulumi.Input<string>[]>;
  /** What a bare machine calls itself; nodeN unless given. Another name is another machine. */
  hostName?: pulumi.Input<string>;
  /** trixie unless given. */
  debian?: pulumi.Input<"bookworm" | "trixie">;
  /** Only systemd and sshd, and a package source to install cluster software from. */
  bare?: pulumi.Input<boolean>;
}

// Runs where the engine's provider process has its working folder, so it may name nothing but installed packages.
const provider = `exports.handler = () => {
  const { dirname, join } = require("node:path");
  const root = dirname(require.resolve("pulumi-pacemaker/package.json"));
  return require(join(root, "dist/lab/machine-provider.js")).provider;
};`;

/** A machine of a lab on this host, booted when it is created and ended when it is deleted. */
export class Machine extends pulumi.CustomResource {
  declare readonly address: pulumi.Output<string>;
  /** Who may log in with the key; also "admin", who may use sudo. */
  declare readonly user: pulumi.Output<string>;
  declare readonly privateKeyFile: pulumi.Output<string>;
  /** A known_hosts file with the keys of all the lab's machines. */
  declare readonly hostKeysFile: pulumi.Output<string>;

  constructor(name: string, args: MachineArgs, opts?: pulumi.CustomResourceOptions) {
    const outputs = { user: undefined, privateKeyFile: undefined, hostKeysFile: undefined };
    super("pulumi-nodejs:dynamic/lab:Machine", name, { ...outputs, ...args, __provider: provider }, opts);
  }
}
