import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { utils } from "ssh2";
import { PacemakerError } from "../../../provider/errors";
import { connect, type ConnectionArgs, firstHost } from "../../../provider/ssh";

const args: ConnectionArgs = {
  hosts: ["127.0.0.1"],
  port: 22,
  user: "admin",
  privateKey: utils.generateKeyPairSync("ed25519").private,
  sudo: false,
  hostKeys: "off",
  connectTimeout: 500,
  commandTimeout: 500,
};

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

async function listen(take: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    take(socket);
  });
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return (server.address() as AddressInfo).port;
}

async function closedPort(): Promise<number> {
  const port = await listen((socket) => socket.destroy());
  servers.pop()?.close();
  return port;
}

async function failure(changes: Partial<ConnectionArgs>): Promise<PacemakerError> {
  const connections = connect({ ...args, ...changes });
  try {
    await connections.host(connections.hosts[0] ?? "");
  } catch (error) {
    if (error instanceof PacemakerError) return error;
    throw error;
  } finally {
    connections.close();
  }
  throw new Error("it connected");
}

test("nothing listens", async () => {
  const port = await closedPort();
  expect(await failure({ port })).toMatchObject({
    code: "SSH_REFUSED",
    detail: { host: "127.0.0.1" },
    what: `nothing listens on port ${port}`,
  });
});

test("a listener that says nothing: the attempt is bounded", async () => {
  const port = await listen(() => undefined);
  const started = Date.now();
  const error = await failure({ port });
  expect(error.message).toMatch(
    /^127\.0\.0\.1: port \d+ takes connections, but no SSH server greets within 0\.5 s \[SSH_UN/,
  );
  expect(Date.now() - started).toBeLessThan(3000);
});

test("a server that greets and then hangs", async () => {
  const port = await listen((socket) => socket.write("SSH-2.0-OpenSSH_9.2\r\n"));
  expect((await failure({ port })).what).toBe("the SSH login did not finish within 0.5 s");
});

test("a server that turns away says why, and is asked again before it is given up", async () => {
  let asked = 0;
  const port = await listen((socket) => {
    asked += 1;
    socket.end("Exceeded MaxStartups\r\n");
  });
  const error = await failure({ port, connectTimeout: 2000 });
  expect(error).toMatchObject({ code: "SSH_UNREACHABLE" });
  expect(error.what).toBe(`port ${port} closes each connection before the SSH greeting: "Exceeded MaxStartups"`);
  expect(asked).toBeGreaterThan(2);
});

test("another protocol on the port", async () => {
  const port = await listen((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  expect((await failure({ port, connectTimeout: 2000 })).what).toContain('"HTTP/1.1 400 Bad Request"');
});

test("a name that does not resolve", async () => {
  expect(await failure({ hosts: ["no such name"] })).toMatchObject({
    code: "SSH_UNREACHABLE",
    what: expect.stringMatching(/its name does not resolve/) as unknown,
  });
});

test("a key that cannot be read names the host, too", async () => {
  const error = await failure({ privateKeyFile: "/nowhere/id" });
  expect(error.message).toMatch(/^127\.0\.0\.1: the private key \/nowhere\/id cannot be read \(ENOENT\) \[SSH_KEY\]\n/);
});

test("no host of several: one error that lists each with its reason; of one host its own", async () => {
  const port = await closedPort();
  const hosts = ["127.0.0.1", "127.0.0.2"];
  const connections = connect({ ...args, hosts, port });
  const accept = (): Promise<void> => Promise.resolve();
  await expect(firstHost(connections, accept)).rejects.toMatchObject({
    code: "SSH_REFUSED",
    message: expect.stringMatching(
      /^none of the 2 hosts can be used:\n {2}127\.0\.0\.1: nothing listens .*\n.*\n {2}127\.0\.0\.2: nothing listens/,
    ) as unknown,
  });
  const one = connect({ ...args, port });
  await expect(firstHost(one, accept)).rejects.toThrow(/^127\.0\.0\.1: nothing listens/);
});

test("connections that were closed, also to a machine that is not of the provider", async () => {
  const connections = connect(args);
  connections.close();
  for (const address of ["127.0.0.1", "127.0.0.2"])
    await expect(connections.host(address)).rejects.toThrow("closed already");
});
