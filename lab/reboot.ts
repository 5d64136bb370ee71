import { setTimeout as sleep } from "node:timers/promises";
import { runOn } from "./enter";
import { LabError } from "./error";
import { initPid, isIsolated, isRunning } from "./machines";
import { machineName } from "./names";
import { lastWords, waitForMachine } from "./ready";
import type { Lab } from "./state";

/** systemd gives a unit a minute and a half to stop. */
const stopLimit = 120_000;

/** Reboots a machine from within, and returns when it is up again (`isUp`); one without its cable when it boots. */
export async function rebootMachine(
  lab: Lab,
  machine: number,
  isUp: (lab: Lab, machine: number) => Promise<unknown> = waitForMachine,
): Promise<void> {
  const name = machineName(machine);
  const before = initPid(lab, machine);
  const { status, stderr } = await runOn(lab, machine, "systemctl reboot");
  if (status !== 0) throw new LabError(`${name}: systemctl reboot exited with ${status}\n${stderr}`);
  const deadline = Date.now() + stopLimit;
  for (;;) {
    const now = initPid(lab, machine);
    if (now !== undefined && now !== before) break;
    if (!isRunning(lab, machine)) throw new LabError(`${name} ended and did not boot${lastWords(lab, machine)}`);
    if (Date.now() > deadline) throw new LabError(`${name} did not shut down in ${stopLimit / 1000} s`);
    await sleep(50);
  }
  if (!isIsolated(lab, machine)) await isUp(lab, machine);
}
