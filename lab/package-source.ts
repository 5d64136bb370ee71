import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { makeGroup, populated } from "./cgroup";
import { LabError } from "./error";
import { labGroup } from "./machines";
import { address, hostNumber, packagesPort } from "./names";
import { packagesLog, type Lab } from "./state";

/** Below the lab's own, so that it ends with the lab, whoever has started it. */
const group = (lab: string) => join(labGroup(lab), "packages");

export const servesPackages = (lab: Lab): boolean => populated(group(lab.name));

/** Serves the packages in a folder to the lab's machines, unless that is done already. Under the lock. */
export async function servePackages(lab: Lab, folder: string): Promise<void> {
  if (servesPackages(lab)) return;
  makeGroup(group(lab.name));
  // Tests run this from its source, and node can run only what is built.
  const program = join(dirname(require.resolve("pulumi-pacemaker/package.json")), "dist/lab/package-server.js");
  const words = [process.execPath, program, folder, address(lab.net, hostNumber), String(packagesPort)];
  const log = openSync(packagesLog(lab.name), "a");
  const server = spawn("sh", ["-c", 'echo $$ >"$0/cgroup.procs" && exec "$@"', group(lab.name), ...words], {
    detached: true,
    cwd: "/",
    stdio: ["ignore", "pipe", log],
    env: { PATH: process.env.PATH },
  }) as ChildProcessByStdio<null, Readable, null>;
  closeSync(log);
  const ended = once(server, "close").then(() => {
    throw new LabError(
      `the packages of the lab "${lab.name}" cannot be served\n${readFileSync(packagesLog(lab.name), "utf8")}`,
    );
  });
  await Promise.race([once(server.stdout, "data"), ended]);
  ended.catch(() => undefined); // from now on it may end with the lab
  server.stdout.destroy();
  server.unref();
}
