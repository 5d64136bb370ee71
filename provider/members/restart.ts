import { propertyOf, writeProperties } from "../cib/properties";
import type { Cib } from "../cib/document";
import { replace } from "../cluster/replace";
import { PacemakerError } from "../errors";
import type { Conf } from "../corosync/conf";
import { awaitMembers, type Member } from "./awaited";
import { configure, start, stop } from "./commands";
import type { Doing } from "./doing";
import type { Live } from "./live";
import { onEach } from "./on-each";

const maintenance = "maintenance-mode";
/** Stands beside it while it is ours, and says what it was: a run that is ended may leave both. */
const mark = "pulumi-restart";
const unset = "unset";

const inMaintenance = (cib: Cib): Cib => {
  const former = propertyOf(cib, mark) ?? propertyOf(cib, maintenance) ?? unset;
  return writeProperties(cib, { [maintenance]: "true", [mark]: former });
};

const asBefore = (cib: Cib): Cib => {
  const former = propertyOf(cib, mark);
  if (former === undefined) return cib;
  return writeProperties(cib, { [maintenance]: former === unset ? undefined : former, [mark]: undefined });
};

/** The cluster acts again, where a restart has kept it from that: by whichever member can tell it. */
export async function endMaintenance(members: readonly Member[]): Promise<void> {
  const errors: unknown[] = [];
  for (const { host } of members)
    try {
      await replace(host, asBefore);
      return;
    } catch (error) {
      errors.push(error);
    }
  if (errors.length > 0) throw errors[0];
}

/** For what is taken back, whatever is left of the run's own time. */
const backLimit = 120_000;

/**
 * All members stop and start with another configuration. What runs is left alone meanwhile: in maintenance mode
 * Pacemaker lets go of it, and finds it again. Where one of them does not come back, all are put back to what they had,
 * as far as they can be reached.
 */
export async function restart(live: Live, conf: Conf, doing: Doing): Promise<Live> {
  const { members } = live;
  const [first] = members;
  if (!first) return live;
  doing.progress("all members restart, in maintenance mode");
  await replace(first.host, inMaintenance);
  const names = members.map((each) => each.name);
  try {
    await onEach(members, ({ host }) => stop(host, doing.deadline));
    await onEach(members, ({ host }) => configure(host, { conf }));
    await onEach(members, ({ host }) => start(host));
    await awaitMembers(members, names, doing);
  } catch (error) {
    await takeBack(live, doing);
    throw await stillInMaintenance(error, members);
  }
  await endMaintenance(members);
  return { ...live, conf };
}

/** Each by itself: one that cannot be reached keeps none of the others down. */
async function takeBack({ conf, members }: Live, doing: Doing): Promise<void> {
  const deadline = Date.now() + backLimit;
  doing.progress("the members go back to the configuration that they had");
  await Promise.allSettled(members.map(({ host }) => stop(host, deadline)));
  const back = await Promise.allSettled(
    members.map(async (each) => {
      await configure(each.host, { conf });
      await start(each.host);
      return each;
    }),
  );
  const there = back.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  // What has failed is the error, and not what comes of taking it back.
  await awaitMembers(
    there,
    there.map(({ name }) => name),
    { ...doing, deadline },
  ).catch(() => undefined);
}

/** The error, with what is left to be done where the cluster cannot be told that it may act again. */
async function stillInMaintenance(error: unknown, members: readonly Member[]): Promise<unknown> {
  try {
    await endMaintenance(members);
    return error;
  } catch (other) {
    if (!(error instanceof PacemakerError) || !(other instanceof PacemakerError)) return error;
    return new PacemakerError(error.code, `${error.what}; the cluster stays in maintenance mode: ${other.what}`, {
      ...error.detail,
      hint: "Mend the cause; the next `pulumi up` ends the maintenance when the members are together.",
    });
  }
}
