const path = require("node:path");
const pulumi = require("@pulumi/pulumi");
const { field } = require("../field");
const { changed, resources } = require("./wanted");

const handler = `exports.handler = () => require(${JSON.stringify(path.join(__dirname, "../remote-commands.js"))});`;

class RemoteCommand extends pulumi.CustomResource {
  /**
   * @param {string} object
   * @param {string} value
   * @param {pulumi.CustomResourceOptions} opts
   */
  constructor(object, value, opts) {
    super("pulumi-nodejs:dynamic/bench:RemoteCommand", object, { object, value, __provider: handler }, opts);
  }
}

class Provider extends pulumi.ProviderResource {}

const provider = new Provider("pulumi-nodejs", "baseline", {});
// crm refuses every primitive before fencing is decided.
const property = new RemoteCommand("stonith-enabled", "false", { provider });
for (let i = 1; i < resources; i++)
  new RemoteCommand(`scale-${i}`, field(i, changed), { provider, dependsOn: property });
