import { setTimeout as sleep } from "node:timers/promises";
import { readReport, sayStuck } from "../cluster/report";
import type { NodeReport, Report } from "../crm/report";
import { PacemakerError } from "../errors";
import type { Connections, Host } from "../ssh";
import { drainNode } from "./commands";
import type { Doing } from "./doing";

const pause = 500;

/** A member of the cluster, and the way to it. */
export interface Member {
  name: string;
  host: Host;
}

/** The way to some of the machines. */
const through = (members: readonly Member[]): Connections => ({
  hosts: members.map(({ host }) => host.address),
  host: (address) => {
    const found = members.find(({ host }) => host.address === address);
    return found ? Promise.resolve(found.host) : Promise.reject(new Error(`${address} is no member`));
  },
  // They are the run's, which closes them.
  close: () => undefined,
});

export const report = (members: readonly Member[]): Promise<Report> => readReport(through(members));

const sayNode = ({ name, online, pending, unclean }: NodeReport): string =>
  `${name} is ${unclean ? "unclean" : pending ? "joining" : online ? "online" : "offline"}`;

/** What the cluster still lacks; undefined when all of these are in it. */
export function lacking({ quorum, dc, nodes }: Report, names: readonly string[]): string | undefined {
  const stateOf = (name: string) => nodes.find((each) => each.name === name);
  const away = names.flatMap((name) => {
    const node = stateOf(name);
    return node?.online && !node.pending ? [] : [node ? sayNode(node) : `${name} is not known`];
  });
  if (away.length > 0) return away.join(", ");
  if (!quorum) return "there is no quorum";
  return dc === undefined ? "no controller is elected yet" : undefined;
}

const quiet = ["CLUSTER_DOWN", "NO_QUORUM", "NO_PERMISSION"] as const;

/** What one of them says, while the cluster may just be starting there. */
async function said(members: readonly Member[], names: readonly string[]): Promise<string | undefined> {
  try {
    return lacking(await report(members), names);
  } catch (error) {
    if (!(error instanceof PacemakerError) || !quiet.some((code) => code === error.code)) throw error;
    return error.what;
  }
}

/** Waits until all of these are in one cluster, by the word of each of those who are asked. */
export async function awaitMembers(asked: readonly Member[], names: readonly string[], doing: Doing): Promise<void> {
  for (;;) {
    const views = await Promise.all(asked.map(async (each) => ({ by: each.name, lacks: await said([each], names) })));
    const left = views.filter(({ lacks }) => lacks !== undefined);
    if (left.length === 0) return;
    const text = left.map(({ by, lacks }) => `${by}: ${lacks ?? ""}`).join("; ");
    doing.progress(`waiting for the members (${text})`);
    if (Date.now() > doing.deadline) throw await notTogether(asked, text);
    await sleep(pause);
  }
}

/** Corosync alone knows the difference between a member that is not there and one that cannot be heard. */
async function notTogether(asked: readonly Member[], text: string): Promise<PacemakerError> {
  const links = await Promise.all(
    asked.map(async ({ name, host }) => {
      const { stdout } = await host.run({ name: "corosync-cfgtool -s", script: "corosync-cfgtool -s 2>&1" });
      const down = [...stdout.matchAll(/nodeid:\s*(\d+):\s*(disconnected)/g)].map(([, id]) => id ?? "");
      return down.length > 0 ? [`${name} does not hear the members with number ${down.join(", ")}`] : [];
    }),
  );
  const deaf = links.flat();
  return new PacemakerError("MEMBER", `the members do not come together: ${[text, ...deaf].join("; ")}`, {
    hint:
      deaf.length > 0
        ? "Is UDP port 5405 (and the next one for each further link) open between them, both ways, and have all the same key?"
        : "See `journalctl -u corosync -u pacemaker` on them; a longer limit is `timeouts`.",
  });
}

export async function requireQuorum(members: readonly Member[], names: readonly string[]): Promise<void> {
  const lacks = lacking(await report(members), names);
  if (lacks === undefined) return;
  throw new PacemakerError("NO_QUORUM", `members are changed while all that stay are there, and now ${lacks}`, {
    hint: "Bring it back, or take it out of `members` as well; where that costs the quorum, with `allowQuorumLoss: true`.",
  });
}

/** Milliseconds in which a device that works has done it. */
const fencing = 120_000;

/** Only fencing, or somebody who looks, knows of a lost node that it runs nothing any more. */
export async function awaitFenced(members: readonly Member[], node: string, doing: Doing): Promise<void> {
  const deadline = Math.min(doing.deadline, Date.now() + fencing);
  for (;;) {
    const { nodes } = await report(members);
    if (!nodes.some(({ name, unclean }) => name === node && unclean)) return;
    doing.progress(`waiting until ${node} is fenced`);
    if (Date.now() > deadline)
      throw new PacemakerError("MEMBER", `${node} is to leave, cannot be reached, and is not known to be off`, {
        hint: `The cluster starts nothing of it elsewhere until it was fenced. Make sure that it is off, then on a member: stonith_admin --confirm ${node}`,
      });
    await sleep(pause);
  }
}

const on = ({ resources }: Report, node: string) => resources.filter(({ nodes }) => nodes.includes(node));

/** Everything moves away from a node; where something does not, the node keeps what it has. */
export async function drain(by: Member, members: readonly Member[], node: string, doing: Doing): Promise<void> {
  await drainNode(by.host, node, true);
  for (;;) {
    const now = await report(members);
    const left = on(now, node);
    if (left.length === 0) return;
    doing.progress(`waiting until ${left.map(({ id }) => id).join(", ")} has left ${node}`);
    // What the cluster does not manage would run on there, and be started elsewhere once the node is forgotten.
    if (left.some(({ blocked, managed }) => blocked || !managed) || Date.now() > doing.deadline) {
      await drainNode(by.host, node, false);
      throw new PacemakerError(
        "FAILED_IN_CLUSTER",
        `${node} cannot go: it still runs ${left.map((each) => sayStuck(now, each)).join("; ")}`,
        { hint: "End what keeps the cluster from stopping them there, and run `pulumi up` again." },
      );
    }
    await sleep(pause);
  }
}
