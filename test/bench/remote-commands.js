const { setTimeout: sleep } = require("node:timers/promises");
const { connection } = require("./programs/wanted");
const { remote } = require("./ssh");

/** @typedef {{ object: string, value: string }} Inputs */

/** sshd turns away some of many that come at once (MaxStartups), and crm fails where two write at the same time. */
const mostTries = 20;

/** @param {string} words a connection of its own for each */
async function run(words) {
  for (let tries = 1; ; tries++) {
    const { status, stdout, stderr } = await remote(connection, words);
    if (status === 0) return;
    if (tries === mostTries) throw new Error(`${words}: exit status ${status ?? "none"}: ${stdout}${stderr}`);
    await sleep(1000 * Math.random());
  }
}

const crm = `sudo crm${connection.await === "settled" ? " -w" : ""}`;

/** @param {Inputs} inputs */
const create = ({ object, value }) =>
  object === "stonith-enabled"
    ? `${crm} configure property ${object}=${value}`
    : `${crm} configure primitive ${object} ocf:pacemaker:Dummy params fake=${value}`;

/** @param {Inputs} inputs */
const update = ({ object, value }) => `${crm} resource param ${object} set fake ${value}`;

const runs = (/** @type {string} */ object) =>
  `sudo crm_resource --resource ${object} --locate 2>&1 | grep -q 'running on'`;

/** @param {Inputs} inputs */
const remove = ({ object }) =>
  object === "stonith-enabled"
    ? `sudo crm_attribute --name ${object} --delete`
    : `sudo crm resource stop ${object} && while ${runs(object)}; do sleep 0.2; done && sudo crm configure delete ${object}`;

/** What users do without a package: a remote command for each step of each object. */
module.exports = {
  check: (/** @type {Inputs} */ _olds, /** @type {Inputs} */ inputs) => Promise.resolve({ inputs, failures: [] }),
  diff: (/** @type {string} */ _id, /** @type {Inputs} */ olds, /** @type {Inputs} */ news) =>
    Promise.resolve({ changes: olds.value !== news.value }),
  async create(/** @type {Inputs} */ inputs) {
    await run(create(inputs));
    return { id: inputs.object, outs: inputs };
  },
  async update(/** @type {string} */ _id, /** @type {Inputs} */ _olds, /** @type {Inputs} */ news) {
    await run(update(news));
    return { outs: news };
  },
  read: (/** @type {string} */ id, /** @type {Inputs} */ props) => Promise.resolve({ id, props }),
  delete: (/** @type {string} */ _id, /** @type {Inputs} */ props) => run(remove(props)),
};
