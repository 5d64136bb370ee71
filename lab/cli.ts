#!/usr/bin/env node
import { Command, InvalidArgumentError, Option } from "commander";
import { LabError } from "./error";
import { down, isolate, killMachine, member, reboot, status, up, type LabStatus } from "./lab";
import { defaultLab, lastMachine, machineNumber } from "./names";
import { toStderr } from "./progress";
import { debians, type Debian } from "./recipe";
import { sshInteractive } from "./ssh";
import { readLab } from "./state";

function count(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= lastMachine) return number;
  throw new InvalidArgumentError(`a lab has 1 to ${lastMachine} machines`);
}

interface Named {
  name: string;
}

const program = new Command("lab")
  .description("Real Debian machines with systemd, in namespaces on this host.")
  .enablePositionalOptions();
const command = (usage: string, description: string) =>
  program.command(usage).description(description).option("--name <lab>", "which lab", defaultLab);

command("up", "make the lab, boot what does not run, wait until the cluster has formed")
  .option("--machines <count>", "how many machines (default: 3, or what the lab has)", count)
  .addOption(new Option("--debian <release>", "default: trixie, or what the lab has").choices(debians))
  .option("--bare", "only systemd and sshd, and a package source to install cluster software from")
  .action(async (options: Named & { machines?: number; debian?: Debian; bare?: true }) => {
    const { name, machines, ...rest } = options;
    const found = machines === undefined ? (readLab(name)?.machines ?? []) : [];
    const first = Array.from({ length: machines ?? 3 }, (_, i) => i + 1);
    await up({ name, ...rest, machines: found.length > 0 ? found : first }, toStderr);
    print(await status(name));
  });

command("status", "what there is")
  .option("--json", "for programs")
  .option("--cluster", "also ask the cluster for its quorum and nodes")
  .action(async (options: Named & { json?: true; cluster?: true }) => {
    const found = await status(options.name, { cluster: options.cluster === true });
    if (options.json) console.log(JSON.stringify(found, undefined, 2));
    else print(found);
  });

command("ssh <machine> [command...]", "log in, or run a command there; its exit code is this one's")
  .option("--user <user>", "root or admin", "root")
  .passThroughOptions()
  .action(async (machine: string, words: string[], options: Named & { user: string }) => {
    const number = machineNumber(machine);
    process.exitCode = await sshInteractive(member(options.name, number), number, options.user, words);
  });

command("kill <machine>", "end a machine as if its power failed; up boots it again").action(
  (machine: string, { name }: Named) => killMachine(name, machineNumber(machine)),
);
command("reboot <machine>", "reboot a machine from within, wait until it is up again").action(
  (machine: string, { name }: Named) => reboot(name, machineNumber(machine)),
);
command("isolate <machine>", "take a machine's network cable out").action((machine: string, { name }: Named) =>
  isolate(name, machineNumber(machine), true),
);
command("heal <machine>", "put it back").action((machine: string, { name }: Named) =>
  isolate(name, machineNumber(machine), false),
);
command("down", "end all machines and remove everything of the lab but what is cached").action(({ name }: Named) =>
  down(name),
);

function print(lab: LabStatus): void {
  if (!lab.exists) {
    console.log(`there is no lab "${lab.name}"`);
    return;
  }
  if (lab.subnet === undefined) {
    console.log(`of the lab "${lab.name}" only remains are there: take it down`);
    return;
  }
  console.log(`lab "${lab.name}": ${lab.debian ?? ""}${lab.bare ? ", bare" : ""}, ${lab.subnet}`);
  for (const { name, address, running, isolated, pid } of lab.machines)
    console.log(
      `  ${name}  ${address}  ${running ? `running, init ${pid ?? "starting"}` : "off"}${isolated ? ", isolated" : ""}`,
    );
  if (lab.packages !== undefined) console.log(`  packages: ${lab.packages}`);
  if (typeof lab.cluster === "string") console.log(`  cluster: ${lab.cluster}`);
  else if (lab.cluster !== undefined) {
    const { quorum, dc, online, others } = lab.cluster;
    const rest = Object.entries(others).map(([node, how]) => `, ${node} ${how}`);
    console.log(
      `  cluster: ${quorum ? "quorum" : "no quorum"}, ${dc ?? "no"} DC, online: ${online.join(" ")}${rest.join("")}`,
    );
  }
}

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof LabError ? `lab: ${error.message}` : error);
  process.exitCode = 1;
});
