import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { AnyAuthMethod, Client } from "ssh2";
import { PacemakerError } from "../errors";
import { handshakeFailed, loginRefused, socketFailed, type Stage, timedOut } from "./failures";
import { algorithmsOf, type HostKeyCheck } from "./host-keys";
import { keyType } from "./known-hosts";

/** Where a connection goes, with everything that is needed to be let in. */
export interface Target {
  host: string;
  port: number;
  user: string;
  methods: readonly AnyAuthMethod[];
  hostKey: HostKeyCheck;
}

/** The server hung up before it greeted: one that is busy does so, and lets the next one in. */
export class TurnedAway extends Error {
  constructor(readonly said: string) {
    super("the connection was closed before the SSH greeting");
  }
}

/** The host's key was judged and refused. */
export class KeyRefused extends Error {
  constructor(
    readonly type: string,
    readonly why: Error,
  ) {
    super(why.message);
  }
}

const methodName = (method: AnyAuthMethod): string => (method.type === "agent" ? "publickey" : method.type);

/**
 * One attempt of a new client to log in over one transport, with one choice of host key types. Rejects with a
 * PacemakerError, TurnedAway or KeyRefused; the transport is closed then.
 */
export function attempt(
  target: Target,
  types: readonly string[],
  { client, transport }: { client: Client; transport: Socket | Duplex },
  timeout: number,
): Promise<Client> {
  const { host, port, user, hostKey } = target;
  const left = [...target.methods];
  const tried: string[] = [];
  const notes: string[] = [];
  let offered: readonly string[] | undefined;
  let stage: Stage = "socket";
  let said = "";

  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      clearTimeout(timer);
      client.removeAllListeners().on("error", () => undefined); // what follows a failure says nothing new
      transport.destroy();
      reject(error);
    };
    const timer = setTimeout(() => {
      fail(timedOut(host, port, timeout, stage));
    }, timeout);
    const failed = (error: Error & { level?: string }): void => {
      if (stage === "socket") fail(socketFailed(host, port, error));
      else if (stage === "greeting") fail(new TurnedAway(said.trim()));
      else if (stage === "handshake") fail(handshakeFailed(host, error.message));
      else if (error.message.startsWith("All configured")) fail(loginRefused(host, { user, tried, offered, notes }));
      else if (error.level === "agent" || error.level === "client-authentication") notes.push(error.message);
      else fail(loginRefused(host, { user, tried, offered, notes: [...notes, error.message] }));
    };
    client.on("error", failed);
    client.on("close", () => {
      failed(new Error("it closed the connection"));
    });
    client.on("connect", () => (stage = "greeting"));
    client.on("handshake", () => (stage = "login"));
    client.on("change password", () => {
      failed(new Error("the password has expired: log in by hand and change it"));
    });
    client.once("ready", () => {
      clearTimeout(timer);
      client.removeAllListeners().on("error", () => undefined); // "close" follows; an error nobody hears ends a process
      resolve(client);
    });
    client.connect({
      sock: transport,
      username: user,
      readyTimeout: 0,
      algorithms: { serverHostKey: algorithmsOf(types) },
      hostVerifier: (key: Buffer, verify: (valid: boolean) => void) => {
        hostKey.judge(key).then(
          () => {
            verify(true);
          },
          (error: unknown) => {
            fail(new KeyRefused(keyType(key), error as PacemakerError));
          },
        );
      },
      authHandler: (authsLeft: string[] | null, _partial, next) => {
        offered = authsLeft ?? offered;
        const takes = (method: AnyAuthMethod): boolean => offered === undefined || offered.includes(methodName(method));
        let method = left.shift();
        while (method !== undefined && !takes(method)) method = left.shift();
        if (method !== undefined) tried.push(method.type);
        // ssh2 wants `false` for "no more", which its types do not know.
        next(method ?? (false as unknown as AnyAuthMethod));
      },
    });
    const listen = (data: Buffer): void => {
      said += data.toString("latin1");
      const greeting = /^SSH-/m.exec(said);
      if (greeting !== null && stage === "greeting") stage = "handshake";
      if (greeting !== null || said.length > 1000) transport.off("data", listen);
      said = said.slice(0, 200);
    };
    transport.on("data", listen);
  });
}
