import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect as openSocket, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { utils } from "ssh2";
import { connect, type ConnectionArgs, type Connections, firstHost, type Host } from "../../provider/ssh";
import { status } from "../../lab/lab";
import { namesHost, parseKnownHosts } from "../../provider/ssh/known-hosts";
import { testCluster } from "./support/cluster";

jest.setTimeout(120_000);

let address: string;
let privateKeyFile: string;
let password: string;
let base: ConnectionArgs;

const open: Connections[] = [];
const using = (changes: Partial<ConnectionArgs> = {}): Connections => {
  const connections = connect({ ...base, ...changes });
  open.push(connections);
  return connections;
};
const hostOf = (changes: Partial<ConnectionArgs> = {}): Promise<Host> => {
  const connections = using(changes);
  return connections.host(connections.hosts[0] ?? "");
};
const sh = async (host: Host, script: string, files: Record<string, string> = {}): Promise<string> => {
  const { status, stdout, stderr } = await host.run({ name: "a test's script", script, files });
  if (status !== 0) throw new Error(`status ${status}: ${stderr}`);
  return stdout;
};

/** sshds of the tests' own on the machine, so that what they count and punish stays among themselves. */
const remote = "/run/pulumi-test";
const folder = mkdtempSync(join(tmpdir(), "lab-ssh-"));
const encrypted = utils.generateKeyPairSync("ed25519", {
  passphrase: "correct horse",
  cipher: "aes256-cbc",
  rounds: 1,
});
const stranger = utils.generateKeyPairSync("ed25519");
let root: Host;
let nextPort = 2200;
let hostKeyLines: Record<"ed25519" | "ecdsa" | "rsa", string>;

beforeAll(async () => {
  const { lab, connection } = await testCluster();
  const { users, machines } = await status(lab.name);
  address = machines[0]?.address ?? "";
  privateKeyFile = connection.privateKeyFile;
  password = users?.operator.password ?? "";
  base = {
    hosts: [address],
    port: 22,
    user: "root",
    privateKeyFile,
    sudo: false,
    hostKeys: connection.hostKeys,
    connectTimeout: 10_000,
    commandTimeout: 30_000,
  };
  root = await hostOf();
  await sh(
    root,
    `rm -rf ${remote}; mkdir -m 755 ${remote}; cp keys ${remote}/keys; chmod 644 ${remote}/keys
     for type in ed25519 ecdsa rsa; do ssh-keygen -q -t $type -N '' -f ${remote}/host_$type; done
     id nologin >/dev/null 2>&1 || useradd -d / -M -s /usr/sbin/nologin nologin`,
    { keys: encrypted.public },
  );
  const line = (type: string): Promise<string> =>
    sh(root, `cut -d ' ' -f 1,2 ${remote}/host_${type}.pub | tr -d '\\n'`);
  hostKeyLines = { ed25519: await line("ed25519"), ecdsa: await line("ecdsa"), rsa: await line("rsa") };
});

afterAll(async () => {
  await sh(root, `for pid in ${remote}/*/pid; do kill $(cat $pid); done; rm -rf ${remote}; userdel -f nologin`);
  for (const connections of open) connections.close();
  for (const end of ways) end();
  rmSync(folder, { recursive: true });
});

interface Sshd {
  port: number;
  /** Arguments that reach it. */
  args: Partial<ConnectionArgs>;
  accepted: () => Promise<number>;
}

async function sshd(...options: string[]): Promise<Sshd> {
  const port = nextPort++;
  const dir = `${remote}/${port}`;
  const types = options.some((option) => option.startsWith("HostKey ")) ? [] : ["ed25519", "ecdsa", "rsa"];
  const config = [
    `Port ${port}`,
    `PidFile ${dir}/pid`,
    ...types.map((type) => `HostKey ${remote}/host_${type}`),
    `AuthorizedKeysFile .ssh/authorized_keys ${remote}/keys`,
    ...options,
    "StrictModes no",
    "UsePAM yes",
    "PermitRootLogin yes",
    "PasswordAuthentication yes",
    "KbdInteractiveAuthentication no",
    "",
  ].join("\n");
  await sh(
    root,
    `mkdir -p ${dir} && cp config ${dir}/config
     if sshd -T | grep -qi persourcepenalties; then echo PerSourcePenalties no >>${dir}/config; fi
     $(command -v sshd) -f ${dir}/config -E ${dir}/log`,
    { config },
  );
  const file = join(folder, `known_hosts_${port}`);
  writeFileSync(
    file,
    Object.values(hostKeyLines)
      .map((key) => `[${address}]:${port} ${key}\n`)
      .join(""),
  );
  return {
    port,
    args: { port, hostKeys: { file } },
    accepted: async () => Number(await sh(root, `grep -c Accepted ${dir}/log || true`)),
  };
}

