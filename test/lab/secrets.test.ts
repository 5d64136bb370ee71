import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { utils } from "ssh2";
import * as pacemaker from "../../sdk";
import { emptyCluster, testCluster, type TestCluster } from "./support/cluster";
import { pacemaker as command } from "./support/command";
import { filesHere, filesOn, hush, keptIn, key, number, plain, shownIn, told } from "./support/hush";
import { installMoody, moody } from "./support/moody";
import { testStack, type TestStack } from "./support/stack";
import { watchProcesses, type Seen } from "./support/watch";

const secrets = {
  passphrase: hush("passphrase"),
  login: hush("login"),
  fence: hush("fence"),
  database: hush("database"),
  keeper: hush("keeper"),
  operation: hush("operation"),
  note: `é ${plain("note")}`,
  meta: plain("meta"),
  memory: number("memory"),
  property: plain("property"),
  token: plain("token"),
  pager: plain("pager"),
  recipient: hush("recipient"),
  sulker: told("sulker"),
};
const generated = utils.generateKeyPairSync("ed25519", {
  passphrase: secrets.passphrase,
  cipher: "aes256-cbc",
  rounds: 1,
});
const privateKey = key("privateKey", generated.private);
/** What programs that fail have, and what operators set. */
const others = {
  changed: hush("changed"),
  unknown: hush("unknown"),
  foreign: hush("foreign"),
  refused: plain("refused"),
  wrongLogin: hush("wrongLogin"),
  wrongPassphrase: hush("wrongPassphrase"),
  former: plain("former"),
  teller: told("teller"),
};

let cluster: TestCluster;
let stack: TestStack;
const folder = mkdtempSync(join(tmpdir(), "pulumi-pacemaker-secrets-"));

/** What was said to a person or a program, by what was run. */
const said: Record<string, string> = {};
let seen: Seen;
let filesOfMachines: string[];
let filesOfHost: string[];
let journals: string;

type On = { provider: pacemaker.Provider };
const secret = <T>(value: T) => pulumi.secret(value) as unknown as T;

interface Changes {
  keeper?: string;
  sulker?: string;
  more?: (on: On) => void;
}

/** A secret in each kind of place, and two ways to log in. */
const program =
  ({ keeper: passwd = secrets.keeper, sulker = secrets.sulker, more }: Changes = {}) =>
  (): Promise<Record<string, unknown>> => {
    const { hosts, hostKeys } = cluster.connection;
    const [first = "", second = ""] = hosts;
    const login = { user: "typist", password: secret(secrets.login) };
    const keyed = {
      provider: new pacemaker.Provider("keyed", {
        ...{ hosts, hostKeys, user: "admin", sudo: true },
        ...{ privateKey: secret(privateKey), passphrase: secret(secrets.passphrase) },
      }),
    };
    const typed = {
      provider: new pacemaker.Provider("typed", {
        ...{ hosts: [first], hostKeys, ...login },
        bastion: { host: second, ...login },
      }),
    };
    new pacemaker.ClusterProperty("stonith-enabled", { value: false }, keyed);
    new pacemaker.ClusterProperty("site-secret", { value: secret(secrets.property) }, keyed);
    new pacemaker.Primitive(
      "fence",
      {
        agent: "stonith:fence_ipmilan",
        params: { ip: cluster.free(77), username: "admin", password: secret(secrets.fence) },
        meta: { "target-role": "Stopped" },
      },
      keyed,
    );
    const keeper = new pacemaker.Primitive(
      "keeper",
      {
        agent: moody,
        description: secret(secrets.note),
        params: { start: "dawdle", passwd: secret(passwd) },
        meta: { "site-note": secret(secrets.meta) },
        utilization: { memory: secret(secrets.memory) },
        operations: { monitor: { interval: "20s", params: { passwd: secret(secrets.operation) } } },
      },
      keyed,
    );
    const holds = { attribute: "vault-token", operation: "eq" as const, value: secret(secrets.token) };
    new pacemaker.Location("keeper-with-token", { resource: keeper, rules: [{ score: 10, all: [holds] }] }, keyed);
    new pacemaker.Primitive("sulker", { agent: moody, params: { stop: "tell", passwd: secret(sulker) } }, keyed);
    new pacemaker.ResourceTemplate(
      "database",
      { agent: "ocf:heartbeat:mysql", params: { replication_passwd: secret(secrets.database) } },
      typed,
    );
    const node = new pacemaker.Node("node2", { attributes: { "vault-token": secret(secrets.token) } }, typed);
    new pacemaker.Alert(
      "herald",
      {
        path: "/bin/true",
        params: { herald_token: secret(secrets.pager) },
        recipients: { pager: { value: secret(secrets.recipient), params: { pager_token: secret(secrets.pager) } } },
      },
      typed,
    );
    more?.(keyed);
    // An engine that has refused a program does not wait for what it gives back.
    if (more) return Promise.resolve({});
    return Promise.resolve({ params: keeper.params, attributes: node.attributes, operations: keeper.operations });
  };

