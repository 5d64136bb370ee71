import { spawn } from "node:child_process";
import { address } from "./names";
import { tryRun, type Output } from "./run";
import { keyFile, knownHostsFile, type Lab } from "./state";

const args = (lab: Lab, machine: number, user = "root") => [
  ...["-F", "none", "-i", keyFile(lab.name), "-l", user],
  ...Object.entries({
    IdentitiesOnly: "yes",
    PasswordAuthentication: "no",
    KbdInteractiveAuthentication: "no",
    StrictHostKeyChecking: "yes",
    UserKnownHostsFile: knownHostsFile(lab.name),
    GlobalKnownHostsFile: "none",
    ConnectTimeout: "5",
    LogLevel: "ERROR",
  }).flatMap(([name, value]) => ["-o", `${name}=${value}`]),
  address(lab.net, machine),
];

/** Runs a command on a machine. Status 255 means that ssh itself failed. */
export const sshRun = (
  lab: Lab,
  machine: number,
  command: string,
  options: { input?: string; timeout?: number } = {},
) => tryRun("ssh", [...args(lab, machine), command], { timeout: 60_000, ...options }) satisfies Promise<Output>;

/** ssh as a person's own, with their terminal; resolves with its exit code. */
export function sshInteractive(lab: Lab, machine: number, user: string, command: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    spawn("ssh", [...args(lab, machine, user), ...(command.length > 0 ? ["--", ...command] : [])], { stdio: "inherit" })
      .on("error", reject)
      .on("close", (code) => {
        resolve(code ?? 255);
      });
  });
}
