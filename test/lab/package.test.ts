import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { promisify } from "node:util";
import { emptyCluster, testCluster, type TestCluster } from "./support/cluster";

const root = resolve(__dirname, "../..");
/** The ends of the range that package.json promises; the newest needs Node.js 22. */
const oldest = "3.216.0";
const newest = "3.270.0";

const execute = promisify(execFile);
let folder: string;
let tarball: string;
let cluster: TestCluster;

/** One project of a user's, in a folder of its own. */
function project(name: string, path: readonly string[] = []) {
  const where = join(folder, name);
  const state = join(folder, `${name}-state`);
  for (const each of [where, state]) mkdirSync(each, { recursive: true });
  const env = {
    ...process.env,
    PATH: [...path, process.env["PATH"] ?? ""].join(delimiter),
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: "test",
    // Nothing of this repository's own set-up is a user's.
    NODE_PATH: "",
  };
  const run = async (file: string, ...args: string[]): Promise<string> => {
    const { stdout, stderr } = await execute(file, args, { cwd: where, env }).catch((error: unknown) => {
      const { message, stdout: said } = error as Error & { stdout: string };
      throw new Error(`${message}\n${said}`);
    });
    return stdout + stderr;
  };
  return {
    where,
    run,
    write: (file: string, content: string | object) => {
      writeFileSync(join(where, file), typeof content === "string" ? content : JSON.stringify(content));
    },
    read: (file: string) => JSON.parse(readFileSync(join(where, file), "utf8")) as Record<string, unknown>,
  };
}

/** A folder with a `node` of that release. */
async function nodeOf(major: number): Promise<string[]> {
  if (Number(process.versions.node.split(".")[0]) >= major) return [];
  const { where, run, write } = project(`node${major}`);
  const carrier = `node-linux-${process.arch}`;
  write("package.json", { private: true });
  await run("npm", "install", "--no-fund", "--no-audit", `${carrier}@${major}`);
  return [join(where, "node_modules", carrier, "bin")];
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "pulumi-pacemaker-package-"));
  const { stdout } = await execute("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: root });
  tarball = join(folder, stdout.trim().split("\n").at(-1) ?? "");
  cluster = await testCluster();
  await emptyCluster(cluster);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test("holds what a program needs, and nothing of the repository's own", async () => {
  const { stdout } = await execute("tar", ["-tzf", tarball]);
  const files = stdout.trim().split("\n");
  expect(files).toEqual(
    expect.arrayContaining(
      ["package.json", "README.md", "LICENSE", "dist/sdk/index.js", "dist/sdk/index.d.ts", "dist/cli/index.js"].map(
        (file) => `package/${file}`,
      ),
    ),
  );
  expect(
    files.filter(
      (file) =>
        !/^package\/(dist\/(cli|provider|sdk)\/|docs\/[\w-]+\.md$|examples\/([\w-]+\/)?[\w-]+\.\w+$|template\/|[A-Z]+(\.md)?$|package\.json$)/.test(
          file,
        ),
    ),
  ).toEqual([]);
});

test(`an ESM program with @pulumi/pulumi ${oldest}`, async () => {
  const { run, write } = project("esm");
  write("package.json", { name: "esm", private: true, type: "module", main: "index.js" });
  write("Pulumi.yaml", "name: esm\nruntime: nodejs\n");
  write(
    "index.js",
    `import { ClusterProperty, getStatus, Primitive, Provider } from "pulumi-pacemaker";
    const { primitive } = (await import("pulumi-pacemaker/provider")).default;
    const on = { provider: new Provider("web", ${JSON.stringify(cluster.connection)}) };
    new ClusterProperty("stonith-enabled", { value: false }, on);
    const dummy = new Primitive("from-esm", { agent: "ocf:pacemaker:Dummy" }, on);
    export const agent = dummy.agent;
    export const handles = typeof primitive.create;
    export const quorum = getStatus(on).quorum;
`,
  );
  await run("npm", "install", "--no-fund", "--no-audit", tarball, `@pulumi/pulumi@${oldest}`);
  await run("pulumi", "stack", "init", "dev");
  expect(await run("pulumi", "preview", "--stack", "dev")).toMatch(/\+ 4 to create/);
  await run("pulumi", "up", "--yes", "--skip-preview", "--stack", "dev");
  expect(JSON.parse(await run("pulumi", "stack", "output", "--json", "--stack", "dev"))).toMatchObject({
    agent: "ocf:pacemaker:Dummy",
    handles: "function",
    quorum: true,
  });
  expect(await cluster.ask(1, "crm_mon -1")).toMatch(/from-esm.*Started/);
  await run("pulumi", "destroy", "--yes", "--skip-preview", "--stack", "dev");
  expect(await cluster.ask(1, "cibadmin --query --scope resources")).not.toContain("from-esm");
});

test(`the template, in TypeScript, with @pulumi/pulumi ${newest} and the Node.js that it needs`, async () => {
  const path = await nodeOf(22);
  const { run, read, write } = project("typescript", path);
  const { hosts, user, privateKeyFile, hostKeys } = cluster.connection;
  const ip = cluster.free(77);
  const settings = {
    hosts: hosts.join(","),
    user,
    privateKeyFile,
    knownHostsFile: hostKeys.file,
    failoverIp: ip,
  };
  const config = Object.entries(settings).flatMap(([key, value]) => ["--config", `${key}=${value}`]);
  await run("pulumi", "new", join(root, "template"), "--yes", "--generate-only", "--name", "typescript", ...config);
  const packageJson = read("package.json");
  expect(packageJson["name"]).toBe("typescript");
  const dependencies = packageJson["dependencies"] as Record<string, string>;
  write("package.json", {
    ...packageJson,
    dependencies: { ...dependencies, "@pulumi/pulumi": newest, "pulumi-pacemaker": `file:${tarball}` },
  });
  await run("npm", "install");
  await run("npx", "--no", "tsc");
  await run("pulumi", "stack", "init", "dev");
  for (const [key, value] of Object.entries(settings))
    await run("pulumi", "config", "set", key, value, "--stack", "dev");
  expect(await run("pulumi", "preview", "--stack", "dev")).toMatch(/\+ 5 to create/);
  await run("pulumi", "up", "--yes", "--skip-preview", "--stack", "dev");
  expect(await run("pulumi", "stack", "output", "address", "--stack", "dev")).toContain(ip);
  const addresses = await Promise.all(cluster.lab.machines.map((n) => cluster.ask(n, "ip -brief address")));
  expect(addresses.filter((each) => each.includes(`${ip}/32`))).toHaveLength(1);
  const status = await run("npx", "--no", "pulumi-pacemaker", "status", "--stack", "dev", "--provider", "cluster");
  expect(status).toContain("failover-ip");
  await run("pulumi", "destroy", "--yes", "--skip-preview", "--stack", "dev");
});