/** Each fails in a way of its own. */
function failing(on: On): void {
  new pacemaker.Primitive("foreign", { agent: moody, params: { passwd: secret(others.foreign) } }, on);
  new pacemaker.ClusterProperty("no-quorum-policy", { value: secret(others.refused) }, on);
  const teller = new pacemaker.Primitive(
    "teller",
    { agent: moody, params: { start: "tell", passwd: secret(others.teller) } },
    on,
  );
  // What is said of it is what is said of its member, which it knows nothing of.
  new pacemaker.Group("company", { members: [teller] }, on);
  const { hosts, hostKeys } = cluster.connection;
  const wrong = {
    login: { hostKeys, password: secret(others.wrongLogin) },
    passphrase: { hostKeys, privateKey: secret(privateKey), passphrase: secret(others.wrongPassphrase) },
    // Nobody has said whom to trust.
    trust: { password: secret(secrets.login) },
  };
  for (const [name, credentials] of Object.entries(wrong)) {
    const provider = new pacemaker.Provider(name, { hosts, user: "typist", ...credentials });
    new pacemaker.ResourceDefault(`priority-by-${name}`, { name: "priority", value: 1 }, { provider });
  }
}

type Ended = Promise<{ stdout: string; stderr: string }>;

async function hear(what: string, run: () => Ended): Promise<void> {
  const { stdout, stderr } = await run();
  said[what] = stdout + stderr;
}

async function hearError(what: string, run: () => Ended): Promise<void> {
  const error: unknown = await run().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error(`${what}: nothing failed`);
  said[what] = `${String(error)}\n${error.stack ?? ""}\n${JSON.stringify(error)}`;
}

const everywhere = (script: string): Promise<string[]> =>
  Promise.all(cluster.lab.machines.map((machine) => cluster.ask(machine, script)));

/** For what a test does on a machine: words of a script that stand in no command line. */
const unseen = (text: string) => `$(echo ${Buffer.from(text).toString("base64")} | base64 -d)`;

/** Changes a part of the CIB, as an operator does; its values are not seen either. */
const edit = (xpath: string, how: string) =>
  `cibadmin --query --xpath "${xpath}" | sed "${how}" | cibadmin --replace --xpath "${xpath}" --xml-pipe`;

/** As a user gives it to the stack; from then on the engine takes it out of whatever it prints. */
const configure = (name: string, value: string): Promise<void> =>
  new Promise((done, fail) => {
    const { workDir, envVars } = stack.stack.workspace;
    const env = { ...process.env, ...envVars };
    const child = execFile(
      "pulumi",
      ["config", "set", "--secret", name, "--stack", "test"],
      { cwd: workDir, env },
      (error) => {
        if (error) fail(new Error(error.message));
        else done();
      },
    );
    child.stdin?.end(value);
  });

async function prepare(): Promise<void> {
  cluster = await testCluster();
  await emptyCluster(cluster);
  await installMoody(cluster);
  await everywhere(
    `set -e
     rm -f /run/moody-*
     id typist >/dev/null 2>&1 || useradd --create-home --groups haclient typist
     printf %s "typist:${unseen(secrets.login)}" | chpasswd
     cp ~admin/.ssh/authorized_keys /run/authorized_keys
     echo '${generated.public}' >> ~admin/.ssh/authorized_keys`,
  );
  // A former owner's secret, where the program is going to have one.
  await cluster.ask(
    1,
    `set -e
     crm_attribute --quiet --node node2 --name vault-token --update placeholder
     ${edit("//nvpair[@name='vault-token']", `s/placeholder/${unseen(others.former)}/`)}`,
  );
}

