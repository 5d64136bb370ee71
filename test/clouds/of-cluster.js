const { given, mapped, one, same, told } = require("./program");

/**
 * The cluster's part, which both programs have.
 * @type {import("./program").Cloud["checks"]}
 */
const ofCluster = {
  "a group keeps the address and the site together": (program) => {
    const { members } = given(one(program, "Group web"));
    same(/** @type {string[]} */ (members).slice(-2), ["web-address", "web-site"]);
    same(given(one(program, "Primitive web-site"))["agent"], "ocf:heartbeat:apache");
  },
  "fencing is not switched off": (program) => {
    same(
      Object.keys(program).filter((name) => /^ClusterPropert/.test(name)),
      [],
    );
    same(/stonith-enabled/.test(JSON.stringify(Object.values(program).map(given))), false);
  },
  "no secret is in plain text": (program, { config }) => {
    const plain = JSON.stringify(Object.values(program).map(({ inputs }) => mapped(inputs, () => "[secret]")));
    for (const secret of ["api_token", "access_key", "secret_key", "privateKey", "password"])
      for (const [, value] of plain.matchAll(new RegExp(`"${secret}":"([^"]*)"`, "g"))) same(value, "[secret]");
    same(plain.includes(config["clusterToken"] ?? "no such text"), false);
  },
};

/**
 * The provider that makes the machines a cluster, and the one that leads to it.
 * @param {import("./program").Program} program
 * @param {import("./program").Stage} stage
 * @param {readonly string[]} hosts
 * @param {import("./program").Inputs} others
 */
function sameWay(program, { preview }, hosts, others) {
  const way = { ...others, privateKeyFile: "~/.ssh/id_test", hostKeys: { acceptNew: "./known_hosts" } };
  same(told(one(program, "pulumi-nodejs web-machines")), { ...way, hosts: preview ? hosts.map(() => null) : hosts });
  same(told(one(program, "pulumi-nodejs web")), { ...way, hosts: preview ? [null] : hosts });
}

/** @param {import("./program").Inputs} inputs */
function clusterMade(inputs) {
  const members = /** @type {Record<string, { address: string }>} */ (inputs["members"]);
  return { id: "web", state: { ...inputs, __hosts: Object.values(members).map(({ address }) => address) } };
}

module.exports = { clusterMade, ofCluster, sameWay };
