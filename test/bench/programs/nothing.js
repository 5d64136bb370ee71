const pulumi = require("@pulumi/pulumi");
const { field } = require("../field");
const { primitives } = require("../primitives");
const { changed, holding, resources } = require("./wanted");

/** Every call returns at once: what is left is the engine, its language host and the same provider process. */
const handler = `exports.handler = () => ({
  check: async (_olds, inputs) => ({ inputs, failures: [] }),
  diff: async (_id, olds, news) => ({
    changes: Object.keys(news).some((name) => JSON.stringify(olds[name]) !== JSON.stringify(news[name])),
  }),
  create: async (outs) => ({ id: "nothing", outs }),
  update: async (_id, _olds, outs) => ({ outs }),
  read: async (id, props) => ({ id, props }),
  delete: async () => {},
});`;

class Nothing extends pulumi.CustomResource {
  /**
   * @param {string} name
   * @param {object} args
   * @param {pulumi.CustomResourceOptions} opts
   */
  constructor(name, args, opts) {
    super("pulumi-nodejs:dynamic/bench:Nothing", name, { ...args, __provider: handler }, opts);
  }
}

class Provider extends pulumi.ProviderResource {}

/** @param {number} i */
const argsOf = (i) => (holding ? primitives[holding](i, changed) : { value: field(i, changed) });

const on = { provider: new Provider("pulumi-nodejs", "nothing", {}) };
for (let i = 1; i <= resources; i++) new Nothing(`nothing-${i}`, argsOf(i), on);