interface Way {
  port: number;
  /** Cuts the connection once, when so many bytes more have gone to the machine. */
  cutAfter: (bytes: number) => void;
  /** Lets nothing through any more, and closes nothing. */
  fallSilent: () => void;
  sent: () => number;
}

const ways: (() => void)[] = [];

async function way(to: number): Promise<Way> {
  let left = Infinity;
  let sent = 0;
  const sockets = new Set<Socket>();
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    left = Infinity;
  };
  const server = createServer((near) => {
    const far = openSocket(to, address);
    for (const socket of [near, far]) sockets.add(socket.on("error", () => undefined));
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
    far.on("data", (data) => near.write(data));
    near.on("data", (data) => {
      sent += data.length;
      if (data.length < left) {
        left -= data.length;
        far.write(data);
      } else far.write(data.subarray(0, left), cut);
    });
  });
  ways.push(() => {
    cut();
    server.close();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    port: (server.address() as AddressInfo).port,
    cutAfter: (bytes) => {
      if (bytes > 0) left = bytes;
      else cut();
    },
    fallSilent: () => {
      for (const socket of sockets) socket.pause();
    },
    sent: () => sent,
  };
}

describe("commands", () => {
  test("any text goes there in a file and comes back unchanged, with the status", async () => {
    const host = await hostOf();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 5000 }), fc.nat(255), async (text, status) => {
        const output = await host.run({
          name: "cat",
          script: `cat text; cat text >&2; exit "$(cat status)"`,
          files: { text, status: String(status) },
        });
        const arrived = Buffer.from(text).toString();
        expect(output).toEqual({ status, stdout: arrived, stderr: arrived });
      }),
      { numRuns: 40 },
    );
  });

  test("much in and much out, with characters of several bytes", async () => {
    const text = "äöü€😀\n".repeat(500_000);
    const host = await hostOf();
    expect((await sh(host, "cat text", { text })) === text).toBe(true);
  });

  test("more than anybody asks for is refused", async () => {
    const host = await hostOf();
    await expect(host.run({ name: "yes", script: "yes" })).rejects.toMatchObject({ code: "INTERNAL" });
    expect(await sh(host, "echo next")).toBe("next\n");
  });

  test("sudo -n, and the user itself", async () => {
    expect(await sh(await hostOf({ user: "admin", sudo: true }), "id -un")).toBe("root\n");
    expect(await sh(await hostOf({ user: "admin" }), "id -un")).toBe("admin\n");
  });

  test("one connection, one command at a time, in the order of their calls", async () => {
    const { args, accepted } = await sshd("MaxSessions 1");
    const connections = using(args);
    const [host] = await Promise.all([connections.host(address), connections.host(address)]);
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        await sh(host, "exit 0");
        order.push(i);
      }),
    );
    expect(order).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(await accepted()).toBe(1);
  });

  test("nothing of a command is in the process list", async () => {
    const host = await hostOf({ user: "admin", sudo: true });
    const list = await sh(host, 'secret=$(cat secret); ps -eo args | grep -c -F "$secret" | cat', {
      secret: "hunter2-and-more",
    });
    // grep itself has it in its arguments.
    expect(Number(list)).toBeLessThanOrEqual(1);
    expect(await sh(host, "ps -eo args | grep 'sh -c' | grep -v grep", { secret: "hunter2" })).not.toContain("hunter2");
  });

  test("a command that takes too long is ended here and there, and the next one runs", async () => {
    const { args } = await sshd("MaxSessions 1");
    const host = await hostOf({ ...args, user: "admin", sudo: true });
    const late = host.run({
      name: "a long one",
      script: "echo $$ >/run/pulumi-test/late; touch late; sleep 1234",
      timeout: 1000,
    });
    await expect(late).rejects.toMatchObject({
      code: "COMMAND_TIMEOUT",
      what: "a long one did not end within 1 s",
      detail: { host: address },
    });
    expect(await sh(host, "echo next")).toBe("next\n");
    await sh(root, "while [ -e /proc/$(cat /run/pulumi-test/late) ]; do sleep 0.1; done");
    await sh(root, "while ls /dev/shm/*/late; do sleep 0.1; done 2>/dev/null");
  });

  test("an idle connection does not keep the process alive", () => {
    const program = `
      const { connect } = require(${JSON.stringify(resolve("dist/provider/ssh"))});
      connect(${JSON.stringify(base)}).host(${JSON.stringify(address)})
        .then((host) => host.run({ name: "x", script: "sleep 0.3; echo done" }))
        .then(({ stdout }) => process.stdout.write(stdout));`;
    const started = Date.now();
    expect(execFileSync(process.execPath, ["-e", program], { encoding: "utf8", timeout: 20_000 })).toBe("done\n");
    expect(Date.now() - started).toBeLessThan(10_000);
  });
});

