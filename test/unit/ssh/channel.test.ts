import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { Client, Server, type ServerChannel, utils } from "ssh2";
import { execute, type Outcome } from "../../../provider/ssh/channel";

/** What a command brings back whose server accepts, answers and ends it in one piece of the stream. */
async function answer(end: (channel: ServerChannel) => void): Promise<Outcome> {
  const ssh = new Server({ hostKeys: [utils.generateKeyPairSync("ed25519").private] });
  const server = createServer((socket) => {
    ssh.once("connection", (connection) => {
      connection.on("error", () => undefined);
      connection.on("authentication", (login) => {
        login.accept();
      });
      connection.on("session", (accept) => {
        accept().on("exec", (accepted) => {
          socket.cork();
          end(accepted());
          setImmediate(() => {
            socket.uncork();
          });
        });
      });
    });
    ssh.injectSocket(socket);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const client = new Client();
  client.connect({ host: "127.0.0.1", port: (server.address() as AddressInfo).port, username: "admin" });
  await once(client, "ready");
  try {
    return await execute(client, "quick", Buffer.alloc(0), 1000);
  } finally {
    client.end();
    server.close();
  }
}

test("the exit status of a command that ends at once", async () => {
  const outcome = await answer((channel) => {
    channel.stderr.write("not found\n");
    channel.exit(127);
    channel.end();
  });
  expect(outcome).toMatchObject({ status: 127, signal: undefined, stderr: Buffer.from("not found\n") });
});

test("the signal that ends a command at once", async () => {
  const outcome = await answer((channel) => {
    channel.exit("KILL", false, "");
    channel.end();
  });
  expect(outcome).toMatchObject({ status: undefined, signal: "SIGKILL" });
});

test("a channel that is closed without a status", async () => {
  const outcome = await answer((channel) => {
    channel.end();
  });
  expect(outcome).toMatchObject({ status: undefined, signal: undefined });
});
