import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { LabError } from "./error";
import { clusterFiles } from "./files";
import { requireHost } from "./host";
import { locked } from "./lock";
import { boot, exists, isRunning, kill } from "./machines";
import { mounted } from "./mounts";
import { address, address6, checkLabName, lastMachine, machineName } from "./names";
import { chooseNet, makeBridge } from "./network";
import { servePackages } from "./package-source";
import { ensurePackages } from "./packages";
import type { Report } from "./progress";
import type { Debian } from "./recipe";
import { run } from "./run";
import { sshRun } from "./ssh";
import {
  authkeyFile,
  filesDir,
  hostKeyFile,
  hostName,
  keyFile,
  knownHostsFile,
  lockFile,
  passwordsFile,
  readLab,
  writeLab,
  type Lab,
} from "./state";
import { ensureTree } from "./tree";

export interface Wanted {
  name: string;
  debian?: Debian;
  bare?: boolean;
  /** The machines of the cluster; those the lab has stay. */
  machines: readonly number[];
  /** What machines call themselves, by number; nodeN, or what they are called already, unless given. */
  hostNames?: Readonly<Record<number, string>>;
  /** The X of 10.0.X.0/24. */
  net?: number;
}

async function makeKey(file: string, comment: string): Promise<void> {
  if (existsSync(`${file}.pub`)) return;
  rmSync(file, { force: true });
  await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", file]);
}

/** Writes a secret that only root may read, once. */
function keepSecret(file: string, content: string | Buffer): void {
  if (!existsSync(file)) writeFileSync(file, content, { mode: 0o600, flag: "wx" });
}

function agree(found: Lab, wanted: Wanted): void {
  const differ = (what: string, way: string) =>
    new LabError(`the lab "${found.name}" ${what}; take it down first, or choose another name with --name: ${way}`);
  if (wanted.debian !== undefined && wanted.debian !== found.debian)
    throw differ(`runs ${found.debian}`, wanted.debian);
  if (wanted.bare !== undefined && wanted.bare !== found.bare)
    throw differ(found.bare ? "is bare" : "has cluster software", wanted.bare ? "bare" : "with cluster software");
  if (wanted.net !== undefined && wanted.net !== found.net)
    throw differ(`is 10.0.${found.net}.0/24`, `10.0.${wanted.net}.0/24`);
  for (const [number, name] of Object.entries(wanted.hostNames ?? {})) {
    const machine = Number(number);
    if (exists(found, machine) && hostName(found, machine) !== name)
      throw new LabError(
        `${address(found.net, machine)} is there already and calls itself ${hostName(found, machine)}, not ${name}: ` +
          "a machine is deleted before another takes its address",
      );
  }
}

/** Makes what the lab's machines share, and says what it is; boots nothing. Under the lock. */
async function makeLab(wanted: Wanted, tree: string): Promise<Lab> {
  const name = checkLabName(wanted.name);
  const found = readLab(name);
  if (found !== undefined) agree(found, wanted);
  const machines = [...new Set([...(found?.machines ?? []), ...wanted.machines])].sort((a, b) => a - b);
  if (machines.some((machine) => machine < 1 || machine > lastMachine))
    throw new LabError(`a lab has 1 to ${lastMachine} machines`);
  const { debian, bare, net } = found ?? {
    debian: wanted.debian ?? "trixie",
    bare: wanted.bare ?? false,
    net: await chooseNet(name, wanted.net),
  };
  const hostNames = { ...found?.hostNames, ...wanted.hostNames };
  const lab: Lab = { name, net, debian, bare, tree, machines, hostNames };
  if (found === undefined) writeLab(lab);
  if (!mounted(filesDir(name))) {
    mkdirSync(filesDir(name), { recursive: true });
    await run("mount", ["-t", "tmpfs", "-o", "mode=755", `lab-${name}`, filesDir(name)]);
  }
  await makeKey(keyFile(name), `lab-${name}`);
  keepSecret(authkeyFile(name), randomBytes(256));
  keepSecret(passwordsFile(name), `operator:${randomBytes(12).toString("base64url")}\n`);
  const known: string[] = [];
  for (const machine of machines) {
    await makeKey(hostKeyFile(name, machine), machineName(machine));
    const [type, key] = readFileSync(`${hostKeyFile(name, machine)}.pub`, "utf8").split(" ");
    known.push(
      `${address(net, machine)},${address6(net, machine)},${machineName(machine)} ${type ?? ""} ${key ?? ""}\n`,
    );
  }
  writeFileSync(knownHostsFile(name), known.join(""));
  await makeBridge(name, net);
  return lab;
}

/** Boots those of `machines` that do not run, of a lab that is made when it is missing; does not wait for them. */
export async function start(wanted: Wanted, machines: readonly number[], report: Report): Promise<Lab> {
  requireHost();
  checkLabName(wanted.name);
  const before = readLab(wanted.name);
  if (before !== undefined) agree(before, wanted);
  const { debian, bare } = before ?? { debian: wanted.debian ?? "trixie", bare: wanted.bare ?? false };
  const tree =
    before !== undefined && existsSync(before.tree) ? before.tree : await ensureTree(debian, { bare, report });
  const packages = bare ? await ensurePackages(debian, tree, report) : undefined;
  return locked(lockFile(), async () => {
    const lab = await makeLab(wanted, tree);
    if (lab.machines.length !== readLab(lab.name)?.machines.length) await tellOthers(lab);
    writeLab(lab);
    if (packages !== undefined) await servePackages(lab, packages);
    for (const machine of machines.filter((machine) => !isRunning(lab, machine))) {
      await kill(lab.name, machine);
      await boot(lab, machine);
    }
    return lab;
  });
}

/** Gives members that run the cluster's new list of machines. */
async function tellOthers(lab: Lab): Promise<void> {
  if (lab.bare) return;
  const running = lab.machines.filter((machine) => isRunning(lab, machine));
  for (const machine of running) {
    for (const [path, content] of Object.entries(clusterFiles(lab)))
      await tell(lab, machine, `cat > /${path}`, content);
  }
  const [first] = running;
  if (first !== undefined) await tell(lab, first, "corosync-cfgtool -R");
}

async function tell(lab: Lab, machine: number, command: string, input = ""): Promise<void> {
  const { status, stdout, stderr } = await sshRun(lab, machine, command, { input });
  if (status !== 0) throw new LabError(`${machineName(machine)}: ${command} exited with ${status}\n${stdout}${stderr}`);
}