describe("login", () => {
  let args: Partial<ConnectionArgs>;
  beforeAll(async () => {
    ({ args } = await sshd());
  });

  const operator = { user: "operator", privateKeyFile: undefined };

  test.each([
    ["a key's text", () => ({ privateKeyFile: undefined, privateKey: readFileSync(privateKeyFile, "utf8") })],
    [
      "a key with a passphrase",
      () => ({ privateKeyFile: undefined, privateKey: encrypted.private, passphrase: "correct horse" }),
    ],
    ["a password", () => ({ ...operator, password })],
    ["a key that is not let in, then a password", () => ({ ...operator, privateKey: stranger.private, password })],
  ])("with %s", async (_name, credentials) => {
    expect(await sh(await hostOf({ ...args, ...credentials() }), "echo in")).toBe("in\n");
  });

  test("with the password, asked for by PAM", async () => {
    const asking = await sshd("PasswordAuthentication no", "KbdInteractiveAuthentication yes");
    expect(await sh(await hostOf({ ...asking.args, ...operator, password }), "id -un")).toBe("operator\n");
  });

  test("with an agent, by its socket and by SSH_AUTH_SOCK", async () => {
    const socket = join(folder, "agent");
    const agent = spawn("ssh-agent", ["-D", "-a", socket]);
    try {
      while (!existsSync(socket)) await new Promise((done) => setTimeout(done, 20));
      const env = { ...process.env, SSH_AUTH_SOCK: socket };
      execFileSync("ssh-add", ["-q", privateKeyFile], { env });
      expect(await sh(await hostOf({ ...args, privateKeyFile: undefined, agent: socket }), "echo in")).toBe("in\n");
      process.env["SSH_AUTH_SOCK"] = socket;
      expect(await sh(await hostOf({ ...args, privateKeyFile: undefined, agent: true }), "echo in")).toBe("in\n");
    } finally {
      delete process.env["SSH_AUTH_SOCK"];
      agent.kill();
      await once(agent, "exit");
    }
  });

  test("an agent that is not there does not hide the password", async () => {
    const host = await hostOf({ ...args, ...operator, agent: join(folder, "no-agent"), password });
    expect(await sh(host, "echo in")).toBe("in\n");
  });

  test("a wrong key or password: what was tried, what the host takes, no secret", async () => {
    const wrong = hostOf({ ...args, user: "operator", privateKeyFile, password: "wrong-hunter2" });
    await expect(wrong).rejects.toMatchObject({
      code: "SSH_AUTH",
      message: expect.stringMatching(
        /user operator is not let in: tried publickey, password; it takes publickey,password|publickey, password/,
      ) as unknown,
    });
    await expect(wrong).rejects.not.toThrow(/hunter2/);
    await expect(hostOf({ ...args, user: "nobody-at-all" })).rejects.toMatchObject({ code: "SSH_AUTH" });
    await expect(hostOf({ ...args, privateKeyFile: undefined, privateKey: encrypted.private })).rejects.toMatchObject({
      code: "SSH_KEY",
      detail: { host: address },
    });
  });

  test("a user without a shell", async () => {
    const host = await hostOf({
      ...args,
      user: "nologin",
      privateKeyFile: undefined,
      privateKey: encrypted.private,
      passphrase: "correct horse",
    });
    await expect(sh(host, "echo in")).rejects.toMatchObject({
      code: "SSH_SHELL",
      what: "user nologin is let in, but no command runs: This account is currently not available.",
    });
  });

  test("a talking login does not get into the output", async () => {
    const talking = await sshd(`ForceCommand echo welcome; echo warning >&2; sh -c "$SSH_ORIGINAL_COMMAND"`);
    const host = await hostOf(talking.args);
    expect(await host.run({ name: "x", script: "echo out; echo err >&2" })).toEqual({
      status: 0,
      stdout: "out\n",
      stderr: "err\n",
    });
  });

  test("sudo asks for a password, or is not there", async () => {
    const asks = await hostOf({ ...args, ...operator, password, sudo: true });
    await expect(sh(asks, "id")).rejects.toMatchObject({
      code: "SUDO",
      what: "user operator: sudo asks for a password",
    });
    await sh(root, `mkdir ${remote}/bin; for tool in env sh bash; do ln -s $(command -v $tool) ${remote}/bin/; done`);
    const without = await sshd(`SetEnv PATH=${remote}/bin`);
    const host = await hostOf({ ...without.args, sudo: true });
    await expect(sh(host, "id")).rejects.toMatchObject({ code: "SUDO", what: "user root: sudo is not installed" });
  });
});

