import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { once } from "node:events";
import { LabError } from "./error";

/**
 * Runs `work` while no other process, and no other call in this one, holds the lock on `file`. The lock is held by a
 * child that ends with its standard input, so that a killed process leaves no lock behind.
 */
export async function locked<T>(file: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  const holder = spawn("flock", [file, "sh", "-c", "echo held; exec cat"], { stdio: ["pipe", "pipe", "inherit"] });
  const closed = once(holder, "close");
  const failed = closed.then(() => {
    throw new LabError(`flock gave up on ${file}`);
  });
  try {
    await Promise.race([once(holder.stdout, "data"), failed]);
    return await work();
  } finally {
    failed.catch(() => undefined); // ending it is what we want now
    holder.stdin.end();
    await closed;
  }
}
