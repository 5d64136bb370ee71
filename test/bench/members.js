const path = require("node:path");
const { capture } = require("../../toolchain/command");
const { Explained } = require("../../toolchain/explained");
const { parseJson } = require("../../toolchain/json");
const { labCommand } = require("../../toolchain/labs");
const { project } = require("./project");
const { none } = require("./rows");
const { script } = require("./ssh");

/** @typedef {{ address: string, privateKeyFile: string, hostKeysFile: string }} Machine */

/**
 * What somebody types on a machine: the same packages, a cluster of it alone, and its services, until it is a member, and
 * until it has a DC. A cluster that has none yet waits for the one of another partition (dc-deadtime) first.
 */
const byHand = `set -e
exec 3>&1 >/dev/null 2>&1
began=$(date +%s.%N)
export DEBIAN_FRONTEND=noninteractive
printf '#!/bin/sh\\nexit 101\\n' >/usr/sbin/policy-rc.d
chmod 755 /usr/sbin/policy-rc.d
apt-get update
apt-get install --yes --no-install-recommends pacemaker corosync crmsh resource-agents pacemaker-cli-utils iputils-arping
rm /usr/sbin/policy-rc.d
systemctl enable corosync pacemaker
systemctl start corosync pacemaker
until crm_node --list | grep -q member; do sleep 0.2; done
member=$(date +%s.%N)
until [ -n "$(crmadmin --dc_lookup --quiet)" ]; do sleep 0.2; done
echo "$began $member $(date +%s.%N)" >&3
`;

/** Bare machines, as many as are needed at once and one by itself; each run has new ones. */
async function bareLab(/** @type {string} */ name, /** @type {number} */ machines) {
  const lab = async (/** @type {string[]} */ ...args) => {
    const { code, stdout, output } = await capture(process.execPath, [labCommand, ...args, "--name", name]);
    if (code !== 0) throw new Explained(`lab ${args.join(" ")}: ${output.trim()}`);
    return stdout;
  };
  await lab("down");
  await lab("up", "--bare", "--machines", `${machines}`);
  const status = /** @type {{ machines: Machine[] }} */ (parseJson(await lab("status", "--json")));
  const [first] = status.machines;
  if (!first) throw new Explained(`the lab ${name} has no machine`);
  const { privateKeyFile, hostKeysFile } = first;
  const hosts = status.machines.map(({ address }) => address);
  const connection = {
    ...{ hosts, user: "admin", sudo: true, privateKeyFile, hostKeys: { file: hostKeysFile } },
    await: /** @type {const} */ ("settled"),
  };
  return { connection, down: () => lab("down") };
}

/** @param {string} printed */
function span(printed) {
  const [began = NaN, member = NaN, ended = NaN] = printed.trim().split(" ").map(Number);
  return { member: member - began, whole: ended - began };
}

/** @param {Parameters<typeof script>[0]} connection @param {readonly string[]} hosts */
async function typed(connection, hosts) {
  const spans = (await Promise.all(hosts.map((host) => script(connection, byHand, host)))).map(span);
  const longest = (/** @type {"member" | "whole"} */ of) => Math.max(...spans.map((each) => each[of]));
  return { member: longest("member"), whole: longest("whole") };
}

const members = 3;

/**
 * Bare machines until they are a quorate cluster, and one more until it is in it; beside what the same takes by hand,
 * on one machine and on as many side by side, which share this host's processors.
 * @param {string} name the lab's
 * @returns {Promise<import("./rows").Row[]>}
 */
async function measureMembers(name) {
  console.error(`members: ${members} of bare machines, and one more`);
  const byHands = await bareLab(name, members + 1);
  let alone, together;
  try {
    const [first = "", ...others] = byHands.connection.hosts;
    alone = await typed(byHands.connection, [first]);
    together = await typed(byHands.connection, others);
  } finally {
    await byHands.down();
  }
  const lab = await bareLab(name, members + 1);
  const wanted = { resources: members, address: "", connection: lab.connection };
  const own = await project(path.join(__dirname, "programs/members.js"), wanted);
  const floor = await project(path.join(__dirname, "programs/nothing.js"), { ...wanted, resources: 1 });
  try {
    const floors = [await floor.run("up", 1), await floor.run("change-all", 1)];
    const [form, join] = [await own.run("up", members), await own.run("change-all", members)];
    const row = { ...none, work: "members", parallel: 1, await: "settled" };
    return [
      {
        ...{ ...row, resources: members, phase: "form", seconds: form, floorSeconds: floors[0] ?? NaN },
        ...{ bareSeconds: alone.whole, waveSeconds: together.whole },
      },
      {
        ...{ ...row, resources: 1, phase: "join", seconds: join, floorSeconds: floors[1] ?? NaN },
        bareSeconds: alone.member,
      },
    ];
  } finally {
    own.remove();
    floor.remove();
    await lab.down();
  }
}

module.exports = { measureMembers };