describe("host keys", () => {
  let server: Sshd;
  beforeAll(async () => {
    server = await sshd();
  });
  const named = (key: string): string => `[${address}]:${server.port} ${key}\n`;
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const reach = (hostKeys: ConnectionArgs["hostKeys"]): Promise<Host> => hostOf({ port: server.port, hostKeys });

  test.each(["ed25519", "ecdsa", "rsa"] as const)("only its %s key is known", async (type) => {
    await reach({ file: write(`only-${type}`, named(hostKeyLines[type])) });
    await reach({ pinned: [hostKeyLines[type]] });
    const fingerprint = await sh(root, `ssh-keygen -lf ${remote}/host_${type}.pub | cut -d ' ' -f 2`);
    await reach({ pinned: [fingerprint] });
  });

  test("unknown, changed, revoked", async () => {
    await expect(reach({ file: write("empty", "") })).rejects.toThrow(/host key is unknown.*\n.*ssh-keyscan -p/);
    const other = stranger.public.split(" ").slice(0, 2).join(" ");
    await expect(reach({ file: write("changed", named(other)) })).rejects.toThrow(/has changed.*\n.*ssh-keygen -R/);
    await expect(reach({ pinned: [other] })).rejects.toThrow(/not a pinned one/);
    const revoked = Object.values(hostKeyLines).map((key) => `@revoked * ${key}\n`);
    await expect(reach({ file: write("revoked", revoked.join("")) })).rejects.toThrow(/is revoked by line 1/);
  });

  test("acceptNew writes a file that OpenSSH takes, and then holds on to the key", async () => {
    const file = join(folder, "accepted");
    await reach({ acceptNew: file });
    await reach({ acceptNew: file });
    await reach({ file });
    expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(1);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const found = execFileSync("ssh-keygen", ["-F", `[${address}]:${server.port}`, "-f", file], { encoding: "utf8" });
    expect(found).toContain(hostKeyLines.ed25519);
    const before = server;
    server = { ...before, port: (await sshd(`HostKey ${remote}/host_rsa`)).port };
    writeFileSync(file, readFileSync(file, "utf8").replace(String(before.port), String(server.port)));
    await expect(reach({ acceptNew: file })).rejects.toMatchObject({ code: "SSH_HOST_KEY" });
    server = before;
  });

  test("a hashed file, as ssh-keygen -H makes it", async () => {
    const file = write("hashed", named(hostKeyLines.ecdsa));
    execFileSync("ssh-keygen", ["-q", "-H", "-f", file], { stdio: "ignore" });
    expect(readFileSync(file, "utf8")).toMatch(/^\|1\|/);
    await reach({ file });
  });

  test("patterns mean what they mean to ssh-keygen", () => {
    const unit = fc.constantFrom("a", "b", ".", "*", "?", "-", "[", "]", ":", "2");
    const pattern = fc.string({ unit, minLength: 1, maxLength: 6 }).filter((text) => !text.startsWith("-"));
    const patterns = fc.array(fc.tuple(fc.boolean(), pattern), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(patterns, fc.stringMatching(/^[ab.]{1,5}$|^\[[ab]{1,2}\]:2$/), (list, name) => {
        const names = list.map(([negated, text]) => `${negated ? "!" : ""}${text}`).join(",");
        const file = write("patterns", `${names} ${hostKeyLines.ed25519}\n`);
        let found: boolean;
        try {
          execFileSync("ssh-keygen", ["-F", name, "-f", file], { stdio: "pipe" });
          found = true;
        } catch (error) {
          found = false;
          expect(error).toMatchObject({ status: 1, stderr: Buffer.alloc(0) });
        }
        const [line] = parseKnownHosts(readFileSync(file, "utf8"));
        expect(line === undefined ? false : namesHost(line.names, name)).toBe(found);
      }),
      { numRuns: 150 },
    );
  });
});

