import { readFileSync } from "node:fs";

/** Whether something is mounted on the folder. */
export const mounted = (folder: string): boolean =>
  readFileSync("/proc/self/mountinfo", "utf8")
    .split("\n")
    .some((line) => line.split(" ")[4] === folder);