/** The whole life of a program. */
async function live(): Promise<void> {
  await hear("preview", () => stack.preview({ diff: true }));
  await hear("up", () => stack.up({ diff: true }));
  expect(keptIn(await cluster.ask(1, "cibadmin --query")).sort()).toEqual(
    Object.keys(secrets)
      .filter((each) => !["passphrase", "login", "sulker"].includes(each))
      .sort(),
  );
  await hear("up without a change", () => stack.up());
  await cluster.ask(
    1,
    `set -e
     ${edit("//primitive[@id='keeper']/instance_attributes/nvpair[@name='passwd']", 's/value=\\"/&drifted /')}
     cibadmin --query --xpath "//primitive[@id='keeper']" | sed s/keeper/foreign/g |
       cibadmin --create --scope resources --xml-pipe`,
  );
  await hear("refresh after a change by hand", () => stack.refresh());
  await hear("preview after a change by hand", () => stack.preview({ diff: true }));
  stack.program = program({ keeper: others.changed });
  await hear("up with a changed secret", () => stack.up({ diff: true }));

  const odd = (on: On) =>
    new pacemaker.Primitive("odd", { agent: moody, params: { unheard: secret(others.unknown) } }, on);
  stack.program = program({
    sulker: "another",
    more: (on) => {
      failing(on);
      odd(on);
    },
  });
  await hearError("preview that is refused", () => stack.preview({ diff: true }));
  stack.program = program({ sulker: "another", more: failing });
  await hearError("up that fails", () => stack.up({ diff: true, continueOnError: true }));
  await commands();

  // Its last stop has failed; forgotten, it succeeds.
  const mend = () => everywhere("rm -f /run/moody-sulker");
  for (const [name, value] of Object.entries({ ...secrets, privateKey, former: others.former }))
    await configure(name, String(value));
  const loud = { debug: true, logToStdErr: true, logVerbosity: 8 };
  await mend();
  stack.program = program();
  await hear("up with all debugging", () => stack.up({ diff: true, ...loud }));
  await mend();
  await hear("destroy with all debugging", () => stack.destroy(loud));
}

async function commands(): Promise<void> {
  const { workDir, envVars } = stack.stack.workspace;
  const done = async (args: readonly string[], surroundings: Parameters<typeof command>[1]) => {
    const ended = await command(args, surroundings);
    if (ended.code !== 0) throw new Error(ended.stderr);
    return ended;
  };
  const byStack = ["--cwd", workDir, "--stack", "test", "--provider", "typed"];
  for (const args of [
    ["standby", "node3"],
    ["online", "node3"],
    ["status", "--json"],
    ["export", "--out", join(folder, "exported")],
  ])
    await hear(args.slice(0, 2).join(" "), () => done([...args, ...byStack], { env: envVars }));
  const flags = ["--hosts", cluster.hosts.join(","), "--host-keys", cluster.connection.hostKeys.file];
  await hear("status by flags", () =>
    done(["status", ...flags, "--user", "typist", "--password-stdin"], { input: secrets.login }),
  );
}

beforeAll(async () => {
  await prepare();
  const [before, beforeThere] = [join(folder, "before"), "/run/before"];
  writeFileSync(before, "");
  await everywhere(`touch ${beforeThere}`);
  stack = await testStack(program());
  const enough = watchProcesses();
  await live();
  await cluster.ask(3, "env lived=env-$((6 * 7)) sh -c 'sleep 1' lived-$((6 * 7))");
  seen = await enough();
  said["all runs"] = stack.output;
  said["history"] = JSON.stringify(await stack.stack.history(undefined, undefined, false));
  filesOfHost = filesHere(before);
  filesOfMachines = (
    await Promise.all(cluster.lab.machines.map((machine) => filesOn(cluster, machine, beforeThere)))
  ).flat();
  journals = (
    await everywhere(`journalctl --no-pager --all --output verbose --since @$(stat -c %Y ${beforeThere})`)
  ).join("");
});

afterAll(async () => {
  await everywhere("cp /run/authorized_keys ~admin/.ssh/authorized_keys; userdel -rf typist 2>/dev/null || true");
  await emptyCluster(cluster);
  await stack.remove();
  rmSync(folder, { recursive: true });
});

const lines = (found: readonly string[], name: (text: string) => string[]) =>
  found.flatMap((text) => (name(text).length > 0 ? [`${name(text).join(", ")}: ${text.replaceAll("\0", " ")}`] : []));