describe("bastion", () => {
  test("with the same credentials, with its own, and with its host key checked", async () => {
    const inner = await sshd();
    const outer = await sshd("AllowTcpForwarding yes", "AllowUsers operator root");
    const known = [inner, outer].map(({ args }) => readFileSync((args.hostKeys as { file: string }).file, "utf8"));
    const file = join(folder, "both");
    writeFileSync(file, known.join(""));
    const through = { port: inner.port, hostKeys: { file } };
    const bastion = { host: address, port: outer.port };
    expect(await sh(await hostOf({ ...through, bastion }), "echo in")).toBe("in\n");
    const own = { ...bastion, user: "operator", password };
    const host = await hostOf({ ...through, user: "admin", bastion: own });
    expect(await sh(host, 'id -un; echo "${SSH_CONNECTION%% *}"')).toBe(`admin\n${address}\n`);
    expect(await outer.accepted()).toBe(2);
    writeFileSync(file, known[0] ?? "");
    await expect(hostOf({ ...through, bastion })).rejects.toThrow(/host key is unknown/);
  });

  test("what stands behind it does not listen, or it forbids the way", async () => {
    const outer = await sshd("AllowTcpForwarding yes");
    const bastion = { host: address, port: outer.port };
    await expect(hostOf({ ...outer.args, port: 9, bastion })).rejects.toMatchObject({ code: "SSH_REFUSED" });
    const closed = await sshd("AllowTcpForwarding no");
    await expect(hostOf({ ...closed.args, port: 22, bastion: { host: address, port: closed.port } })).rejects.toThrow(
      /forbids connections/,
    );
  });

  test("it dies while a command runs", async () => {
    const outer = await sshd("AllowTcpForwarding yes");
    const path = await way(outer.port);
    const host = await hostOf({ hostKeys: "off", bastion: { host: "127.0.0.1", port: path.port } });
    const lost = sh(host, `echo yes >${remote}/behind; sleep 20`);
    await sh(root, `until [ -s ${remote}/behind ]; do sleep 0.05; done`);
    path.cutAfter(0);
    await expect(lost).rejects.toMatchObject({ code: "SSH_LOST" });
  });
});

