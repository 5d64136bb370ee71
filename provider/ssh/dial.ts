import { connect as openSocket, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "ssh2";
import { PacemakerError } from "../errors";
import { attempt, KeyRefused, type Target, TurnedAway } from "./attempt";
import { authMethods, type Credentials } from "./credentials";
import { tunnelFailed, turnedAway } from "./failures";
import { hostKeyCheck } from "./host-keys";
import { ssh2 } from "./ssh2";
import type { ConnectionArgs } from "./types";

/** An open connection, and the socket below it: the one thing that can keep a process alive. */
export interface Dialled {
  client: Client;
  socket: Socket;
}

type OpenTransport = () => Promise<Socket | Duplex>;

/** Waits between attempts of a server that turns connections away at random (MaxStartups), in milliseconds. */
const waits = [100, 200, 400, 800, 1600];

/** Tries again where another try can help; all tries together within one timeout. */
async function connectTo(target: Target, open: OpenTransport, timeout: number): Promise<Client> {
  const until = Date.now() + timeout;
  const { Client } = await ssh2();
  let types = target.hostKey.types;
  let refused: Error | undefined;
  let away: PacemakerError | undefined;
  for (let round = 0; ;) {
    try {
      return await attempt(
        target,
        types,
        { client: new Client(), transport: await open() },
        Math.max(1, until - Date.now()),
      );
    } catch (error) {
      if (error instanceof TurnedAway) {
        const wait = (waits[round++] ?? Infinity) * (1 + Math.random());
        away = turnedAway(target.host, target.port, error.said);
        if (Date.now() + wait > until) throw away;
        await sleep(wait);
      } else if (error instanceof KeyRefused) {
        refused ??= error.why;
        types = types.filter((type) => type !== error.type);
        if (!target.hostKey.mayFitOtherType || types.length === 0) throw refused;
      } else {
        // The last try may find the time over: that it was turned away says more.
        const over = error instanceof PacemakerError && error.code === away?.code;
        throw refused ?? (over ? away : error);
      }
    }
  }
}

async function targetOf(from: Credentials, host: string, port: number, args: ConnectionArgs): Promise<Target> {
  try {
    const methods = await authMethods(from);
    return { host, port, user: from.user, methods, hostKey: await hostKeyCheck(args.hostKeys, host, port) };
  } catch (error) {
    if (!(error instanceof PacemakerError) || error.detail.host !== undefined) throw error;
    throw new PacemakerError(error.code, error.what, { ...error.detail, host });
  }
}

async function direct(target: Target, timeout: number): Promise<Dialled> {
  let socket: Socket | undefined;
  const client = await connectTo(
    target,
    () => Promise.resolve((socket = openSocket({ host: target.host, port: target.port, noDelay: true }))),
    timeout,
  );
  return { client, socket: socket as unknown as Socket };
}

function tunnel(through: Client, bastion: string, target: Target, timeout: number): Promise<Duplex> {
  const { host, port } = target;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(tunnelFailed(bastion, host, port, new Error(`no answer within ${timeout / 1000} s`)));
    }, timeout);
    through.forwardOut("127.0.0.1", 0, host, port, (error, channel) => {
      clearTimeout(timer);
      if (error === undefined) resolve(channel);
      else reject(tunnelFailed(bastion, host, port, error));
    });
  });
}

/** The bastion's own credentials when it has any, else those of the hosts. */
function bastionCredentials(args: ConnectionArgs, bastion: NonNullable<ConnectionArgs["bastion"]>): Credentials {
  const { user = args.user, privateKey, privateKeyFile, passphrase, password } = bastion;
  const none = privateKey === undefined && privateKeyFile === undefined && password === undefined;
  return none ? { ...args, user } : { user, privateKey, privateKeyFile, passphrase, password };
}

/** Opens a connection to a host, through the bastion if there is one. Rejects with a PacemakerError. */
export async function dial(args: ConnectionArgs, host: string): Promise<Dialled> {
  const target = await targetOf(args, host, args.port, args);
  const { bastion, connectTimeout } = args;
  if (bastion === undefined) return direct(target, connectTimeout);
  const credentials = bastionCredentials(args, bastion);
  const line = await direct(await targetOf(credentials, bastion.host, bastion.port ?? 22, args), connectTimeout);
  try {
    const open = (): Promise<Duplex> => tunnel(line.client, bastion.host, target, connectTimeout);
    const client = await connectTo(target, open, connectTimeout);
    client.once("close", () => line.client.end());
    return { client, socket: line.socket };
  } catch (error) {
    line.client.end();
    throw error;
  }
}
