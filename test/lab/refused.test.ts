import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { emptyCluster, testCluster, type TestCluster } from "./support/cluster";
import { configurationOf } from "./support/shown";

const run = promisify(execFile);
const root = resolve(__dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "pulumi-pacemaker-refused-"));

let cluster: TestCluster;

/** Programs of processes of their own, as users run them: what a program dies of must not be this process'. */
const environment = () => ({
  ...process.env,
  CONNECTION: JSON.stringify(cluster.connection),
  PULUMI_CONFIG_PASSPHRASE: "test",
  PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
});
const program = `
const pacemaker = require("pulumi-pacemaker");
const { Machine } = require(${JSON.stringify(join(root, "dist/lab/machine.js"))});
exports.declare = (what) => {
  const connection = JSON.parse(process.env.CONNECTION);
  if (what === "alone") {
    new pacemaker.Primitive("alone", { agent: "ocf:pacemaker:Dummy" });
  } else if (what === "good" || what === "bad") {
    const on = { provider: new pacemaker.Provider("cluster", connection) };
    new pacemaker.ResourceDefault("priority", { value: 5 }, on);
    new pacemaker.ResourceDefault("failure-timeout", { value: what === "good" ? "1h" : "1\\nh" }, on);
    if (what === "good") return;
    new pacemaker.FailoverIp("address", { ip: "10.0.2.300", cidrNetmask: 64, monitor: 1 }, on);
    new pacemaker.Primitive("server", { agent: "apache", operations: { monitor: [{ interval: "soon" }] } }, on);
    new pacemaker.Order("order", { first: "a b", kind: "sometimes" }, on);
    new pacemaker.Group("twice", { cibId: "server", members: ["other"] }, on);
  } else {
    const machine = new Machine("machine", { lab: "nowhere", address: "10.0.250.1", addresses: ["10.0.250.1"] });
    const provider = new pacemaker.Provider("cluster", { hosts: [machine.address], privateKeyFile: machine.privateKeyFile });
    new pacemaker.FailoverIp("later", { ip: "10.0.2.301" }, { provider });
  }
};
`;

const says = async (file: string, args: readonly string[]): Promise<{ code: number; output: string }> => {
  try {
    const { stdout, stderr } = await run(file, args, { cwd: folder, env: environment() });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
};

const problems = [
  "ResourceDefault failure-timeout: value: has a control character",
  "FailoverIp address: ip: must be an IPv4 or IPv6 address",
  'FailoverIp address: Unrecognized key: "monitor"',
  "Primitive server: agent: must be an agent with its class",
  "Primitive server: operations.monitor.0.interval: must be a time",
  "Order order: first: must begin with a letter",
  "Order order: then: ",
  "Order order: kind: ",
  "Group twice: cibId: server is that of Primitive server already",
];

beforeAll(async () => {
  cluster = await testCluster();
  await emptyCluster(cluster);
  mkdirSync(join(folder, "state"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: test\nruntime: nodejs\nmain: index.js\n");
  writeFileSync(join(folder, "package.json"), "{}");
  writeFileSync(join(folder, "program.js"), program);
  writeFileSync(join(folder, "index.js"), `require("./program").declare(process.env.WHAT);`);
  writeFileSync(
    join(folder, "inline.js"),
    `const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const { declare } = require("./program");
const [what] = process.argv.slice(2);
LocalWorkspace.createOrSelectStack(
  { stackName: "inline", projectName: "test", program: () => Promise.resolve(declare(what)) },
  { workDir: __dirname },
)
  .then((stack) => stack.up())
  .then(({ stdout }) => console.log(stdout))
  .catch((error) => {
    console.log(error.message);
    process.exit(1);
  });
`,
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("a program of the command line: every problem at once, each with its resource and path, and nothing is changed", async () => {
  const pulumi = (what: string, ...args: string[]) => {
    process.env["WHAT"] = what;
    return says("pulumi", [...args, "--stack", "cli", "--non-interactive"]);
  };
  await pulumi("good", "stack", "init");
  expect((await pulumi("good", "up", "--yes", "--skip-preview")).output).toContain("+ 4 created");
  const before = await configurationOf(cluster);
  expect(before).toContain('name="failure-timeout" value="1h"');
  for (const args of [["preview"], ["up", "--yes", "--skip-preview"]]) {
    const { code, output } = await pulumi("bad", ...args);
    expect(code).not.toBe(0);
    for (const problem of problems) expect(output).toContain(problem);
    expect(output).not.toMatch(/deleted|created|updated/);
  }
  expect((await pulumi("later", "preview")).output).toContain("FailoverIp later: ip: must be an IPv4 or IPv6 address");
  const alone = await pulumi("alone", "preview");
  expect(alone.output).toContain("Primitive alone has no provider, so it belongs to no cluster [NO_PROVIDER]");
  expect(alone.output).toContain("pass { provider: cluster }");
  expect(await configurationOf(cluster)).toBe(before);
  expect((await pulumi("good", "destroy", "--yes", "--skip-preview")).output).toContain("- 4 deleted");
});

test("an inline program: the same, and it is not taken for one that declares nothing", async () => {
  const inline = (what: string) => says("node", ["inline.js", what]);
  expect((await inline("good")).output).toContain("+ 4 created");
  const before = await configurationOf(cluster);
  expect(before).toContain('name="failure-timeout" value="1h"');
  const { code, output } = await inline("bad");
  expect(code).toBe(1);
  for (const problem of problems) expect(output).toContain(problem);
  expect(await configurationOf(cluster)).toBe(before);
  await says("pulumi", ["destroy", "--yes", "--skip-preview", "--stack", "inline", "--non-interactive"]);
});
