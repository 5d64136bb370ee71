import type { Client } from "ssh2";
import { dial } from "./dial";
import type { ConnectionArgs } from "./types";

/** How often a server is asked for a sign of life, and how often it may fail to give one. */
const pingInterval = 5_000;
const unanswered = 3;

/** One open connection. */
export interface Line {
  readonly client: Client;
  /** Why it ended; undefined while it is open. */
  ended(): string | undefined;
  /** The process stays alive for as long as work is under way on this line, and no longer. */
  hold(): void;
  release(): void;
  end(why: string): void;
}

/** ssh2's own keepalive would keep an idle process alive. Any global request is answered, this one by a refusal. */
function ping(client: Client, answered: () => void): void {
  try {
    client.unforwardIn("keepalive", 0, answered);
  } catch {
    // Not connected any more: "close" says so to whom it concerns.
  }
}

/** `onEnd` is called once, when the line cannot be used any more. */
export async function openLine(args: ConnectionArgs, host: string, onEnd: () => void): Promise<Line> {
  const { client, socket } = await dial(args, host);
  let why: string | undefined;
  let over = false;
  let missing = 0;

  const end = (reason: string): void => {
    why ??= reason;
    if (over) return;
    over = true;
    clearInterval(pulse);
    client.end();
    client.destroy();
    socket.destroy();
    onEnd();
  };
  const pulse = setInterval(() => {
    if (missing >= unanswered) end(`no sign of life for ${(unanswered * pingInterval) / 1000} s`);
    else {
      missing += 1;
      ping(client, () => (missing = 0));
    }
  }, pingInterval).unref();

  client.on("error", (error: Error) => (why ??= error.message));
  client.on("close", () => {
    end("the host closed it");
  });
  socket.unref();
  return { client, ended: () => why, hold: () => socket.ref(), release: () => socket.unref(), end };
}
