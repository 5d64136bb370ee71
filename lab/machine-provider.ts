import * as pulumi from "@pulumi/pulumi";
import { LabError } from "./error";
import { isRunning } from "./machines";
import { checkHostName, checkLabName, defaultLab, machineName, parseAddress } from "./names";
import { toStderr } from "./progress";
import { waitForCluster, waitForMachine } from "./ready";
import type { Debian } from "./recipe";
import { keyFile, knownHostsFile, readLab, type Lab } from "./state";
import { removeMachine, start, type Wanted } from "./lab";

interface Inputs {
  lab?: string;
  address: string;
  addresses?: string[];
  hostName?: string;
  debian?: Debian;
  bare?: boolean;
  __provider: string;
}

interface Outputs extends Inputs {
  user: string;
  privateKeyFile: string;
  hostKeysFile: string;
}

const labOf = (inputs: Inputs) => inputs.lab ?? defaultLab;

const isBare = (inputs: Inputs) => inputs.bare ?? false;
const hostNameOf = (inputs: Inputs) => inputs.hostName ?? machineName(parseAddress(inputs.address).machine);

/** The members of the cluster that a machine is one of; a bare one is by itself, whatever else the lab has. */
function members(inputs: Inputs): number[] {
  const own = parseAddress(inputs.address);
  if (isBare(inputs)) return [own.machine];
  if (inputs.addresses === undefined) throw new LabError("addresses are needed: those of all members of the cluster");
  if (inputs.hostName !== undefined)
    throw new LabError(`hostName is for bare machines: this member of the cluster is ${machineName(own.machine)}`);
  const machines = inputs.addresses.map((text) => {
    const { net, machine } = parseAddress(text);
    if (net !== own.net) throw new LabError(`${text} and ${inputs.address} are not of one lab's network`);
    return machine;
  });
  if (!machines.includes(own.machine)) throw new LabError(`addresses lack the machine's own, ${inputs.address}`);
  return machines;
}

function wanted(inputs: Inputs): Wanted {
  const { net, machine } = parseAddress(inputs.address);
  return {
    name: checkLabName(labOf(inputs)),
    net,
    machines: members(inputs),
    hostNames: { [machine]: checkHostName(hostNameOf(inputs)) },
    debian: inputs.debian ?? "trixie",
    bare: isBare(inputs),
  };
}

function inputsOf({ lab, address, addresses, hostName, debian, bare, __provider }: Inputs): Inputs {
  const all = { lab, address, addresses, hostName, debian, bare, __provider };
  // The engine's transport refuses an undefined value.
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as unknown as Inputs;
}

function outputs(inputs: Inputs): Outputs {
  const name = labOf(inputs);
  return { ...inputsOf(inputs), user: "root", privateKeyFile: keyFile(name), hostKeysFile: knownHostsFile(name) };
}

/** Boots the machine; if it is the last of the lab that was missing, the cluster has formed when this returns. */
async function boot(inputs: Inputs): Promise<void> {
  const { machine } = parseAddress(inputs.address);
  const lab = await start(wanted(inputs), [machine], toStderr);
  await waitForMachine(lab, machine);
  const complete = lab.machines.every((other) => isRunning(lab, other));
  if (complete && !lab.bare) await waitForCluster(lab, lab.machines);
}

function found(inputs: Inputs): { lab: Lab; machine: number } | undefined {
  const lab = readLab(labOf(inputs));
  const { machine } = parseAddress(inputs.address);
  return lab !== undefined && isRunning(lab, machine) ? { lab, machine } : undefined;
}

const idOf = (inputs: Inputs) => `${labOf(inputs)}/${inputs.address}`;

/** What makes another machine when it changes, by argument. */
const identity = (inputs: Inputs): Record<string, unknown> => ({
  lab: labOf(inputs),
  address: inputs.address,
  hostName: inputs.hostName,
  debian: inputs.debian ?? "trixie",
  bare: isBare(inputs),
});

export const provider: pulumi.dynamic.ResourceProvider<Inputs, Outputs> = {
  check(_olds, news) {
    try {
      if (!JSON.stringify(news).includes(pulumi.runtime.unknownValue)) wanted(news);
      return Promise.resolve({ inputs: news });
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      return Promise.resolve({ inputs: news, failures: [{ property: "address", reason: error.message }] });
    }
  },
  diff(_id, olds, news) {
    const [before, after] = [identity(olds), identity(news)];
    const replaces = Object.keys(before).filter((name) => before[name] !== after[name]);
    const others = !isBare(news) && JSON.stringify(olds.addresses) !== JSON.stringify(news.addresses);
    // No two machines have one address, and a lab has one kind of machine. Anything else is the program's choice.
    const sameLab = labOf(olds) === labOf(news);
    const deleteBeforeReplace =
      olds.address === news.address || (sameLab && replaces.some((name) => name === "debian" || name === "bare"));
    return Promise.resolve({ changes: replaces.length > 0 || others, replaces, deleteBeforeReplace });
  },
  async create(inputs) {
    await boot(inputs);
    return { id: idOf(inputs), outs: outputs(inputs) };
  },
  async update(_id, _olds, news) {
    await boot(news);
    return { outs: outputs(news) };
  },
  read(id, props) {
    if (props === undefined || found(props) === undefined) return Promise.resolve({});
    return Promise.resolve({ id, props: outputs(props), inputs: inputsOf(props) as Outputs });
  },
  delete: (_id, props) => removeMachine(labOf(props), parseAddress(props.address).machine),
};
