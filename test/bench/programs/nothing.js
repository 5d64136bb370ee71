const pulumi = require("@pulumi/pulumi");
const { field } = require("../field");
const { changed, resources } = require("./wanted");

/** Every call returns at once: what is left is the engine, its language host and the same provider process. */
const handler = `exports.handler = () => ({
  check: async (_olds, inputs) => ({ inputs, failures: [] }),
  diff: async (_id, olds, news) => ({ changes: olds.value !== news.value }),
  create: async (outs) => ({ id: "nothing", outs }),
  update: async (_id, _olds, outs) => ({ outs }),
  read: async (id, props) => ({ id, props }),
  delete: async () => {},
});`;

class Nothing extends pulumi.CustomResource {
  /**
   * @param {string} name
   * @param {string} value
   * @param {pulumi.CustomResourceOptions} opts
   */
  constructor(name, value, opts) {
    super("pulumi-nodejs:dynamic/bench:Nothing", name, { value, __provider: handler }, opts);
  }
}

class Provider extends pulumi.ProviderResource {}

const on = { provider: new Provider("pulumi-nodejs", "nothing", {}) };
for (let i = 1; i <= resources; i++) new Nothing(`nothing-${i}`, field(i, changed), on);
