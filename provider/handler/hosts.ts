import { isDeepStrictEqual } from "node:util";
import { isLost } from "../errors";
import type { Former } from "../kinds/kind";
import type { SysctlSettingArgs } from "../kinds/sysctl-setting";
import { ourFile } from "../node/sysctl-files";
import { readSetting, restoreSetting, sameValue, writeSetting } from "../node/sysctl";
import { asOne, type Host } from "../ssh";
import { Unfinished, type Call, type Kept, type Lifecycle } from "./call";

/** Before us: the kernel's value, by host. Where it was set is known by that; and where nobody could look since. */
type Befores = Readonly<Record<string, Former>>;
const unseen = "unseen";

interface Outcome {
  done: readonly string[];
  failed: readonly Error[];
}

/** The same on every host, side by side; one that fails is named, the others are done. */
async function onEveryHost(call: Call, act: (host: Host) => Promise<void>): Promise<Outcome> {
  const { connections } = call.cluster;
  const results = await Promise.allSettled(
    connections.hosts.map(async (address) => {
      const host = await connections.host(address);
      await act({ address, run: (command) => host.run({ ...command, deadline: call.deadline }) });
      return address;
    }),
  );
  return {
    done: results.flatMap((each) => (each.status === "fulfilled" ? [each.value] : [])),
    failed: results.flatMap((each) => (each.status === "rejected" ? [each.reason as Error] : [])),
  };
}

const befores = (kept: Kept): Befores => (kept.__former ?? {}) as Befores;

/** A host that the provider no longer has may be gone: what is set there is said, and forgotten. */
function leave(args: SysctlSettingArgs, former: Befores, call: Call): Befores {
  const { hosts } = call.cluster.connections;
  for (const [address, before] of Object.entries(former))
    if (!hosts.includes(address))
      call.warn(
        `${args.key} stays as it is on ${address}, which the provider no longer has; before, it was ${before["value"] ?? "not known"}. Where the machine is still in use: sysctl -w, and remove ${ourFile(args.key)}.`,
      );
  return Object.fromEntries(Object.entries(former).filter(([address]) => hosts.includes(address)));
}

export const hostsLifecycle: Lifecycle<SysctlSettingArgs> = {
  create: (args, call) => converge(args, {}, call),
  update: (_olds, news, kept, call) => converge(news, kept, call),
  async read(args, kept, call) {
    const value = String(args.value);
    const persistent = args.persistent;
    const drifts: string[] = [];
    let running = args.value;
    const { failed } = await onEveryHost(call, async (host) => {
      const found = await readSetting(host, args.key);
      const wrong = !sameValue(found.running, value) ? found.running : undefined;
      if (wrong !== undefined) {
        running = wrong;
        drifts.push(`${args.key} is ${wrong} on ${host.address}`);
      } else if (persistent && (found.atBoot === undefined || !sameValue(found.atBoot, value))) {
        drifts.push(`${args.key} would be ${found.atBoot ?? "the kernel's default"} after a reboot of ${host.address}`);
      }
    });
    const away = failed.filter(isLost);
    const error = asOne(
      away.length < call.cluster.connections.hosts.length ? failed.filter((each) => !isLost(each)) : failed,
      "hosts",
    );
    if (error) throw error;
    for (const drift of drifts) call.warn(drift);
    for (const { message } of away)
      call.warn(`what it has there is not known, and the next update sets it: ${message}`);
    const gone = away.map(({ detail }) => detail.host);
    const former = Object.fromEntries(
      Object.entries(befores(kept)).map(([address, before]) => [
        address,
        gone.includes(address) ? { ...before, [unseen]: "yes" } : before,
      ]),
    );
    const lost = drifts.length > 0 && running === args.value;
    return {
      args: { ...args, value: running, ...(lost && { persistent: !persistent }) },
      kept: away.length > 0 ? { ...kept, __former: former } : kept,
    };
  },
  async delete(args, kept, call) {
    const former = leave(args, befores(kept), call);
    const { failed } = await onEveryHost(call, async (host) => {
      const before = former[host.address]?.["value"];
      if (before !== undefined && before !== null) await restoreSetting(host, args.key, before);
    });
    const error = asOne(failed, "hosts");
    if (error) throw error;
  },
  isElsewhere: ({ __former: former }, hosts) =>
    former !== undefined &&
    (!isDeepStrictEqual(new Set(Object.keys(former)), new Set(hosts)) ||
      Object.values(former as Befores).some((each) => unseen in each)),
};

async function converge(args: SysctlSettingArgs, kept: Kept, call: Call): Promise<Kept> {
  const former: Record<string, Former> = { ...leave(args, befores(kept), call) };
  const { failed, done } = await onEveryHost(call, async (host) => {
    const before = await writeSetting(host, args.key, String(args.value), args.persistent);
    former[host.address] = { value: former[host.address]?.["value"] ?? before };
  });
  const next: Kept = { ...kept, __former: former };
  const error = asOne(failed, "hosts");
  if (!error) return next;
  throw done.length > 0 ? new Unfinished(error, next) : error;
}