describe("loss", () => {
  /** Writes the number of the sshd that serves the session, then stays. */
  const staying = `pid=$$
    until grep -q ^sshd /proc/$pid/comm; do pid=$(cut -d ' ' -f 4 /proc/$pid/stat); done
    echo $pid >${remote}/session; sleep 30`;

  test("the session's sshd is killed while a command runs; the next command connects again", async () => {
    const { args, accepted } = await sshd();
    const host = await hostOf(args);
    await sh(root, `rm -f ${remote}/session`);
    const lost = sh(host, staying);
    const killed = sh(root, `until [ -s ${remote}/session ]; do sleep 0.05; done; kill -9 $(cat ${remote}/session)`);
    await expect(lost).rejects.toMatchObject({ code: "SSH_LOST", detail: { host: address } });
    await killed;
    expect(await sh(host, "echo again")).toBe("again\n");
    expect(await accepted()).toBe(2);
  });

  test("the connection is lost between commands: nobody notices", async () => {
    const { port, accepted } = await sshd();
    const path = await way(port);
    const host = await hostOf({ hostKeys: "off", hosts: ["127.0.0.1"], port: path.port });
    expect(await sh(host, "echo one")).toBe("one\n");
    path.cutAfter(0);
    await sh(root, "exit 0"); // time for the loss to arrive
    expect(await sh(host, "echo two")).toBe("two\n");
    expect(await accepted()).toBe(2);
  });

  test("a connection cut anywhere in the upload starts nothing and leaves nothing", async () => {
    const { port } = await sshd();
    const path = await way(port);
    const host = await hostOf({ hostKeys: "off", hosts: ["127.0.0.1"], port: path.port });
    await sh(host, "exit 0");
    const statement = {
      name: "an upload",
      script: `echo started >>${remote}/started`,
      files: { upload: "x".repeat(200_000) },
    };
    const before = path.sent();
    await host.run(statement);
    const whole = path.sent() - before;
    await sh(root, `rm ${remote}/started`);
    for (const share of [0.2, 0.5, 0.9, 0.99]) {
      await sh(host, "exit 0");
      path.cutAfter(Math.floor(whole * share));
      await expect(host.run(statement)).rejects.toMatchObject({ code: "SSH_LOST" });
    }
    await sh(root, `while ls /dev/shm/*/upload; do sleep 0.1; done 2>/dev/null; [ ! -e ${remote}/started ]`);
  });

  test("a connection cut before anything was sent is opened again", async () => {
    const { port, accepted } = await sshd();
    const path = await way(port);
    const host = await hostOf({ hostKeys: "off", hosts: ["127.0.0.1"], port: path.port });
    await sh(host, "exit 0");
    path.cutAfter(20);
    expect(await sh(host, `echo once; echo once >>${remote}/once`)).toBe("once\n");
    expect(await sh(root, `cat ${remote}/once`)).toBe("once\n");
    expect(await accepted()).toBe(2);
  });

  test("a host that falls silent is noticed long before the command's limit", async () => {
    const { port } = await sshd();
    const path = await way(port);
    const host = await hostOf({ hostKeys: "off", hosts: ["127.0.0.1"], port: path.port, commandTimeout: 100_000 });
    const lost = sh(host, `echo yes >${remote}/silent; sleep 100`);
    await sh(root, `until [ -s ${remote}/silent ]; do sleep 0.05; done`);
    path.fallSilent();
    const started = Date.now();
    await expect(lost).rejects.toMatchObject({
      code: "SSH_LOST",
      what: expect.stringContaining("no sign of life") as unknown,
    });
    expect(Date.now() - started).toBeLessThan(30_000);
  });

  test("many at once at a door that lets few in (MaxStartups)", async () => {
    const { args, accepted } = await sshd("MaxStartups 2:80:4");
    const hosts = await Promise.all(Array.from({ length: 12 }, () => hostOf(args)));
    expect(await Promise.all(hosts.map((host) => sh(host, "echo in")))).toEqual(hosts.map(() => "in\n"));
    expect(await accepted()).toBe(12);
  });
});

describe("the first host", () => {
  test("that answers and is accepted", async () => {
    const { args } = await sshd();
    const dead = "127.0.0.1";
    const connections = using({ ...args, hostKeys: "off", hosts: [dead, address] });
    const host = await firstHost(connections, () => Promise.resolve());
    expect(host.address).toBe(address);
    await expect(sh(host, "echo in")).resolves.toBe("in\n");
  });
});
