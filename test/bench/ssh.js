const { spawn } = require("node:child_process");

/** @typedef {{ hosts: string[], user: string, privateKeyFile: string, hostKeys: { file: string } }} Reached */

/** @param {Reached} connection @param {string} host @returns {string[]} */
const sshArguments = ({ user, privateKeyFile, hostKeys: { file } }, host) => [
  ...["-F", "none", "-i", privateKeyFile, "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "LogLevel=ERROR"],
  ...["-o", `UserKnownHostsFile=${file}`, "-o", "StrictHostKeyChecking=yes", `${user}@${host}`],
];

/**
 * A command on a host, the first if none is named, by the system's own ssh.
 * @param {Reached} connection
 * @param {string} command
 * @param {{ host?: string, input?: string }} [more]
 * @returns {Promise<{ status: number | null, stdout: string, stderr: string }>}
 */
const remote = (connection, command, { host = connection.hosts[0] ?? "", input = "" } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn("ssh", [...sshArguments(connection, host), command]);
    const said = { stdout: "", stderr: "" };
    for (const stream of /** @type {const} */ (["stdout", "stderr"]))
      child[stream].setEncoding("utf8").on("data", (/** @type {string} */ text) => (said[stream] += text));
    // One that was turned away has read nothing: its status says so.
    child.stdin.on("error", () => undefined).end(input);
    child.on("error", reject).on("close", (status) => {
      resolve({ status, ...said });
    });
  });

/**
 * A script as root, who is neither the provider's user nor comes by sudo; gives back what it prints.
 * @param {Reached} connection
 * @param {string} input
 * @param {string} [host]
 */
async function script(connection, input, host) {
  const { status, stdout, stderr } = await remote({ ...connection, user: "root" }, "sh -s", {
    input,
    ...(host !== undefined && { host }),
  });
  if (status !== 0) throw new Error(`exit status ${status ?? "none"} of\n${input.slice(0, 500)}\n${stdout}${stderr}`);
  return stdout;
}

module.exports = { remote, script };
