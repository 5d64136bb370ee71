import { homedir } from "node:os";
import { join } from "node:path";

/** A path in which a leading `~` is the home directory of whoever runs the program. */
export const atHome = (path: string): string =>
  path === "~" || path.startsWith("~/") ? join(homedir(), path.slice(1)) : path;
