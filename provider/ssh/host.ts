import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { PacemakerError } from "../errors";
import { execute, NotOpened, type Outcome, TooMuchOutput } from "./channel";
import { commandLine, pack, unpack } from "./envelope";
import { lost, noShell, notSent, sudoRefused, timeIsUp } from "./failures";
import { type Line, openLine } from "./line";
import type { Command, CommandOutput, ConnectionArgs, Host } from "./types";

const outputLimit = 64 * 1024 * 1024;

/** The host ends by itself what nobody waits for any more, a little after the waiting has ended. */
const graceSeconds = 5;

/** A server that allows one session at a time needs a moment to forget the last one. */
const openingTries = 20;
const openingWait = 50;

/** What an ended channel means: the script's output, or the error that says why there is none. */
function read(args: ConnectionArgs, host: string, command: Command, outcome: Outcome, mark: string): CommandOutput {
  const { name } = command;
  const { status, signal } = outcome;
  const answer = unpack(outcome.stdout, outcome.stderr, status, mark);
  if (status === undefined) throw lost(host, name, signal === undefined ? "no exit status" : `ended by ${signal}`);
  if (answer.started) return { status, stdout: answer.stdout, stderr: answer.stderr };
  const { reason, words } = answer;
  if (reason === "incomplete") throw notSent(host, name, words);
  const sudo = args.sudo && reason === "login" ? sudoRefused(host, args.user, words) : undefined;
  throw sudo ?? noShell(host, args.user, words);
}

/** Runs one command on one line. NotOpened means that nothing was sent. */
async function runOn(line: Line, args: ConnectionArgs, host: string, command: Command): Promise<CommandOutput> {
  const left = (command.deadline ?? Infinity) - Date.now();
  const timeout = Math.max(0, Math.min(command.timeout ?? args.commandTimeout, left));
  const mark = `pulumi-pacemaker-${randomBytes(12).toString("hex")}`;
  const input = pack(command, mark, Math.ceil(timeout / 1000) + graceSeconds);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(timeIsUp(host, command.name, timeout));
      // Its session stays occupied until the host has ended the command: the next one takes a new connection.
      line.end("a command ran out of time");
    }, timeout);
  });
  line.hold();
  try {
    const outcome = await Promise.race([execute(line.client, commandLine(args.sudo), input, outputLimit), late]);
    const ended = line.ended();
    if (ended !== undefined && outcome.status === undefined) throw lost(host, command.name, ended);
    return read(args, host, command, outcome, mark);
  } catch (error) {
    if (!(error instanceof TooMuchOutput)) throw error;
    line.end("too much output");
    throw new PacemakerError("INTERNAL", `${command.name} printed ${error.message}`, { host });
  } finally {
    clearTimeout(timer);
    line.release();
  }
}

export interface KeptHost extends Host {
  /** Resolves when the connection is open. */
  opened(): Promise<void>;
  close(): void;
}

/** A host whose connection is opened when needed, kept, and opened again when it was lost. */
export function keptHost(args: ConnectionArgs, address: string): KeptHost {
  let line: Promise<Line> | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let closed = false;

  async function open(): Promise<Line> {
    const forget = (): void => {
      line = undefined;
    };
    try {
      const opened = await openLine(args, address, forget);
      if (closed) opened.end("closed");
      return opened;
    } catch (error) {
      forget();
      throw error;
    }
  }

  function current(): Promise<Line> {
    if (!closed) return (line ??= open());
    return Promise.reject(new PacemakerError("INTERNAL", "the connections were closed already", { host: address }));
  }

  async function run(command: Command): Promise<CommandOutput> {
    for (let tries = 1; ; tries++) {
      const opened = await current();
      try {
        return await runOn(opened, args, address, command);
      } catch (error) {
        if (!(error instanceof NotOpened)) throw error;
        const ended = opened.ended();
        if (tries >= openingTries)
          throw ended === undefined
            ? noShell(address, args.user, error.message)
            : notSent(address, command.name, ended);
        await sleep(openingWait);
      }
    }
  }

  return {
    address,
    opened: async () => {
      await current();
    },
    run: (command) => {
      const turn = queue.then(() => run(command));
      queue = turn.catch(() => undefined);
      return turn;
    },
    close: () => {
      closed = true;
      line?.then(
        (opened) => {
          opened.end("closed");
        },
        () => undefined, // whoever waits for it hears of the failure
      );
    },
  };
}
