import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** What processes of this host and of its machines showed to everybody; words of one are apart by NUL. */
export interface Seen {
  commands: readonly string[];
  environments: readonly string[];
  /** How often all of them were looked at. */
  looks: number;
}

/** Watches all processes until it is asked what it has seen; a test that fails before that leaves nothing behind. */
export function watchProcesses(): () => Promise<Seen> {
  const watching = fork(join(__dirname, "watching.js"), { serialization: "advanced" });
  watching.unref();
  watching.channel?.unref();
  return async () => {
    watching.channel?.ref();
    const answer = once(watching, "message");
    watching.send("enough");
    return (await answer)[0] as Seen;
  };
}
