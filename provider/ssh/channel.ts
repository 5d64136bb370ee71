import type { Client, ClientChannel } from "ssh2";

/** What one channel brought back. `status` is missing when the command was ended by a signal or got lost. */
export interface Outcome {
  status: number | undefined;
  signal: string | undefined;
  stdout: Buffer;
  stderr: Buffer;
}

/** The server would not open a channel: nothing was sent, so it can be tried again. */
export class NotOpened extends Error {}

/** More output than anybody asked for; the channel was closed. */
export class TooMuchOutput extends Error {}

const open = (client: Client, line: string): Promise<ClientChannel> =>
  new Promise((resolve, reject) => {
    const refuse = (error: Error): void => {
      reject(new NotOpened(error.message, { cause: error }));
    };
    try {
      client.exec(line, (error, channel) => {
        if (error === undefined) resolve(channel);
        else refuse(error);
      });
    } catch (error) {
      refuse(error as Error); // "Not connected" is thrown, not called back
    }
  });

/** Collects both streams whole, as bytes: a character may come in two pieces. */
function collect(channel: ClientChannel, limit: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const pieces = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    let size = 0;
    let ended: Pick<Outcome, "status" | "signal"> = { status: undefined, signal: undefined };
    let open = 2;
    const take = (stream: "stdout" | "stderr") => (piece: Buffer) => {
      size += piece.length;
      if (size <= limit) pieces[stream].push(piece);
      else {
        channel.close();
        reject(new TooMuchOutput(`more than ${limit} bytes`));
      }
    };
    const done = (): void => {
      if (--open > 0) return;
      resolve({ ...ended, stdout: Buffer.concat(pieces.stdout), stderr: Buffer.concat(pieces.stderr) });
    };
    channel.on("data", take("stdout")).stderr.on("data", take("stderr"));
    // Not "exit": a quick command's can come in one piece with the channel's opening, before anybody listens.
    channel.on("close", (code?: number | null, signal?: string) => {
      ended = { status: code ?? undefined, signal };
      done();
    });
    channel.stderr.on("end", done);
  });
}

/** Runs one command line; `input` is all that it reads. Rejects with NotOpened or TooMuchOutput only. */
export async function execute(client: Client, line: string, input: Buffer, limit: number): Promise<Outcome> {
  const channel = await open(client, line);
  const outcome = collect(channel, limit);
  channel.end(input);
  return outcome;
}