test("the program met all that it was meant to meet", () => {
  const failed = said["up that fails"];
  for (const code of ["EXISTS", "REFUSED_BY_CRM", "FAILED_IN_CLUSTER", "SSH_AUTH", "SSH_KEY", "SSH_HOST_KEY"])
    expect(failed).toContain(`[${code}]`);
  expect(failed?.match(/the password is \[secret\]/g)?.length).toBeGreaterThan(1);
  expect(said["preview that is refused"]).toContain("[INVALID_ARGUMENT]");
  expect(said["preview"]).toContain("gets back what it has now when it is deleted: vault-token (secret)");
  expect(said["refresh after a change by hand"]).toMatch(/keeper updated .*\[diff: ~params\]/);
  expect(said["up with all debugging"]).toContain("RegisterResource RPC finished");
  for (const each of ["status --json", "status by flags"]) expect(said[each]).toContain("keeper");
});

test("nothing that is printed shows one: previews, runs, errors, debugging, history, the command line", () => {
  const shown = Object.entries(said).flatMap(([what, text]) => shownIn(text).map((each) => `${what}: ${each}`));
  // A status repeats what the cluster says, and that is what the agents say of themselves.
  const statuses = ["status --json", "status by flags"];
  expect(shown.sort()).toEqual(statuses.flatMap((each) => [`${each}: sulker`, `${each}: teller`]).sort());
});

const isExported = (found: string) => found.startsWith(join(folder, "exported"));

test("no file that was written here shows one: state, backups, history, checkpoints, project", () => {
  expect(filesOfHost.filter((each) => !isExported(each))).toEqual([]);
});

test("an export, which has nothing but the CIB to go by, shows what its name does not give away", () => {
  for (const each of filesOfHost.filter(isExported))
    expect(each.split(": ")[1]?.split(", ").sort()).toEqual(["memory", "meta", "note", "recipient"]);
});

test("no process showed one in its command line or its environment", () => {
  // An agent, and a program that an alert calls, are handed their parameters in the environment: by Pacemaker.
  const called = seen.environments.filter((each) => /(^|\0)(OCF_RESOURCE_INSTANCE|CRM_alert_version)=/.test(each));
  const rest = seen.environments.filter((each) => !called.includes(each));
  expect(lines(seen.commands, keptIn)).toEqual([]);
  expect(lines(rest, shownIn)).toEqual([]);
  expect(called.flatMap(keptIn)).toContain("keeper");
});

test("the watcher has seen the processes of both sides, those that live for a moment too", () => {
  const words = seen.commands.map((each) => each.replaceAll("\0", " "));
  for (const each of [
    /^(\S*\/)?pulumi up /,
    /node .*dynamic-provider/,
    /node .*cli\/index\.js status .*--password-stdin/,
    /^sudo -n -- sh -c umask 077/,
    /^sh -c umask 077/,
    /crm -D plain configure/,
    /^cibadmin --patch --xml-pipe/,
    /^crm_diff --original base\.xml/,
    / lived-42 $/,
  ])
    expect(words).toContainEqual(expect.stringMatching(each));
  expect(seen.environments).toContainEqual(expect.stringMatching(/(^|\0)lived=env-42\0/));
});

test("no file on a machine shows one but the CIB, what its daemons hand each other of it, and Pacemaker's own log", () => {
  const cib = [/^\/var\/lib\/pacemaker\/cib\/cib(\.xml|-\d+\.raw)$/, /^\/dev\/shm\/qb-[^/]+\/qb-[\w-]+-data$/];
  const log = "/var/log/pacemaker/pacemaker.log";
  const others = filesOfMachines.filter((file) => file !== log && !cib.some((each) => each.test(file)));
  expect(others).toEqual([]);
  expect(filesOfMachines).toContain("/var/lib/pacemaker/cib/cib.xml");
  expect(keptIn(journals)).toEqual([]);
  expect(journals).toContain("pacemaker-controld");
});

test("Pacemaker's own log of the CIB is for those alone who may read the CIB", async () => {
  const modes = await everywhere(
    "cd /var; stat -c '%A %U:%G %n' log/pacemaker log/pacemaker/pacemaker.log lib/pacemaker/cib",
  );
  for (const text of modes)
    for (const line of text.trim().split("\n")) expect(line).toMatch(/^.{7}--- hacluster:haclient /);
});
